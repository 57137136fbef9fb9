import { AggregatorRegistry, Counter, collectDefaultMetrics, Gauge, Histogram } from 'prom-client';

/** A number, and by which values of the metric's labels. */
export type Reading = { labels: Readonly<Record<string, string>>; value: number };

/**
 * What becomes of the numbers of all web processes: the sum, or, of what is the same for all of them, the one that is
 * worst.
 */
type OfAll = 'sum' | 'min' | 'max';

/** Collects this process's own metrics (processor, memory, event loop) and hands all to the process that asks. */
export function startMetrics(): void {
  collectDefaultMetrics();
  new AggregatorRegistry();
}

/**
 * A number that goes up and down; `value` is called when metrics are collected. Where it gives undefined or rejects the
 * metric is missing rather than wrong.
 */
export function gauge(
  name: string,
  help: string,
  value: () => number | undefined | Promise<number>,
  ofAll: OfAll = 'sum',
): void {
  const readings = async () => {
    const found = await value();
    return found === undefined ? [] : [{ labels: {}, value: found }];
  };
  gauges(name, help, [], readings, ofAll);
}

/** The same by the values of labels, which have to be few and known. */
export function gauges(
  name: string,
  help: string,
  labelNames: readonly string[],
  readings: () => readonly Reading[] | Promise<readonly Reading[]>,
  ofAll: OfAll = 'sum',
): void {
  new Gauge({
    name,
    help,
    labelNames,
    aggregator: ofAll,
    async collect() {
      const found = await Promise.resolve(readings()).catch(() => []);
      this.reset();
      if (labelNames.length === 0) this.remove();
      for (const { labels, value } of found) this.set(labels, value);
    },
  });
}

/** Counts that are kept elsewhere and only grow, by the values of labels; `readings` is called for each collection. */
export function counter(
  name: string,
  help: string,
  labelNames: readonly string[],
  readings: () => readonly Reading[],
): void {
  new Counter({
    name,
    help,
    labelNames,
    collect() {
      this.reset();
      for (const { labels, value } of readings()) this.inc(labels, value);
    },
  });
}

/** Readings by the values of one label. */
export function byLabel(label: string, values: Readonly<Record<string, number>>): Reading[] {
  return Object.entries(values).map(([name, value]) => ({ labels: { [label]: name }, value }));
}

/** Durations in seconds. */
export function histogram(name: string, help: string): Histogram {
  return new Histogram({ name, help, buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });
}

let registry: AggregatorRegistry<'text/plain; version=0.0.4; charset=utf-8'> | undefined;

/**
 * The metrics of all web processes together, in Prometheus's text format. For the process that started them. Never
 * rejects: where one of them does not answer within five seconds, `portal_metrics_complete` is 0 and stands alone.
 */
export async function metricsOfAll(): Promise<{ type: string; text: string }> {
  registry ??= new AggregatorRegistry();
  const text = await registry.clusterMetrics().catch(() => undefined);
  const complete = [
    '# HELP portal_metrics_complete 1 if all web processes have answered',
    '# TYPE portal_metrics_complete gauge',
    `portal_metrics_complete ${Number(text !== undefined)}`,
  ];
  return { type: registry.contentType, text: `${[text?.trimEnd(), ...complete].filter(Boolean).join('\n')}\n` };
}
