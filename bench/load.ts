// The load, in a process of its own: asks for paths in rotation for some seconds and prints what came of it. Started by
// measure.ts.
import autocannon from 'autocannon';
import type { Load, Loaded } from '#bench/measure';

/**
 * autocannon decodes every body as UTF-8, which nobody reads here. Of the same compressed bytes again and again the
 * processor learns to predict that; of different ones it cannot, so that pages in rotation seemed half as fast as one
 * (62 % of the load's own time).
 */
function leaveBodiesAlone(client: object): void {
  (client as { pipelinedRequests: { addBody(): void } }).pipelinedRequests.addBody = () => {};
}

const { origin, paths, connections, seconds, headers } = JSON.parse(String(process.argv[2])) as Load;
const { duration, requests, latency, errors, timeouts, statusCodeStats, throughput } = await autocannon({
  url: origin,
  connections,
  duration: seconds,
  headers,
  setupClient: leaveBodiesAlone,
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
