import { beforeAll, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { draftFromWire } from '#newsroom/wire/draft-from-wire';
import { listWireItems } from '#newsroom/wire/list-wire-items';
import { takeEntries } from '#newsroom/wire/take-entries';
import type { WireEntry } from '#newsroom/wire/wire-entry';
import { parseWireFilter } from '#newsroom/wire/wire-filter';
import { database } from '#platform/database';

let sources: number[];

/** Headlines of an agency have few words, again and again. */
const WORDS =
  `rain road minister says parliament votes talks border Armenia Georgia election court police fire bank rates market
  oil gas prices army drill school teachers strike president meets visit Paris Moscow Brussels summit trade wine harvest
  festival museum opens closed bridge train crash airport flights delayed snow storm river flood mayor city budget tax
  reform law protest rally arrested trial verdict appeal football team wins loses match coach player injured film prize
  actor singer concert book science study finds heart cancer vaccine hospital doctors flu virus water energy nuclear`.split(
    /\s+/,
  );

const entry = (id: string, headline: string, given: Partial<WireEntry> = {}): WireEntry => ({
  ...{ id, link: '', wireVersion: null, status: 'usable', headline, standfirst: '', html: `Text ${id}`, language: '' },
  ...{ note: '', credit: '', pictures: [], ...given },
});
const list = async (filter: Record<string, string>, limit = 50) => {
  const { stacks, next } = await listWireItems(parseWireFilter(filter), { limit });
  return { headlines: stacks.map(({ headline, others }) => [headline, ...others.map((one) => one.headline)]), next };
};

beforeAll(async () => {
  await createSiteSettings();
  const made = ['a', 'b'].map((name) =>
    database().wireSource.create({ data: { name, address: `https://${name}.example/`, language: 'en', credit: name } }),
  );
  sources = (await Promise.all(made)).map(({ id }) => id);
  await takeEntries(sources[0] ?? 0, [entry('1', 'Rain closes a road in the north')]);
  await takeEntries(sources[1] ?? 0, [entry('2', 'Rain closes the road in the north')]);
  await takeEntries(sources[0] ?? 0, [
    entry('3', 'Выборы мэра Еревана', { language: 'ru', standfirst: 'Əliyev приехал' }),
  ]);
});

it('shows the newest first, and those that tell the same together', async () => {
  expect(await list({})).toEqual({
    headlines: [['Выборы мэра Еревана'], ['Rain closes the road in the north', 'Rain closes a road in the north']],
    next: null,
  });
});

it('narrows by source, language and words, and a stack to what matches', async () => {
  const found = async (filter: Record<string, string>) => (await list(filter)).headlines.map(([first]) => first);
  expect(await found({ language: 'ru' })).toEqual(['Выборы мэра Еревана']);
  expect(await found({ source: String(sources[0]) })).toEqual([
    'Выборы мэра Еревана',
    'Rain closes a road in the north',
  ]);
  expect(await found({ q: 'aliyev' })).toEqual(['Выборы мэра Еревана']);
  expect(await found({ q: 'close%' })).toEqual([]);
  expect(await found({ source: 'x', language: 'xx', use: 'maybe' })).toHaveLength(2);
});

it('goes on where a page ended', async () => {
  const { stacks, next } = await listWireItems({}, { limit: 1 });
  expect(stacks).toHaveLength(1);
  const second = await listWireItems({}, { limit: 1, before: next ?? undefined });
  expect(second).toMatchObject({ stacks: [{ headline: 'Rain closes the road in the north' }], next: null });
});

it('tells what was used from what was not', async () => {
  const { id } = await database().wireItem.findFirstOrThrow({ where: { guid: '3' } });
  await draftFromWire(await actorFor('author'), { itemId: id, section: 'region' });
  expect((await list({ use: 'used' })).headlines).toEqual([['Выборы мэра Еревана']]);
  expect((await list({ use: 'unused' })).headlines).toHaveLength(1);
});

describe('with twenty thousand items', () => {
  const COUNT = 20_000;
  const AT_ONCE = 2_000;

  beforeAll(async () => {
    for (let from = 0; from < COUNT; from += AT_ONCE)
      await database().$executeRaw`
        INSERT INTO wire_item (source_id, agency, credit, language, headline, fingerprint, shingles, stack_id, received_at,
          changed_at)
        SELECT ${sources[0]}, 'a', 'a', (ARRAY['en', 'ru', 'hy'])[n % 3 + 1],
          (SELECT string_agg((${WORDS}::text[])[1 + (n * w * 31 + w * w * 7 + n / 13) % ${WORDS.length}], ' ') FROM generate_series(1, 7) w),
          n::text, ARRAY[n, n + 1000000, n + 2000000], n + 1000, now() - n * interval '26 seconds',
          now() - n * interval '26 seconds'
        FROM generate_series(${from + 1}::int, ${from + AT_ONCE}::int) n`;
    await database().$executeRaw`ANALYZE wire_item`;
  }, 60_000);

  it('looks at as many as it shows', async () => {
    for (const filter of [{}, { language: 'hy' }, { source: String(sources[1]) }, { q: 'road in the north' }]) {
      const begun = performance.now();
      await listWireItems(parseWireFilter(filter), { limit: 50 });
      expect(performance.now() - begun, JSON.stringify(filter)).toBeLessThan(500);
    }
    const before = await scans();
    await listWireItems({}, { limit: 50 });
    await takeEntries(sources[1] ?? 0, [
      entry('9', 'Something that nobody else tells', { html: '<p>Many other words stand here.</p>' }),
    ]);
    await expect.poll(scans).toEqual(before);
  });
});

/** How often the whole table was read; PostgreSQL tells it a moment later. */
async function scans(): Promise<unknown> {
  await database().$executeRaw`SELECT pg_stat_force_next_flush()`;
  return database().$queryRaw`SELECT seq_scan::int FROM pg_stat_user_tables WHERE relname = 'wire_item'`;
}
