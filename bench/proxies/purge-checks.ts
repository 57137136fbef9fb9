import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '#bench/measure';
import { type Answer, ask } from '#bench/proxies/ask';
import type { Checked } from '#bench/proxies/checks';
import { actorFor } from '#e2e/test-data';
import { addNote } from '#newsroom/editing/add-note';
import { database } from '#platform/database';

const CORRECTIONS = 30;
/** Requests a second. */
const READERS = 200;
/** From the answer to whoever publishes to the last reader who gets the page before that. */
const LIMIT_MS = 1_000;
/** After it every copy is told a second time, and the pages around it have been made anew. */
const APART_MS = 2_200;
const UNTOUCHED = '/en/author/nobody-of-this-name';

/** Varnish names the request that a copy was fetched for. */
function isCopyOf({ headers }: Answer): boolean {
  return String(headers['x-varnish'] ?? '').split(' ').length === 2;
}

/** Whether Varnish had the page, and how long it has had it, seconds. */
async function look({ proxy }: Checked, path: string): Promise<{ text: string; isCopy: boolean; age: number }> {
  const answer = await ask(proxy, path);
  return { text: answer.body.toString('utf8'), isCopy: isCopyOf(answer), age: Number(answer.headers.age) };
}

type Seen = { begun: number; ended: number; text: string; isCopy: boolean };

/** Asks for an article over and over, and for other pages as often, until it is stopped. */
function startReaders({ proxy, article }: Checked): { seen: Seen[]; failures: string[]; stop(): Promise<number> } {
  const agent = new Agent({ keepAlive: true });
  const [seen, failures]: [Seen[], string[]] = [[], []];
  const others = ['/en', '/ru', '/en/feed.xml', '/en/region'];
  const underWay = new Set<Promise<void>>();
  let asked = 0;
  const begunAt = performance.now();
  const one = async (path: string) => {
    const begun = performance.now();
    // A connection that Varnish is just closing: everybody asks again on another.
    const answer = await ask(proxy, path, { agent }).catch(() => ask(proxy, path));
    if (answer.status !== 200) throw new Error(`status ${answer.status}`);
    if (path !== article.path) return;
    const isCopy = isCopyOf(answer);
    seen.push({ begun, ended: performance.now(), text: answer.body.toString('utf8'), isCopy });
  };
  const timer = setInterval(() => {
    for (const due = ((performance.now() - begunAt) / 1_000) * READERS; asked < due; asked++) {
      const path = asked % 2 === 0 ? article.path : (others[(asked >> 1) % others.length] ?? '/en');
      const asking: Promise<void> = one(path)
        .catch((error: Error) => void failures.push(error.message))
        .finally(() => underWay.delete(asking));
      underWay.add(asking);
    }
  }, 5);
  return {
    ...{ seen, failures },
    async stop() {
      clearInterval(timer);
      await Promise.all(underWay);
      agent.destroy();
      return Math.round(asked / ((performance.now() - begunAt) / 1_000));
    },
  };
}

/**
 * Corrections that are published while readers ask Varnish, which keeps pages for an hour, and the portal purges: from
 * the answer to whoever publishes to the text at Varnish, and that nobody gets the page before it any more then.
 */
export async function correctionsArePurged(checked: Checked): Promise<string> {
  const { article } = checked;
  const actor = await actorFor('editor');
  // A process that has just started may be behind with changes, and what it sends then is kept for a second only.
  for (let round = 0; round < 2; round++) {
    for (const path of [article.path, UNTOUCHED]) await look(checked, path);
    await sleep(APART_MS);
  }
  const readers = startReaders(checked);
  const published: { words: string; at: number }[] = [];
  for (let number = 1; number <= CORRECTIONS; number++) {
    const words = `Correction ${number} of this bench.`;
    const done = await addNote(actor, article.id, { kind: 'correction', text: words });
    if (!done.ok) throw new Error(`not published: ${done.why}`);
    published.push({ words, at: performance.now() });
    await sleep(APART_MS + Math.random() * 300);
  }
  const perSecond = await readers.stop();
  if (readers.failures.length > 0)
    throw new Error(`${readers.failures.length} failed: ${[...new Set(readers.failures)].join(', ')}`);
  // Else it would be no wonder.
  const copies = readers.seen.filter(({ isCopy }) => isCopy).length / readers.seen.length;
  if (copies < 0.9) throw new Error(`only ${Math.round(copies * 100)} % were copies`);
  const took = published.map(({ words, at }) => {
    const first = readers.seen.find(({ text }) => text.includes(words));
    if (!first) throw new Error(`nobody got “${words}”`);
    const back = readers.seen.filter(({ begun, text }) => begun >= first.ended && !text.includes(words));
    if (back.length > 0) throw new Error(`“${words}” was gone again ${back.length} times`);
    return first.ended - at;
  });
  const most = Math.max(...took);
  if (most > LIMIT_MS)
    throw new Error(`milliseconds that corrections took: ${took.map((ms) => Math.round(ms)).join(', ')}`);
  const kept = await look(checked, UNTOUCHED);
  if (!kept.isCopy || kept.age < CORRECTIONS)
    throw new Error(
      `a page that was not touched is ${kept.isCopy ? `${kept.age} seconds old` : 'no copy'}; corrections took ${took.map((ms) => Math.round(ms)).join(', ')} ms`,
    );
  const fastest = `${Math.round(quantile(took, 0.5))} ms, at most ${Math.round(most)}`;
  const load = `${perSecond} requests a second, ${(copies * 100).toFixed(1)} % of them copies`;
  return `${fastest}; ${took.length} corrections at ${load}`;
}

/**
 * What the portal sends while it cannot ask for changes is kept for a second, not for an hour: the older page would stay
 * when the change is long out.
 */
export async function lateIsNotKept(checked: Checked): Promise<undefined> {
  const { article, purgePort, pauseDatabase } = checked;
  await look(checked, article.path);
  await pauseDatabase(async () => {
    await sleep(2_000);
    const by = { port: purgePort, isSecure: false };
    await ask(by, '/', { method: 'PURGE', headers: { xkey: 'everything' } });
    if ((await look(checked, article.path)).isCopy) throw new Error('what was purged was not asked for again');
    await sleep(2_000);
    if ((await look(checked, article.path)).isCopy) throw new Error('a page that may lack a change is kept');
  });
}

/** A change that names no page is one of all pages. */
export async function everythingIsPurged(checked: Checked): Promise<string> {
  await look(checked, UNTOUCHED);
  const { isCopy } = await look(checked, UNTOUCHED);
  if (!isCopy) throw new Error('Varnish keeps no copy');
  await database().$executeRaw`INSERT INTO outbox (concerns, keys) VALUES ('paper', '{everything}')`;
  await database().$executeRaw`SELECT pg_notify('outbox', '')`;
  const begun = performance.now();
  while ((await look(checked, UNTOUCHED)).isCopy) {
    if (performance.now() - begun > LIMIT_MS) throw new Error(`the copy is there after ${LIMIT_MS} ms`);
    await sleep(5);
  }
  return `${Math.round(performance.now() - begun)} ms, with the page made anew`;
}

/** Readers cannot purge; for them it is a method that is not allowed. */
export async function readersCannotPurge(checked: Checked): Promise<undefined> {
  const { status } = await ask(checked.proxy, '/', { method: 'PURGE', headers: { xkey: 'site' } });
  if (status !== 405) throw new Error(`a purge by a reader was answered with ${status}`);
}

/** A cookie, a tag of a campaign or a browser's dictionary makes no second copy. */
export async function oneCopy(checked: Checked): Promise<undefined> {
  const { proxy, article } = checked;
  await ask(proxy, article.path, { headers: { 'accept-encoding': 'gzip' } });
  const others = {
    cookie: 'theme=dark',
    'available-dictionary': ':pZGm1Av0IEBKARczz7exkNYsZb8LzaMrV7J32a2fFG4=:',
  };
  for (const path of [article.path, `${article.path}?utm_source=mail&fbclid=1`]) {
    const headers = { ...others, 'accept-encoding': 'gzip, deflate, dcz' };
    const answer = await ask(proxy, path, { headers });
    if (!isCopyOf(answer)) throw new Error(`no copy for ${path}`);
  }
}

/** The page before a change is there while the portal is not; then the one after it, though nobody purged meanwhile. */
export async function purgesAreCaughtUp(checked: Checked): Promise<string> {
  const { article, restartPortal } = checked;
  const words = 'A correction while the portal was stopped.';
  await look(checked, article.path);
  await restartPortal(async () => {
    const done = await addNote(await actorFor('editor'), article.id, { kind: 'correction', text: words });
    if (!done.ok) throw new Error(`not published: ${done.why}`);
    if ((await look(checked, article.path)).text.includes(words)) throw new Error('Varnish kept no copy');
  });
  const begun = performance.now();
  while (!(await look(checked, article.path)).text.includes(words)) {
    if (performance.now() - begun > 10_000) throw new Error('the older page is there ten seconds after the start');
    await sleep(20);
  }
  return `${Math.round(performance.now() - begun)} ms after the start`;
}
