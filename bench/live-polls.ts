// How many polls of open pages of a live blog one web process answers, while nothing happens and while entries are
// published: `node bench/live-polls.ts`. Needs wrk.
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { type BenchHouse, openBenchHouse, type Server } from '#bench/bench-server';
import { median, quantile } from '#bench/measure';
import { rendersOf } from '#bench/renders';
import { writeResult } from '#bench/write-result';
import { hasWrk, wrk } from '#bench/wrk';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { publishEntry } from '#newsroom/live/publish-entry';
import { beginEntry } from '#newsroom/live/save-entry';
import type { Actor } from '#newsroom/permissions/actor';
import { anyPort } from '#processes/supervisor/free-port';

const SECONDS = 10;
const ROUNDS = 3;
/** More often than any newsroom writes, milliseconds. */
const EVERY_MS = 2_000;
const ENTRIES = 60;
/** What one process has to answer, a second. */
const WANTED = 10_000;

if (!hasWrk()) throw new Error('this needs wrk (Debian: apt-get install wrk)');
const house = await openBenchHouse({ demo: false });
let written = 0;

async function publish(actor: Actor, storyId: number): Promise<void> {
  const told = `What happened at minute ${++written}, told in two or three sentences as reporters do it.`;
  const begun = await beginEntry(actor, storyId, {
    token: crypto.randomUUID(),
    language: 'en',
    text: { title: `Update ${written}`, body: [{ type: 'paragraph', text: [{ text: told }] }] },
    base: 0,
  });
  if (!begun.ok) throw new Error(begun.why);
  const published = await publishEntry(actor, begun.entryId, { language: 'en', version: begun.version });
  if (!published.ok) throw new Error(published.why);
}

/** The last change that the server tells of, and how many bytes it says so in. */
async function poll(portal: Server, address: string, tag = '') {
  // fetch would say that nothing kept is wanted, once it is given a tag.
  const asked = request(portal.origin + address, {
    headers: { 'accept-encoding': 'gzip', ...(tag && { 'if-none-match': tag }) },
  }).end();
  const [response] = (await once(asked, 'response')) as [IncomingMessage];
  const bytes = await buffer(response);
  const body = String(response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes);
  return {
    status: response.statusCode,
    change: Number(/data-change="(\d+)"/.exec(body)?.[1]),
    tag: response.headers.etag ?? '',
    /** Of the head, as HTTP/1.1 has it; of the body before compression. */
    head: response.rawHeaders.reduce((sum, part) => sum + part.length + 2, 0),
    body: body.length,
  };
}

/** Loads the server with polls, none of which may fail; the server has to have counted as many. */
async function load(portal: Server, metricsPort: number, address: string, headers: string[] = []) {
  const before = await hitsOf(metricsPort);
  const loaded = await wrk(portal.origin, [address], { seconds: SECONDS, headers });
  const counted = ((await hitsOf(metricsPort)) - before) / SECONDS;
  if (loaded.failed > 0) throw new Error(`${loaded.failed} polls failed`);
  if (counted < loaded.perSecond * 0.9)
    throw new Error(`${loaded.perSecond} a second, of which ${counted} were answered`);
  return loaded;
}

async function hitsOf(metricsPort: number): Promise<number> {
  const metrics = await (await fetch(`http://localhost:${metricsPort}/metrics`)).text();
  return Number(/^portal_page_requests_total\{result="hit"\} (\d+)/m.exec(metrics)?.[1] ?? Number.NaN);
}

async function measure(house: BenchHouse) {
  await createSiteSettings();
  const actor = await actorFor('author');
  const { storyId } = await createStory({ kind: 'live', slugs: { en: 'floods' } });
  for (let entry = 0; entry < ENTRIES; entry++) await publish(actor, storyId);
  const metrics = await anyPort();
  const portal = await house.startPortal({ METRICS_PORT: String(metrics) });
  const address = `/en/live/${storyId}/${written}`;
  const first = await poll(portal, address);
  const quiet: number[] = [];
  const unchanged: number[] = [];
  const p99: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    quiet.push((await load(portal, metrics, address)).perSecond);
    const conditional = await load(portal, metrics, address, [`if-none-match: ${first.tag}`]);
    unchanged.push(conditional.perSecond);
    p99.push(conditional.p99);
  }
  // What all readers ask for changes with each entry.
  const busy: number[] = [];
  const visible: number[] = [];
  const before = await rendersOf(metrics);
  const from = written;
  for (let round = 0; round < ROUNDS; round++) {
    const asked = `/en/live/${storyId}/${written}`;
    const loading = load(portal, metrics, asked);
    const end = performance.now() + SECONDS * 1_000 - EVERY_MS;
    while (performance.now() < end) {
      await publish(actor, storyId);
      const published = performance.now();
      while ((await poll(portal, asked)).change < written) await sleep(5);
      visible.push(performance.now() - published);
      await sleep(EVERY_MS);
    }
    busy.push((await loading).perSecond);
  }
  const renders = (await rendersOf(metrics)) - before;
  const conditional = await poll(portal, `/en/live/${storyId}/${written}`);
  const nothingNew = await poll(portal, `/en/live/${storyId}/${written}`, conditional.tag);
  if (nothingNew.status !== 304) throw new Error(`${nothingNew.status} instead of 304`);
  await portal.stop();
  return {
    generator: 'wrk -t1 -c50, gzip, on the same two processors',
    processes: 1,
    wanted: WANTED,
    perSecond: { whole: median(quiet), unchanged: median(unchanged), whileEntriesArePublished: median(busy) },
    p99: median(p99),
    /** From the commit of an entry until a poll tells it under that load, milliseconds. */
    visible: { p50: median(visible), most: quantile(visible, 1) },
    entries: written - from,
    rendersPerEntry: renders / (written - from),
    bytes: {
      nothingNew: conditional.body,
      head: conditional.head,
      head304: nothingNew.head,
      status: nothingNew.status,
    },
  };
}

try {
  const result = await measure(house);
  writeResult('live-polls', result);
  console.log(JSON.stringify(result, null, 2));
  if (result.perSecond.unchanged < WANTED) process.exitCode = 1;
} finally {
  await house.close();
}
