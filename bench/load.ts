// The load, in a process of its own: asks for paths in rotation for some seconds and prints what came of it. Started by measure.ts.
import autocannon from 'autocannon';
import type { Load, Loaded } from '#bench/measure';

const { origin, paths, connections, seconds, headers } = JSON.parse(String(process.argv[2])) as Load;
const { duration, requests, latency, errors, timeouts, statusCodeStats, throughput } = await autocannon({
  url: origin,
  connections,
  duration: seconds,
  headers,
  requests: paths.map((path) => ({ path })),
});
const loaded: Loaded = {
  perSecond: requests.total / duration,
  p50: latency.p50,
  p99: latency.p99,
  failed: errors + timeouts,
  statuses: Object.keys(statusCodeStats ?? {}),
  bytesPerSecond: throughput.average,
};
console.log(JSON.stringify(loaded));
