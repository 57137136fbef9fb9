import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram } from 'prom-client';

/** Collects this process's own metrics (processor, memory, event loop) and hands all to the process that asks. */
export function startMetrics(): void {
  collectDefaultMetrics();
  new AggregatorRegistry();
}

/** A number that goes up and down; `value` is called when metrics are collected. */
export function gauge(name: string, help: string, value: () => number): void {
  new Gauge({
    name,
    help,
    collect() {
      this.set(value());
    },
  });
}

/** Counts that are kept elsewhere and only grow, by the values of `label`; `values` is called for each collection. */
export function counter(
  name: string,
  help: string,
  label: string,
  values: () => Readonly<Record<string, number>>,
): void {
  new Counter({
    name,
    help,
    labelNames: [label],
    collect() {
      this.reset();
      for (const [value, count] of Object.entries(values())) this.inc({ [label]: value }, count);
    },
  });
}

/** Durations in seconds. */
export function histogram(name: string, help: string): Histogram {
  return new Histogram({ name, help, buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
}

let registry: AggregatorRegistry<'text/plain; version=0.0.4; charset=utf-8'> | undefined;

/** The metrics of all web processes added up, in Prometheus's text format. For the process that started them. */
export async function metricsOfAll(): Promise<{ type: string; text: string }> {
  registry ??= new AggregatorRegistry();
  return { type: registry.contentType, text: await registry.clusterMetrics() };
}
