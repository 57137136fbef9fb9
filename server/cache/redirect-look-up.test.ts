import { beforeEach, expect, it } from 'vitest';
import type { AskedAddress } from '#newsroom/redirects/asked-address';
import type { FoundRedirect } from '#newsroom/redirects/found-redirect';
import { redirectKey } from '#newsroom/redirects/redirect-key';
import { log } from '#platform/log';
import { ChangeLog } from '#server/cache/change-log';
import { RedirectLookUp } from '#server/cache/redirect-look-up';

// What is logged as a warning here is meant to be.
log().level = 'silent';

let table: Map<string, string>;
/** The first address of each question, statement by statement. */
let asked: string[][];
let changes: ChangeLog;
let isAway: boolean;
let lookUp: RedirectLookUp;

beforeEach(() => {
  table = new Map([['/a', '/en/post/a']]);
  asked = [];
  changes = new ChangeLog();
  isAway = false;
  lookUp = new RedirectLookUp({ find, changes });
});

async function find(questions: readonly AskedAddress[]): Promise<(FoundRedirect | undefined)[]> {
  asked.push(questions.map(({ addresses }) => addresses[0] ?? ''));
  if (isAway) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
  return questions.map(({ addresses }) => {
    const address = addresses.find((one) => table.has(one));
    return address === undefined
      ? undefined
      : { id: 1, address, location: table.get(address), keys: addresses.map(redirectKey) };
  });
}

const touch = (...keys: string[]) => changes.add([{ keys, transaction: 1 }]);
const leadsTo = async (target: string) => {
  const old = await lookUp.find(target);
  return 'unasked' in old ? old.unasked : (old.found?.location ?? 'nothing');
};

it('asks once for all that come together', async () => {
  expect(await Promise.all(['/a/', '/b', '/c.php?id=1'].map(leadsTo))).toEqual(['/en/post/a', 'nothing', 'nothing']);
  expect(asked).toEqual([['/a', '/b', '/c.php?id=1']]);
});

it('remembers what it found until that is touched, and what it did not find not at all', async () => {
  for (const target of ['/a', '/A/', '/a?utm_source=x']) expect(await leadsTo(target)).toBe('/en/post/a');
  expect(asked).toHaveLength(1);
  table.set('/a', '/en/post/b');
  touch('site', redirectKey('/b'));
  expect(await leadsTo('/a')).toBe('/en/post/a');
  touch(redirectKey('/a'));
  expect(await leadsTo('/a')).toBe('/en/post/b');
  table.clear();
  touch('everything');
  expect(await leadsTo('/a')).toBe('nothing');
  table.set('/a', '/en/post/c');
  expect(await leadsTo('/a')).toBe('/en/post/c');
});

it('looks again where a change came while it asked', async () => {
  const first = lookUp.find('/a');
  table.set('/a', '/en/post/b');
  touch(redirectKey('/a'));
  await first;
  table.set('/a', '/en/post/c');
  expect(await leadsTo('/a')).toBe('/en/post/c');
});

it('says what is touched when something comes to be at an address', async () => {
  expect(await lookUp.find('/b/amp')).toEqual({ keys: [redirectKey('/b/amp'), redirectKey('/b')] });
});

it('answers from memory while the database is away, whatever form is asked for', async () => {
  await leadsTo('/a');
  isAway = true;
  touch('everything');
  expect(await Promise.all(['/a', '/a/amp', '/b'].map(leadsTo))).toEqual(['/en/post/a', '/en/post/a', 'unreachable']);
  expect([lookUp.lastKnown('/a/print')?.location, lookUp.lastKnown('/b')]).toEqual(['/en/post/a', undefined]);
});

it('is made to remember nothing by what readers ask for', async () => {
  for (let round = 0; round < 3; round++) await leadsTo('/a?made-up=1');
  expect(asked).toHaveLength(3);
  expect(lookUp.lastKnown('/a')).toBeUndefined();
});
