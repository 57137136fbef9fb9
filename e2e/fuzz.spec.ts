import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { Newsroom } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { plain } from '#e2e/plain-request';
import { actorFor, createStaffMember, createStory } from '#e2e/test-data';
import { FEED_FILES } from '#i18n/addresses';
import { LANGUAGES } from '#i18n/languages';
import { createToken } from '#newsroom/api/create-token';

// Whatever anybody sends, in whatever place: an answer comes, and it is no error of ours.
test.describe.configure({ mode: 'default', timeout: 180_000 });

const RUNS = Number(process.env.FUZZ_RUNS ?? 120);
/** Nothing takes longer than this, milliseconds. */
const LONGEST_MS = 20_000;

let house: OwnServer;
let web: Web;

test.beforeAll(async () => {
  test.setTimeout(90_000);
  house = await startOwnServer();
  await house.onStage(() => createStory({ slugs: { en: 'a-story' } }));
  web = await house.startWeb();
});
test.afterAll(() => house.close());

/** Values as they stand in an address. */
const HOSTILE = [
  ...['', '%00', 'a%00b', '%ED%A0%80', '%', '%zz', '%2e%2e%2f', '%0d%0aset-cookie:%20a=b', '%F0%9F%98%80', '%EF%BF%BF'],
  ...['2147483648', '-1', '0', '1e309', 'NaN', '1.5', '99999999999999999999', '%D9%A1%D9%A2', 'null', '[]', '%7B%7D'],
  ...[
    'a-story',
    'region',
    'water',
    'en',
    'hy',
    '2026-11-28',
    '2026-13-40',
    '0000-00-00',
    '+275760-09-13',
    'x'.repeat(4_000),
  ],
  ...['%E2%80%AE', '%CC%81'.repeat(200), 'constructor', '__proto__', "'%20OR%201=1--", '$%7B7*7%7D', '%3Cscript%3E'],
];
const value = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => encodeURIComponent(text)) },
);
const language = fc.constantFrom(...LANGUAGES.map(({ path }) => path), 'EN', 'xx');
const query = (names: string[]) =>
  fc
    .array(fc.tuple(fc.constantFrom(...names, 'utm_source'), value), { maxLength: 4 })
    .map((parts) => parts.map(([name, given]) => `${name}=${given}`).join('&'));

const page = fc
  .tuple(
    language,
    fc.constantFrom('', '/post', '/tag', '/author', '/archive', '/search', '/corrections', '/offline', '/region'),
    fc.option(value, { nil: '' }),
    fc.option(fc.constantFrom(...Object.values(FEED_FILES), 'manifest.webmanifest'), { nil: '', freq: 4 }),
    query(['before', 'q', 'section', 'from', 'to', 'order', 'page']),
  )
  .map(([path, kind, key, file, asked]) => `/${path}${kind}${key && `/${key}`}${file && `/${file}`}?${asked}`);
const api = fc
  .tuple(
    fc.constantFrom('/api/articles', '/api/views', '/api/search/suggest', '/api/openapi.json', '/api/health', '/api'),
    query(['language', 'section', 'cursor', 'limit', 'articles', 'q']),
  )
  .map(([path, asked]) => `${path}?${asked}`);
const one = fc.tuple(language, value).map(([path, slug]) => `/api/articles/${path}/${slug}`);
const file = fc
  .tuple(
    fc.constantFrom('/sitemap/', '/share/', '/media/', '/assets/', '/_next/', '/feeds/', '/index-now/', '/'),
    value,
  )
  .map(([folder, name]) => `${folder}${name}`);
const address = fc.oneof(page, api, one, file);

/** Only what can be sent at all: Node refuses an address with letters that are not encoded. */
const isSendable = (text: string) => /^[!-~]+$/.test(text);

test('no address is answered with an error of ours', async () => {
  await fc.assert(
    fc.asyncProperty(
      address.filter(isSendable),
      fc.constantFrom('GET', 'HEAD', 'POST', 'PUT'),
      async (path, method) => {
        const begun = performance.now();
        const { status } = await plain(web.origin + path, { host: new URL(web.origin).host }, method);
        expect([path, method, status < 500 || status === 503]).toEqual([path, method, true]);
        expect(performance.now() - begun).toBeLessThan(LONGEST_MS);
      },
    ),
    { numRuns: RUNS * 3 },
  );
});

test('no body sent to the API or by a writer is answered with an error of ours', async ({ browser }) => {
  const { editor, id } = await house.onStage(async () => ({
    editor: await createStaffMember('editor', 'Fuzz'),
    id: (await createStory({ slugs: { en: 'a-story-to-change' } })).articles.en,
  }));
  const room = new Newsroom(browser, web.origin);
  const desk = await room.seat(editor);
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('\0', '\uD800', 'x'.repeat(30_000)),
  );
  const block = fc.oneof(
    fc.record({ type: fc.constant('paragraph'), text: fc.array(fc.record({ text }), { maxLength: 3 }) }),
    fc.record({ type: fc.constantFrom('heading', 'list', 'figure', 'embed', 'poll'), text, level: fc.integer() }),
    fc.jsonValue(),
  );
  const number = fc.oneof(fc.integer(), fc.constantFrom(1, 2 ** 31, 2 ** 53, 1.5, '1', null));
  const save = fc.record(
    {
      text: fc.record({ headline: text, standfirst: text, source: text, body: fc.array(block, { maxLength: 4 }) }),
      base: number,
      isExplicit: fc.oneof(fc.boolean(), fc.constant('yes')),
    },
    { requiredKeys: [] },
  );
  const bodies = fc.oneof(
    save.map((data) => ({ method: 'PUT', path: `/admin/articles/${id}/text`, data })),
    fc
      .tuple(value.filter(isSendable), save)
      .map(([key, data]) => ({ method: 'PUT', path: `/admin/articles/${key}/text`, data })),
    fc.record({ article: number }).map((data) => ({ method: 'POST', path: '/api/views', data })),
    fc.jsonValue().map((data) => ({ method: 'POST', path: `/admin/articles/${id}/presence`, data })),
  );
  await fc.assert(
    fc.asyncProperty(bodies, async ({ method, path, data }) => {
      const sent = { method, data: JSON.stringify(data), headers: { 'content-type': 'application/json' } };
      const response = await desk.request.fetch(path, { ...sent, maxRedirects: 0 });
      expect([path, sent.data, response.status() < 500]).toEqual([path, sent.data, true]);
    }),
    { numRuns: RUNS },
  );
  // A writer saves as usual after all that.
  await room.closeAll();
});

test('JSON that is very deep or very wide is refused in time, and readers do not notice', async ({ browser }) => {
  const { editor, id, token } = await house.onStage(async () => {
    const made = await createToken(await actorFor('administrator'), {
      name: 'Deep',
      scopes: ['stories:write'],
      days: 1,
    });
    if (!made.ok) throw new Error(made.why);
    const { articles } = await createStory({ slugs: { en: 'a-deep-story' } });
    return { editor: await createStaffMember('editor', 'Deep'), id: articles.en, token: made.token };
  });
  const room = new Newsroom(browser, web.origin);
  const desk = await room.seat(editor);
  const deep = (open: string, close: string) => open.repeat(100_000) + close.repeat(100_000);
  const wide = `{${Array.from({ length: 100_000 }, (_, key) => `"k${key}":1`).join()}}`;
  const values = [
    deep('[', ']'),
    deep('{"text":', '}').replace(':}', ':1}'),
    wide,
    `[${'{},'.repeat(100_000)}{}]`,
    deep('{"type":"list","items":[', ']}'),
  ];
  const around = (given: string) => [
    given,
    `{"text":{"headline":${given},"standfirst":"","source":"","body":[]},"base":1,"isExplicit":false}`,
    `{"text":{"headline":"","standfirst":"","source":"","body":${given}},"base":1,"isExplicit":false}`,
    `{"text":{"headline":"","standfirst":"","source":"","body":[{"type":"list","text":${given}}]},"base":1,"isExplicit":false}`,
    `{"language":"en","section":"region","headline":"Deep","body":${given}}`,
  ];
  const places: { method: string; path: string; headers: Record<string, string> }[] = [
    { method: 'PUT', path: `/admin/articles/${id}/text`, headers: {} },
    { method: 'POST', path: '/api/views', headers: {} },
    { method: 'POST', path: `/admin/articles/${id}/presence`, headers: {} },
    { method: 'POST', path: '/api/v1/drafts', headers: { authorization: `Bearer ${token}` } },
  ];
  let slowestReader = 0;
  const reading = setInterval(async () => {
    const begun = performance.now();
    await fetch(`${web.origin}/en/post/a-story`).catch(() => {});
    slowestReader = Math.max(slowestReader, performance.now() - begun);
  }, 50);
  for (const { method, path, headers } of places)
    for (const data of values.flatMap(around)) {
      const begun = performance.now();
      // A body that is too long ends its connection, which may have been taken for the next one by then.
      const sent = { method, data, headers: { ...headers, 'content-type': 'application/json' } };
      const status = (await desk.request.fetch(path, { ...sent, maxRedirects: 0, maxRetries: 2 })).status();
      expect([path, data.slice(0, 120), status >= 400 && status < 500]).toEqual([path, data.slice(0, 120), true]);
      expect(performance.now() - begun, data.slice(0, 120)).toBeLessThan(5_000);
    }
  clearInterval(reading);
  expect(slowestReader).toBeLessThan(3_000);
  await room.closeAll();
});
