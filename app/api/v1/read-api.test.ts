import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, expect, it } from 'vitest';
import { type ApiDocument, breachesOf } from '#e2e/api-document';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { publishEntry } from '#newsroom/live/publish-entry';
import { beginEntry } from '#newsroom/live/save-entry';
import { withdrawEntry } from '#newsroom/live/withdraw-entry';
import { database } from '#platform/database';
import { apiAddress } from '#server/cache/api-address';
import { GET as listAuthors } from './authors/route.ts';
import { GET as findBreakingNews } from './breaking/route.ts';
import { GET as listLanguages } from './languages/route.ts';
import { GET as followLiveBlog } from './live-blogs/[id]/route.ts';
import { preflight, readOnly } from './open.ts';
import { GET as describeApi } from './openapi.json/route.ts';
import { OPERATIONS } from './operations.ts';
import { GET as search } from './search/route.ts';
import { GET as listSections } from './sections/route.ts';
import { GET as getStoryBySlug } from './stories/[id]/[slug]/route.ts';
import { GET as getStory } from './stories/[id]/route.ts';
import { GET as listStories } from './stories/route.ts';
import { GET as listTags } from './tags/route.ts';

const HANDLERS = {
  listStories,
  getStory,
  followLiveBlog,
  getStoryBySlug,
  listSections,
  listTags,
  listAuthors,
  listLanguages,
  findBreakingNews,
  searchStories: search,
} as const;

type OperationId = keyof typeof HANDLERS;

const at = (minute: number) => new Date(Date.UTC(2025, 4, 13, 12, minute));
const stories: number[] = [];

beforeAll(async () => {
  await createSiteSettings();
  for (let n = 0; n < 12; n++) {
    const { articles } = await createStory({
      slugs: { en: `story-${n}`, ...(n % 3 === 0 && { ru: `istoriya-${n}` }) },
      // Two at every minute, so that time alone never decides the order.
      publishedAt: at(Math.floor(n / 2)),
      section: n % 4 === 0 ? 'culture' : 'region',
      kind: n % 2 === 0 ? 'interview' : 'article',
      tags: n < 6 ? ['water', 'wine'] : ['wine'],
    });
    stories.push(articles.en);
  }
  await createStory({ slugs: { en: 'withdrawn' }, state: 'withdrawn' });
  await createStory({ slugs: { en: 'draft' }, state: 'draft' });
  await createStory({ slugs: { en: 'new-address' }, formerSlugs: { en: ['old-address'] }, publishedAt: at(-60) });
});

async function ask(id: OperationId, query = '', parameters: Record<string, string> = {}, headers = {}) {
  // As Next has it: none for an address without parameters.
  const given = Object.keys(parameters).length > 0 ? parameters : undefined;
  const request = new Request(`http://localhost:3000/api/v1/x${query && `?${query}`}`, { headers });
  return HANDLERS[id](request, { params: Promise.resolve(given) });
}

async function readDocument(): Promise<ApiDocument> {
  const response = await describeApi(new Request('http://localhost:3000/api/v1/openapi.json'), {
    params: Promise.resolve(undefined),
  });
  return (await response.json()) as ApiDocument;
}

/** Where the page cache keeps an answer: it must know the same parameters. */
function addressOf(id: OperationId, query: string, { id: first, slug }: Record<string, string> = {}) {
  const path = Object.entries(OPERATIONS).find(([, { get }]) => get?.id === id)?.[0] ?? '';
  const filled = path
    .replace('{id}', first ?? '')
    .replace('{language}', first ?? '')
    .replace('{slug}', slug ?? '');
  return apiAddress(filled, new URLSearchParams(query));
}

/** Holds an answer against what the document promises for its operation and status; returns its body. */
async function promised(id: OperationId, response: Response) {
  const { status, headers } = response;
  const body = await response.json();
  const type = headers.get('content-type') ?? '';
  expect(breachesOf(await readDocument(), id, { status, type, body }), id).toEqual([]);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
  return body;
}

it('the document is valid OpenAPI, and has every operation of this test', async () => {
  const document = await readDocument();
  const { valid, errors } = await new Validator().validate({ ...document });
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  const described = Object.values(OPERATIONS).flatMap(({ get }) => (get && !get.scope ? [get.id] : []));
  expect(described.sort()).toEqual(Object.keys(HANDLERS).sort());
});

it.each<[OperationId, string, Record<string, string>?]>([
  ['listStories', 'language=en'],
  ['listStories', 'language=ru&limit=2&section=region&tag=water&author=anna&kind=interview'],
  ['getStoryBySlug', '', { id: 'en', slug: 'story-3' }],
  ['listSections', 'language=hy'],
  ['listTags', 'language=ru'],
  ['listAuthors', 'language=ru'],
  ['listLanguages', ''],
  ['findBreakingNews', 'language=en'],
  ['searchStories', 'language=en&q=headline'],
])('%s %s answers as it is described', async (id, query, parameters) => {
  const response = await ask(id, query, parameters);
  expect(response.status).toBe(200);
  await promised(id, response);
  if (id !== 'searchStories') expect(addressOf(id, query, parameters)).toBeDefined();
});

it('says what is breaking news', async () => {
  const none = await promised('findBreakingNews', await ask('findBreakingNews', 'language=en'));
  expect(none).toEqual({ breaking: null });
  const { storyId, articles } = await createStory({ slugs: { en: 'dam' }, publishedAt: at(-90) });
  const until = new Date(Date.now() + 3_600_000);
  const { id } = await database().breakingNews.create({ data: { storyId, leadsFront: false, endsAt: until } });
  expect(await promised('findBreakingNews', await ask('findBreakingNews', 'language=en'))).toEqual({
    breaking: {
      ...{ id, story: articles.en, text: 'Headline of dam', until: until.toISOString() },
      url: 'https://news.test/en/post/dam',
    },
  });
  await database().breakingNews.deleteMany();
  await database().article.delete({ where: { id: articles.en } });
});

it('gives a story by its id, with its other languages and its text', async () => {
  const story = await promised('getStory', await ask('getStory', '', { id: String(stories[3]) }));
  expect(story).toMatchObject({
    id: stories[3],
    slug: 'story-3',
    language: 'en',
    kind: 'article',
    tags: [{ key: 'water' }, { key: 'wine' }],
    authors: [{ key: 'anna', name: 'Anna en' }],
    translations: [{ language: 'ru', slug: 'istoriya-3' }],
    blocks: [{ type: 'paragraph' }],
    html: '<p>What happened, in en, ru.</p>',
  });
});

it('gives what is newer in a live blog than a change', async () => {
  const { storyId, articles } = await createStory({ kind: 'live', slugs: { en: 'flood' } });
  const id = String(articles.en);
  const writer = await actorFor('author');
  const publish = async (title: string) => {
    const text = { title, body: [{ type: 'paragraph' as const, text: [{ text: 'Water rises.' }] }] };
    const begun = await beginEntry(writer, storyId, { token: crypto.randomUUID(), language: 'en', text, base: 0 });
    if (!begun.ok) throw new Error(begun.why);
    await publishEntry(writer, begun.entryId, { language: 'en', version: 1 });
    return begun.entryId;
  };
  const [first, second] = [await publish('First'), await publish('Second')];
  const all = await promised('followLiveBlog', await ask('followLiveBlog', '', { id }));
  expect(all).toMatchObject({ change: 2, hasMore: false, isClosed: false, withdrawn: [] });
  expect(all.entries.map(({ id, html }: { id: number; html: string }) => [id, html])).toEqual([
    [first, '<p>Water rises.</p>'],
    [second, '<p>Water rises.</p>'],
  ]);
  await withdrawEntry(writer, first);
  const newer = await promised('followLiveBlog', await ask('followLiveBlog', 'after=2', { id }));
  expect(newer).toMatchObject({ change: 3, entries: [], withdrawn: [first] });
});

it.each<[OperationId, string, Record<string, string>, number]>([
  ['followLiveBlog', 'after=-1', { id: '1' }, 400],
  ['followLiveBlog', '', { id: '999999' }, 404],
  ['listStories', '', {}, 400],
  ['listStories', 'language=xx', {}, 400],
  ['listStories', 'language=en&limit=0', {}, 400],
  ['listStories', 'language=en&limit=101', {}, 400],
  ['listStories', 'language=en&limit=1e1', {}, 400],
  ['listStories', 'language=en&cursor=rubbish', {}, 400],
  ['listStories', 'language=en&cursor=MTc0NzE0NDM4MDAwMC0x7', {}, 400],
  ['listStories', 'language=en&kind=novel', {}, 400],
  ['listStories', 'language=en&since=yesterday', {}, 400],
  ['listStories', 'language=en&since=2025-02-30T00:00:00Z', {}, 400],
  ['listStories', 'language=en&language=ru', {}, 400],
  ['listStories', 'language=en&section=', {}, 400],
  ['listStories', 'language=en&offset=20', {}, 400],
  ['getStory', '', { id: '99999999999' }, 400],
  ['getStory', '', { id: '0' }, 400],
  ['getStory', 'x=1', { id: '1' }, 400],
  ['getStory', '', { id: '999999999' }, 404],
  ['getStoryBySlug', '', { id: 'xx', slug: 'story-1' }, 400],
  ['getStoryBySlug', '', { id: 'en', slug: 'Not A Slug' }, 400],
  ['getStoryBySlug', '', { id: 'en', slug: 'never-was' }, 404],
  ['getStoryBySlug', '', { id: 'en', slug: 'draft' }, 404],
  ['getStoryBySlug', '', { id: 'en', slug: 'withdrawn' }, 410],
  ['listSections', 'language=en&cursor=x', {}, 400],
  ['listTags', 'language=en&cursor=V0FURVI', {}, 400],
  ['listAuthors', '', {}, 400],
  ['listStories', 'language=en&since=0000-01-01T00:00:00Z', {}, 400],
  ['listStories', 'language=en&since=0001-01-01T00:00:00%2B14:00', {}, 400],
  ['listLanguages', 'language=en', {}, 400],
  ['findBreakingNews', 'language=xx', {}, 400],
  ['searchStories', 'language=en', {}, 400],
  ['searchStories', `language=en&q=${'x'.repeat(201)}`, {}, 400],
  ['searchStories', 'language=en&q=a&from=2025-13-01', {}, 400],
  ['searchStories', 'language=en&q=a&page=2', {}, 400],
])('%s %s %o is refused as it is described', async (id, query, parameters, status) => {
  const response = await ask(id, query, parameters);
  expect(response.status).toBe(status);
  if (status === 400) expect(addressOf(id, query, parameters)).toBeUndefined();
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  await promised(id, response);
});

it('names what it does not know', async () => {
  const { errors } = await (await ask('listStories', 'language=en&offset=20&page=2')).json();
  expect(errors).toEqual([
    { field: 'offset', message: 'Unknown parameter' },
    { field: 'page', message: 'Unknown parameter' },
  ]);
});

async function walk(query: string, meanwhile = async (): Promise<unknown> => undefined): Promise<string[]> {
  const slugs: string[] = [];
  let address: string | undefined = `?${query}`;
  while (address) {
    const response = await ask('listStories', address.slice(address.indexOf('?') + 1));
    const link: string | null = response.headers.get('link');
    const page = await promised('listStories', response);
    slugs.push(...page.stories.map(({ slug }: { slug: string }) => slug));
    address = /^<([^>]+)>; rel="next"$/.exec(link ?? '')?.[1];
    expect(address === undefined).toBe(page.next === null);
    if (page.next) expect(address).toContain(`cursor=${page.next}`);
    await meanwhile();
  }
  return slugs;
}

const expected = (accept: (n: number) => boolean) =>
  Array.from({ length: 12 }, (_, n) => 11 - n)
    .filter(accept)
    .map((n) => `story-${n}`);

it.each<[string, (n: number) => boolean]>([
  ['since=2025-05-13T12:00:00Z', () => true],
  ['section=culture', (n) => n % 4 === 0],
  ['tag=water', (n) => n < 6],
  ['author=anna&tag=water', (n) => n < 6],
  ['author=anna&tag=water&section=region', (n) => n < 6 && n % 4 !== 0],
  ['kind=interview', (n) => n % 2 === 0],
  ['kind=interview&section=culture', (n) => n % 4 === 0],
  ['tag=wine&kind=article&since=2025-05-13T16:02:00%2B04:00', (n) => n >= 4 && n % 2 === 1],
  ['section=region&until=2025-05-13T12:03:00Z&since=2025-05-13T12:01:00Z', (n) => n >= 2 && n < 6 && n % 4 !== 0],
  ['tag=never-was', () => false],
])('%s goes through what matches once, newest first', async (filter, accept) => {
  for (const limit of [1, 3, 100]) {
    const slugs = await walk(`language=en&limit=${limit}&${filter}`);
    expect(slugs.filter((slug) => slug.startsWith('story-'))).toEqual(expected(accept));
  }
});

it('does not shift when stories come and go meanwhile', async () => {
  let n = 0;
  const publish = () => createStory({ slugs: { en: `late-${n++}` }, publishedAt: at(90) });
  const seen = await walk('language=en&limit=5&kind=interview&tag=water', publish);
  expect(seen).toEqual(expected((one) => one < 6 && one % 2 === 0));
});

it('goes on past many stories of which none matches', async () => {
  await database().$executeRaw`
    WITH told AS (
      INSERT INTO story (section_id, kind) SELECT (SELECT id FROM section WHERE key = 'region'), 'article'
      FROM generate_series(1, 1500) RETURNING id, section_id
    )
    INSERT INTO article (story_id, section_id, language, slug, headline, standfirst, body, source, state, published_at)
    SELECT id, section_id, 'hy', 'many-' || id, 'One of many', '', '[]', '', 'published', now() FROM told`;
  await createStory({ slugs: { hy: 'rare' }, kind: 'gallery', publishedAt: at(0) });
  const first = await promised('listStories', await ask('listStories', 'language=hy&kind=gallery'));
  expect([first.stories, typeof first.next]).toEqual([[], 'string']);
  expect(await walk('language=hy&kind=gallery')).toEqual(['rare']);
});

it('leads from an old address to the new one', async () => {
  const response = await ask('getStoryBySlug', '', { id: 'en', slug: 'old-address' });
  expect([response.status, response.headers.get('location')]).toEqual([308, '/api/v1/stories/en/new-address']);
  expect(response.headers.get('access-control-allow-origin')).toBe('*');
});

it('does not send again what has not changed', async () => {
  const etag = (await ask('listSections', 'language=en')).headers.get('etag') ?? '';
  const again = await ask('listSections', 'language=en', {}, { 'if-none-match': etag });
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
  expect(again.headers.get('access-control-allow-origin')).toBe('*');
});

it('says what browsers ask first, and refuses what would change something', async () => {
  const asked = preflight();
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
  const refused = readOnly();
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  expect(refused.headers.get('access-control-allow-origin')).toBe('*');
});

it('pages through tags by key', async () => {
  const first = await promised('listTags', await ask('listTags', 'language=en&limit=1'));
  const second = await promised('listTags', await ask('listTags', `language=en&limit=1&cursor=${first.next}`));
  expect([first.tags, second.tags, second.next]).toMatchObject([[{ key: 'water' }], [{ key: 'wine' }], null]);
});
