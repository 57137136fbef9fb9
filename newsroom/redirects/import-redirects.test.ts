import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import type { Actor } from '#newsroom/permissions/actor';
import { askedAddress } from '#newsroom/redirects/asked-address';
import { exportRedirects } from '#newsroom/redirects/export-redirects';
import { findRedirects } from '#newsroom/redirects/find-redirects';
import { importRedirects } from '#newsroom/redirects/import-redirects';
import { parseRedirectCsv } from '#newsroom/redirects/redirect-csv';
import { ROW_LIMIT } from '#newsroom/redirects/redirect-file-limit';
import { changeRedirect, createRedirect } from '#newsroom/redirects/save-redirect';
import { database } from '#platform/database';

let chief: Actor;

beforeAll(async () => {
  await createSiteSettings();
  chief = await actorFor('chief');
  await createStory({ slugs: { en: 'one' } });
  await createStory({ slugs: { en: 'two' } });
});

beforeEach(async () => {
  await database().redirect.deleteMany();
});

const answers = async (addresses: readonly string[]) =>
  (
    await findRedirects(
      addresses.map((one) => askedAddress(one) ?? { addresses: [], story: undefined, feed: undefined }),
    )
  ).map((found) => (found ? (found.location ?? 410) : 404));

describe('a table', () => {
  const rowsOf = (text: string) => {
    const table = parseRedirectCsv(text);
    return table.ok ? table.rows.map(({ from, to }) => [from, to]) : table;
  };

  it.each([
    [
      'from,to,status\r\n/a,/en,301\r\n/b,,410\r\n',
      [
        ['/a', '/en'],
        ['/b', null],
      ],
    ],
    ['\uFEFFСтарый;Новый\n/a;/en\n', [['/a', '/en']]],
    [
      '/a\t/en\n\n\n/b\t/ru',
      [
        ['/a', '/en'],
        ['/b', '/ru'],
      ],
    ],
    ['"/a,b","/en ""x""",301', [['/a,b', '/en "x"']]],
    ['/a,410', [['/a', null]]],
    ['/?p=1,/en,,,', [['/?p=1', '/en']]],
  ])('%j has its rows', (text, rows) => expect(rowsOf(text)).toEqual(rows));

  it.each(['', '\n\n', 'from,to\n', '"/a,/en'])('%j is none', (text) =>
    expect(parseRedirectCsv(text)).toMatchObject({ ok: false, why: 'invalid', about: 'csv' }),
  );

  it('has an end', () => {
    const rows = Array.from({ length: ROW_LIMIT }, (_, index) => `/${index},/en`);
    expect(parseRedirectCsv(rows.join('\n'))).toMatchObject({ ok: true });
    expect(parseRedirectCsv([...rows, '/more,/en'].join('\n'))).toMatchObject({ ok: false, about: 'csvRows' });
  });
});

it('saves what it can, says of each other row why not, and saves nothing while it is only checked', async () => {
  const text = [
    'from,to,status',
    '/a/,/en/post/one,301',
    '/b,,410',
    'nothing,/en,301',
    '/A,/ru,301',
    '/en/region,/ru,301',
    '/c,/made-up,301',
    '/d,/en,200',
    '/e,,301',
    '/f,/b,308',
    '/g,/h,',
    '/h,/g,',
    '/i,/j,',
    '/j,/en/post/two,',
  ].join('\r\n');
  const refused = [
    [4, 'oldAddress'],
    [5, 'oldAddress'],
    [6, 'ownAddress'],
    [7, 'redirectTarget'],
    [8, 'redirectStatus'],
    [9, 'redirectTarget'],
    [11, 'redirectLoop'],
    [12, 'redirectLoop'],
  ];
  const told = async (isDryRun: boolean) => {
    const result = await importRedirects(chief, { text, isDryRun });
    if (!result.ok) throw new Error(result.why);
    return { ...result, refused: result.refused.map(({ line, refusal }) => [line, refusal.about]) };
  };
  expect(await told(true)).toEqual({ ok: true, valid: 5, saved: 0, refused });
  expect(await database().redirect.count()).toBe(0);
  expect(await told(false)).toEqual({ ok: true, valid: 5, saved: 5, refused });
  expect(await answers(['/a', '/b', '/f', '/i', '/j', '/g'])).toEqual([
    ...['/en/post/one', 410, 410, '/en/post/two', '/en/post/two', 404],
  ]);
  const events = () => database().auditEntry.count({ where: { event: 'redirect.imported' } });
  expect(await events()).toBe(1);
  expect(await told(false)).toEqual({ ok: true, valid: 5, saved: 0, refused });
  expect(await events()).toBe(1);
  const editor = await actorFor('editor');
  expect(await importRedirects(editor, { text, isDryRun: true })).toMatchObject({ ok: false, why: 'not-allowed' });
});

it('reads what it has written', async () => {
  const text = '/a,/en/post/one\n/b,,410\n"/c,d",https://elsewhere.example/\n/=1+1,/ru\n/?p=1,/en/region';
  await importRedirects(chief, { text, isDryRun: false });
  let exported = '';
  for await (const part of exportRedirects()) exported += part;
  expect(exported.split('\r\n').sort()).toEqual(
    ['from,to,status', '/?p=1,/en/region,301', '/=1+1,/ru,301', '"/c,d",https://elsewhere.example/,301']
      .concat('/b,,410', '/a,/en/post/one,301', '')
      .sort(),
  );
  await database().redirect.deleteMany();
  expect(await importRedirects(chief, { text: exported, isDryRun: false })).toMatchObject({ saved: 5, refused: [] });
});

it('takes in many at once', { timeout: 60_000 }, async () => {
  const rows = Array.from({ length: 5_000 }, (_, index) => `/old/${index},/en/post/${index % 2 ? 'one' : 'two'}`);
  expect(await importRedirects(chief, { text: rows.join('\n'), isDryRun: false })).toMatchObject({ saved: 5_000 });
});

it('whatever is saved, no redirect leads to an old address, or to nothing', { timeout: 60_000 }, async () => {
  const OLD = ['/a', '/b', '/c', '/d', '/e'];
  const END = ['/en/post/one', '/en/post/two', '/ru', '', 'https://elsewhere.example/'];
  const pair = fc.tuple(fc.constantFrom(...OLD), fc.constantFrom(...OLD, ...END));
  const step = fc.oneof(
    fc.record({ csv: fc.array(pair, { minLength: 1, maxLength: 6 }) }),
    fc.record({ add: pair }),
    fc.record({ change: pair }),
    fc.record({ remove: fc.constantFrom(...OLD) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      await database().redirect.deleteMany();
      for (const one of steps) {
        if ('csv' in one) {
          const text = one.csv.map(([from, to]) => `${from},${to},${to ? 301 : 410}`).join('\n');
          await importRedirects(chief, { text, isDryRun: false });
        } else if ('add' in one) {
          await createRedirect(chief, { from: one.add[0], to: one.add[1] || null });
        } else if ('change' in one) {
          const [address, to] = one.change;
          const row = await database().redirect.findUnique({ where: { address } });
          if (row) await changeRedirect(chief, { ...row, to: to || null });
        } else await database().redirect.deleteMany({ where: { address: one.remove } });
      }
      const saved = (await database().redirect.findMany()).map(({ address }) => address);
      const ends = await answers(saved);
      for (const end of ends) expect([...END, 410]).toContain(end);
    }),
    { numRuns: 40 },
  );
});
