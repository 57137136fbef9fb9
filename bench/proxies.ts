// The portal behind other programs, with the configurations of docs/proxies: `node bench/proxies.ts [name …]`. Needs
// what it is to test of Debian's nginx, haproxy, caddy, varnish and varnish-modules; what is missing is left out.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BenchHouse, openBenchHouse } from '#bench/bench-server';
import { HOST } from '#bench/proxies/ask';
import { CHECKS, type Checked } from '#bench/proxies/checks';
import {
  correctionsArePurged,
  everythingIsPurged,
  lateIsNotKept,
  oneCopy,
  purgesAreCaughtUp,
  readersCannotPurge,
} from '#bench/proxies/purge-checks';
import { PROXIES, versionsOf } from '#bench/proxies/start-proxy';
import { writeResult } from '#bench/write-result';
import { actorFor } from '#e2e/test-data';
import { postAddress } from '#i18n/addresses';
import { createToken } from '#newsroom/api/create-token';
import { database } from '#platform/database';
import { buildIfStale } from '#processes/build/build';
import { anyPort } from '#processes/supervisor/free-port';

type Name = keyof typeof PROXIES;
type Outcome = Record<string, string>;

const NAMES = Object.keys(PROXIES) as Name[];
/** Varnish that the portal tells of changes keeps pages for an hour: only what follows from that is asked of it. */
const PURGED = {
  'corrections are purged': correctionsArePurged,
  'everything is purged': everythingIsPurged,
  'what may lack a change is not kept': lateIsNotKept,
  'a purge is caught up on': purgesAreCaughtUp,
  'readers cannot purge': readersCannotPurge,
  'one copy': oneCopy,
};

async function checkProxy(house: BenchHouse, name: Name, token: string): Promise<Outcome> {
  const { start, count, statusWithoutPortal } = PROXIES[name];
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-proxy-'));
  const [port, purgePort] = [await anyPort(), await anyPort()];
  const isPurged = name === 'Varnish, purged';
  const environment = {
    ...{ PORT: String(port), PUBLIC_URL: `https://${HOST}`, WEB_PROCESSES: '2' },
    TRUSTED_PROXIES: String(count),
    ...(isPurged && { VARNISH_PURGE_URLS: `http://127.0.0.1:${purgePort}/` }),
  };
  let portal = await house.startPortal(environment);
  const proxy = await start(port, folder, purgePort);
  const slug = 'russia-territory-istanbul-talks';
  const { id } = await database().article.findUniqueOrThrow({
    where: { language_slug: { language: 'en', slug } },
    select: { id: true },
  });
  const checked: Checked = {
    ...{ name, proxy, statusWithoutPortal, token },
    portal,
    portalPlace: { port, isSecure: false },
    article: { id, path: postAddress('en', slug) },
    purgePort,
    async pauseDatabase(meanwhile) {
      await house.postgres.pause();
      try {
        await meanwhile();
      } finally {
        await house.postgres.resume();
      }
    },
    async restartPortal(meanwhile) {
      await portal.stop();
      try {
        await meanwhile();
      } finally {
        portal = await house.startPortal(environment);
      }
    },
  };
  const outcome: Outcome = {};
  try {
    for (const [what, check] of Object.entries(isPurged ? PURGED : CHECKS)) {
      outcome[what] = await check(checked).then(
        (note) => (note ? `pass (${note})` : 'pass'),
        (error: Error) => `FAIL: ${error.message}`,
      );
      console.log(`${name}: ${what}: ${outcome[what]}`);
    }
  } finally {
    await proxy.stop();
    await portal.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  return outcome;
}

function formerOutcomes(): Record<string, Outcome> {
  const file = join(import.meta.dirname, 'results/proxies.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).result : {};
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !NAMES.includes(name as Name));
if (unknown.length > 0) throw new Error(`There is no ${unknown.join(', ')}; there are ${NAMES.join(', ')}.`);
await buildIfStale(() => {});
const house = await openBenchHouse();
const outcomes: Record<string, Outcome> = {};
try {
  const made = await createToken(await actorFor('administrator'), { name: 'Bench', scopes: ['media:write'], days: 1 });
  if (!made.ok) throw new Error('no token');
  for (const name of NAMES.filter((one) => asked.length === 0 || asked.includes(one))) {
    const version = versionsOf(PROXIES[name].needs);
    if (!version) {
      console.log(`${name}: not installed, left out`);
      continue;
    }
    outcomes[name] = { version, ...(await checkProxy(house, name, made.token)) };
    // What was not asked for stays as it was.
    writeResult('proxies', { ...formerOutcomes(), [name]: outcomes[name] });
  }
} finally {
  await house.close();
}
const whats = [...Object.keys(CHECKS), ...Object.keys(PURGED)];
console.table(
  Object.fromEntries(
    whats.map((what) => [
      what,
      Object.fromEntries(Object.entries(outcomes).map(([name, of]) => [name, of[what]?.split(/[ :]/)[0] ?? ''])),
    ]),
  ),
);
const hasFailed = Object.values(outcomes).some((of) => Object.values(of).some((one) => one.startsWith('FAIL')));
process.exit(hasFailed ? 1 : 0);
