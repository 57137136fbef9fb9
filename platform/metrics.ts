import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram } from 'prom-client';

/**
 * Has this process's own numbers (processor, memory, event loop) counted, and answers the process that gathers those of
 * all.
 */
export function startMetrics(): void {
  collectDefaultMetrics();
  new AggregatorRegistry();
}

/** A number that goes up and down, read from `value` when somebody asks. */
export function gauge(name: string, help: string, value: () => number): void {
  new Gauge({
    name,
    help,
    collect() {
      this.set(value());
    },
  });
}

/** Counts that are kept elsewhere and only grow, by `kind`. */
export function counts(name: string, help: string, values: () => Readonly<Record<string, number>>): void {
  new Counter({
    name,
    help,
    labelNames: ['kind'],
    collect() {
      this.reset();
      for (const [kind, value] of Object.entries(values())) this.inc({ kind }, value);
    },
  });
}

/** How long something takes, seconds. */
export function durations(name: string, help: string): Histogram {
  return new Histogram({ name, help, buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
}

let ofAll: AggregatorRegistry<'text/plain; version=0.0.4; charset=utf-8'> | undefined;

/** The metrics of all web processes together, in the text format of Prometheus. For the process that started them. */
export async function metricsOfAll(): Promise<{ type: string; text: string }> {
  ofAll ??= new AggregatorRegistry();
  return { type: ofAll.contentType, text: await ofAll.clusterMetrics() };
}
