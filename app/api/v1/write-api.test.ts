import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type ApiDocument, breachesOf } from '#e2e/api-document';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { createToken } from '#newsroom/api/create-token';
import { revokeToken } from '#newsroom/api/revoke-token';
import { SCOPE_NAMES, type Scope } from '#newsroom/permissions/scopes';
import { database } from '#platform/database';
import { removeFiles } from '#platform/files';
import { PATCH as fileStory } from './drafts/[id]/filing/route.ts';
import { POST as addNote } from './drafts/[id]/notes/route.ts';
import { POST as publishDraft } from './drafts/[id]/publish/route.ts';
import { POST as reviewDraft } from './drafts/[id]/review/route.ts';
import { GET as getDraft, PATCH as saveDraft, DELETE as trashDraft } from './drafts/[id]/route.ts';
import { POST as scheduleDraft } from './drafts/[id]/schedule/route.ts';
import { POST as changeSlug } from './drafts/[id]/slug/route.ts';
import { POST as translateDraft } from './drafts/[id]/translations/route.ts';
import { POST as unscheduleDraft } from './drafts/[id]/unschedule/route.ts';
import { POST as withdrawStory } from './drafts/[id]/withdraw/route.ts';
import { POST as createDraft } from './drafts/route.ts';
import { GET as describeApi } from './openapi.json/route.ts';
import { OPERATIONS } from './operations.ts';
import { GET as getPicture, PATCH as savePictureTexts } from './pictures/[id]/route.ts';
import { POST as addPicture } from './pictures/route.ts';
import { DELETE as deleteWebhook } from './webhooks/[id]/route.ts';
import { POST as createWebhook, GET as listWebhooks } from './webhooks/route.ts';

const HANDLERS = {
  createDraft,
  getDraft,
  saveDraft,
  trashDraft,
  fileStory,
  changeSlug,
  reviewDraft,
  translateDraft,
  publishDraft,
  scheduleDraft,
  unscheduleDraft,
  withdrawStory,
  addNote,
  addPicture,
  getPicture,
  savePictureTexts,
  listWebhooks,
  createWebhook,
  deleteWebhook,
} as const;

type OperationId = keyof typeof HANDLERS;

let admin: Awaited<ReturnType<typeof actorFor>>;
let token: string;
let document: ApiDocument;
const pictures: string[] = [];

async function tokenWith(scopes: readonly Scope[], name = 'Agency', days: number | null = 30) {
  const created = await createToken(admin, { name, scopes, days });
  if (!created.ok) throw new Error(created.why);
  return created;
}

beforeAll(async () => {
  await createSiteSettings();
  admin = await actorFor('administrator');
  token = (await tokenWith(SCOPE_NAMES)).token;
  const described = await describeApi(new Request('http://localhost:3000/api/v1/openapi.json'), {
    params: Promise.resolve(undefined),
  });
  document = (await described.json()) as ApiDocument;
});
beforeEach(() => database().attempt.deleteMany());
afterAll(() => Promise.all(pictures.map(removeFiles)));

type Asked = { id?: number | string; body?: unknown; headers?: Record<string, string>; as?: string };

/** Asks for an operation with the token; what comes back is held against the document. */
async function ask(operation: OperationId, { id, body, headers = {}, as = token }: Asked = {}) {
  const [address = '', method = ''] =
    Object.entries(OPERATIONS).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([name, { id: known }]) => (known === operation ? [[path, name]] : [])),
    )[0] ?? [];
  const request = new Request(`http://localhost:3000${address.replace('{id}', String(id))}`, {
    method: method.toUpperCase(),
    headers: {
      ...(as && { authorization: `Bearer ${as}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      'x-client-address': '192.0.2.9',
      ...headers,
    },
    ...(body !== undefined &&
      ({ body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body) } as RequestInit)),
  });
  const params = id === undefined ? undefined : { id: String(id) };
  const response = await HANDLERS[operation](request, { params: Promise.resolve(params as Record<string, string>) });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : undefined;
  const type = response.headers.get('content-type') ?? '';
  expect(breachesOf(document, operation, { status: response.status, type, body: answer }), operation).toEqual([]);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return { status: response.status, headers: response.headers, answer };
}

const paragraph = (text: string) => ({ type: 'paragraph', text: [{ text }] });
const whole = { language: 'en', section: 'region', headline: 'The deep well', blocks: [paragraph('It is dug.')] };

async function draft(more: object = {}): Promise<{ id: number; version: number; filingVersion: number }> {
  const { status, answer } = await ask('createDraft', { body: { ...whole, ...more } });
  expect([status, answer.refused]).toEqual([201, undefined]);
  return answer;
}

it('the document has every operation of this test', () => {
  const described = Object.values(OPERATIONS).flatMap((methods) =>
    Object.values(methods).flatMap(({ id, scope }) => (scope ? [id] : [])),
  );
  expect(described.sort()).toEqual(Object.keys(HANDLERS).sort());
});

it('creates a story with all that is said of it, as the token', async () => {
  const { status, headers, answer } = await ask('createDraft', {
    body: {
      ...whole,
      kind: 'interview',
      standfirst: 'Forty metres',
      source: 'Agency',
      tags: ['wine', 'water'],
      authors: ['anna'],
    },
  });
  expect([status, headers.get('location')]).toEqual([201, `/api/v1/drafts/${answer.id}`]);
  expect(answer).toMatchObject({
    ...{ state: 'draft', language: 'en', slug: 'the-deep-well', kind: 'interview', changedBy: 'API: Agency' },
    ...{ headline: 'The deep well', standfirst: 'Forty metres', source: 'Agency', blocks: [paragraph('It is dug.')] },
    ...{ section: 'region', tags: ['water', 'wine'], authors: ['anna'], picture: null },
  });
  const revision = await database().revision.findFirst({
    where: { articleId: answer.id },
    orderBy: { version: 'desc' },
  });
  expect(revision?.byName).toBe('API: Agency');
  const entries = await database().auditEntry.findMany({
    where: { resourceId: String(answer.id), resource: 'article' },
  });
  expect(new Set(entries.map(({ actorName, address }) => `${actorName} ${address}`))).toEqual(
    new Set(['API: Agency 192.0.2.9']),
  );
});

it('makes blocks of HTML, and tells what has no place in them', async () => {
  const { answer } = await ask('createDraft', {
    body: {
      ...{ language: 'ru', section: 'region', headline: 'Колодец' },
      html: '<h2>Вода</h2><p>Сорок <b>метров</b>.</p><img src="https://elsewhere.example/x.jpg" alt="Чужой снимок">',
    },
  });
  expect(answer.blocks).toEqual([
    { type: 'heading', level: 2, text: [{ text: 'Вода' }] },
    { type: 'paragraph', text: [{ text: 'Сорок ' }, { text: 'метров', strong: true }, { text: '.' }] },
  ]);
  expect(answer.leftOut).toMatchObject([{ what: 'picture' }]);
});

it('keeps a draft of which a part could not be set, and says which', async () => {
  const { status, answer } = await ask('createDraft', { body: { ...whole, tags: ['never-was'] } });
  expect([status, answer.refused?.code, answer.refused?.about]).toEqual([201, 'not-found', 'topic']);
  expect([answer.headline, answer.tags]).toEqual(['The deep well', []]);
});

it.each([
  [{ ...whole, section: 'never-was' }, 422],
  [{ ...whole, section: undefined }, 400],
  [{ ...whole, html: '<p>x</p>' }, 400],
  [{ ...whole, unknown: 1 }, 400],
  [{ ...whole, blocks: [{ type: 'paragraph', text: 'no spans' }] }, 400],
  [{ ...whole, headline: 'x'.repeat(301) }, 400],
  [[], 400],
  ['no json', 400],
])('refuses what is no story: %j', async (body, status) => {
  const before = await database().article.count();
  expect((await ask('createDraft', { body })).status).toBe(status);
  expect(await database().article.count()).toBe(before);
});

it('names the block that is wrong', async () => {
  const { answer } = await ask('createDraft', { body: { ...whole, blocks: [paragraph('x'), { type: 'heading' }] } });
  expect(answer.errors.map(({ field }: { field: string }) => field)).toContain('blocks.1.text');
});

it('does not take blocks of a kind that nobody knows, and loses nothing', async () => {
  const { id, version } = await draft();
  const { status, answer } = await ask('saveDraft', { id, body: { version, blocks: [{ type: 'hologram' }] } });
  expect([status, answer.code, answer.about]).toEqual([422, 'unsupported', 'block']);
  expect((await ask('getDraft', { id })).answer.blocks).toEqual(whole.blocks);
});

it('saves what is given over the version that was read, and nothing over another', async () => {
  const { id, version } = await draft();
  const saved = await ask('saveDraft', { id, body: { headline: 'Deeper' }, headers: { 'if-match': `"${version}"` } });
  expect([saved.status, saved.answer.headline, saved.answer.blocks]).toEqual([200, 'Deeper', whole.blocks]);
  expect(saved.headers.get('etag')).toBe(`"${version + 1}"`);
  const late = await ask('saveDraft', { id, body: { headline: 'Late' }, headers: { 'if-match': `"${version}"` } });
  expect([late.status, late.answer.code, late.answer.current.headline]).toEqual([412, 'conflict', 'Deeper']);
  const late2 = await ask('saveDraft', { id, body: { headline: 'Late', version } });
  expect([late2.status, late2.answer.current.version]).toEqual([409, version + 1]);
  expect((await ask('saveDraft', { id, body: { headline: 'Blind' } })).status).toBe(428);
  expect((await ask('saveDraft', { id, body: {}, headers: { 'if-match': '*' } })).status).toBe(400);
  expect((await ask('getDraft', { id })).answer.headline).toBe('Deeper');
});

it('of two who save at once one is told, and both texts are there', async () => {
  const { id, version } = await draft();
  const both = await Promise.all(
    ['One', 'Other'].map((headline) => ask('saveDraft', { id, body: { headline, version } })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
});

it('files a story, if nobody else has done so meanwhile', async () => {
  const { id, filingVersion } = await draft({ tags: ['water'] });
  const filed = await ask('fileStory', { id, body: { filingVersion, section: 'culture', authors: ['anna'] } });
  expect(filed.answer).toMatchObject({ section: 'culture', tags: ['water'], authors: ['anna'], filingVersion: 3 });
  const late = await ask('fileStory', { id, body: { filingVersion, tags: [] } });
  expect([late.status, late.answer.code, late.answer.current.tags]).toEqual([409, 'conflict', ['water']]);
  const unknown = await ask('fileStory', { id, body: { filingVersion: 3, picture: '0'.repeat(20) } });
  expect([unknown.status, unknown.answer.code]).toEqual([422, 'not-found']);
});

it('publishes, corrects and withdraws', async () => {
  const { id, version } = await draft();
  const published = await ask('publishDraft', { id, body: { version } });
  expect([published.status, published.answer.state, published.answer.publishedVersion]).toEqual([
    200,
    'published',
    version,
  ]);
  const corrected = await ask('addNote', { id, body: { kind: 'correction', text: 'Forty metres, not four.' } });
  expect(corrected.status).toBe(200);
  expect((await ask('trashDraft', { id })).status).toBe(409);
  const withdrawn = await ask('withdrawStory', { id, body: { reason: 'A hoax', notice: 'It was not true.' } });
  expect(withdrawn.answer.state).toBe('withdrawn');
  expect((await ask('withdrawStory', { id, body: { reason: 'again' } })).status).toBe(409);
  expect((await ask('trashDraft', { id })).status).toBe(204);
  expect((await ask('getDraft', { id })).status).toBe(404);
});

it('says what keeps a story from being published, as the newsroom does', async () => {
  const empty = await draft({ headline: '', blocks: [] });
  const missing = await ask('publishDraft', { id: empty.id, body: { version: empty.version } });
  expect([missing.status, missing.answer.code, missing.answer.about]).toEqual([422, 'missing', 'headline']);
  expect(missing.answer.detail).toBe('Add a headline before publishing.');
  const unfinished = await draft({ headline: 'TK of the well' });
  const body = { version: unfinished.version };
  const blocked = await ask('publishDraft', { id: unfinished.id, body });
  expect([blocked.answer.code, blocked.answer.detail]).toEqual(['placeholders', expect.stringContaining('TK')]);
  const stale = await ask('publishDraft', { id: unfinished.id, body: { version: unfinished.version + 5 } });
  expect([stale.status, stale.answer.code, stale.answer.current.version]).toEqual([
    409,
    'conflict',
    unfinished.version,
  ]);
  const allowed = await ask('publishDraft', { id: unfinished.id, body: { ...body, allowPlaceholders: true } });
  expect(allowed.answer.state).toBe('published');
});

it('schedules and unschedules', async () => {
  const { id, version } = await draft();
  const at = new Date(Date.now() + 86_400_000).toISOString();
  const scheduled = await ask('scheduleDraft', { id, body: { version, at } });
  expect([scheduled.answer.state, scheduled.answer.publishedAt]).toEqual(['scheduled', `${at.slice(0, 16)}:00.000Z`]);
  const past = await ask('scheduleDraft', { id, body: { version, at: '2020-01-01T00:00:00Z' } });
  expect([past.status, past.answer.code]).toEqual([422, 'in-the-past']);
  expect((await ask('unscheduleDraft', { id })).answer.state).toBe('draft');
  expect((await ask('unscheduleDraft', { id })).status).toBe(409);
});

it('starts a translation, once for each language', async () => {
  const { id } = await draft();
  const translated = await ask('translateDraft', { id, body: { language: 'hy' } });
  expect(translated.answer).toMatchObject({ language: 'hy', headline: 'The deep well' });
  const again = await ask('translateDraft', { id, body: { language: 'hy' } });
  expect([again.status, again.answer.code]).toEqual([409, 'already-taken']);
});

it('adds a picture and its texts', async () => {
  const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#3a6' } })
    .jpeg()
    .toBuffer();
  const added = await ask('addPicture', { body: new Uint8Array(bytes), headers: { 'content-type': 'image/jpeg' } });
  expect([added.status, added.answer.isNew, added.answer.width]).toEqual([201, true, 900]);
  const { id } = added.answer;
  pictures.push(id);
  const same = await ask('addPicture', { body: new Uint8Array(bytes), headers: { 'content-type': 'image/jpeg' } });
  expect([same.status, same.answer.isNew, same.answer.id]).toEqual([200, false, id]);
  const texts = { en: { alt: 'A well' }, hy: { alt: 'Ջրհոր', credit: 'Աննա' } };
  const saved = await ask('savePictureTexts', { id, body: { version: 1, texts } });
  expect(saved.answer).toMatchObject({ version: 2, texts: { en: { alt: 'A well', credit: '' }, hy: texts.hy } });
  expect((await ask('savePictureTexts', { id, body: { version: 1, texts } })).status).toBe(409);
  expect((await ask('getPicture', { id })).answer.texts.en.alt).toBe('A well');
  expect((await ask('getPicture', { id: '0'.repeat(20) })).status).toBe(404);
  const shown = await ask('createDraft', {
    body: { ...whole, blocks: undefined, picture: id, html: `<img src="/media/${id}/whole-720.jpg" alt="">` },
  });
  expect([shown.answer.picture, shown.answer.blocks[0]]).toMatchObject([id, { type: 'figure', picture: id }]);
  const text = await ask('addPicture', { body: new Uint8Array(9), headers: { 'content-type': 'image/jpeg' } });
  expect([text.status, text.answer.code]).toEqual([415, 'not-a-picture']);
});

it('lets nobody in without a token that is valid now, and counts none of them', async () => {
  const wrong = `np_${'A'.repeat(43)}`;
  for (const as of ['', 'nonsense', wrong, token.slice(0, -1)]) {
    const refused = await ask('createDraft', { as, body: whole });
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="api"']);
  }
  const { id, token: own } = await tokenWith(['stories:write'], 'Short-lived', 1);
  await database().$executeRaw`UPDATE api_token SET expires_at = now() - interval '1 second' WHERE id = ${id}`;
  expect((await ask('createDraft', { as: own, body: whole })).status).toBe(401);
});

it('a revoked token does nothing any more, from the next request on', async () => {
  const { id, token: own } = await tokenWith(['stories:write'], 'Lost');
  expect((await ask('createDraft', { as: own, body: whole })).status).toBe(201);
  expect(await revokeToken(admin, id)).toEqual({ ok: true });
  expect((await ask('createDraft', { as: own, body: whole })).status).toBe(401);
  expect(await revokeToken(admin, id)).toMatchObject({ ok: false, why: 'not-found', about: 'token' });
});

it('a token does what its scopes say and nothing else', async () => {
  const { id, version } = await draft();
  const { token: writer } = await tokenWith(['stories:write'], 'Writer');
  const { token: publisher } = await tokenWith(['stories:publish'], 'Publisher');
  const refused = await ask('publishDraft', { as: writer, id, body: { version } });
  expect([refused.status, refused.answer.scope]).toEqual([403, 'stories:publish']);
  expect((await ask('createDraft', { as: publisher, body: whole })).status).toBe(403);
  expect((await ask('publishDraft', { as: publisher, id, body: { version } })).status).toBe(200);
  expect((await ask('addPicture', { as: writer, body: 'x', headers: { 'content-type': 'image/jpeg' } })).status).toBe(
    403,
  );
});

it('a scheduled story keeps its text when a token may write but not publish', async () => {
  const { id, version } = await draft();
  const at = new Date(Date.now() + 86_400_000).toISOString();
  await ask('scheduleDraft', { id, body: { version, at } });
  const { token: writer } = await tokenWith(['stories:write'], 'Writer');
  const saved = await ask('saveDraft', { as: writer, id, body: { version, headline: 'Otherwise' } });
  expect([saved.answer.version, saved.answer.publishedVersion]).toEqual([version + 1, version]);
});

it('the same request with the same key is worked off once, another is refused', async () => {
  const headers = { 'idempotency-key': 'one' };
  const before = await database().article.count();
  const both = await Promise.all([1, 2].map(() => ask('createDraft', { body: whole, headers })));
  const again = await ask('createDraft', { body: whole, headers });
  expect(await database().article.count()).toBe(before + 1);
  // The other came while the first was worked off, or just after that.
  const isReplayed = (answer: (typeof both)[number]) => answer.headers.get('idempotency-replayed') === 'true';
  const [first, ...more] = both.filter((answer) => answer.status === 201 && !isReplayed(answer));
  expect(more).toEqual([]);
  const other = both.find((answer) => answer !== first);
  expect(other?.status === 409 ? other.answer.code : other?.answer).toEqual(
    other?.status === 409 ? 'under-way' : first?.answer,
  );
  expect([again.status, again.answer]).toEqual([201, first?.answer]);
  expect(again.headers.get('location')).toBe(first?.headers.get('location'));
  expect(again.headers.get('idempotency-replayed')).toBe('true');
  const another = await ask('createDraft', { body: { ...whole, headline: 'Another' }, headers });
  expect([another.status, another.answer.code]).toEqual([422, 'key-used']);
  const { token: others } = await tokenWith(['stories:write'], 'Others');
  expect((await ask('createDraft', { as: others, body: whole, headers })).status).toBe(201);
  expect((await ask('createDraft', { body: whole, headers: { 'idempotency-key': 'x y' } })).status).toBe(400);
});

it('a refused request may be sent again with its key', async () => {
  const headers = { 'idempotency-key': 'refused' };
  const body = { ...whole, section: 'new-section' };
  expect((await ask('createDraft', { body, headers })).status).toBe(422);
  await database().section.create({ data: { key: 'new-section', position: 9 } });
  expect((await ask('createDraft', { body, headers })).status).toBe(201);
});

it('a request that was cut short is not worked off again', async () => {
  const headers = { 'idempotency-key': 'cut' };
  await ask('createDraft', { body: whole, headers });
  const cut = (seconds: number) => database().$executeRaw`
    UPDATE idempotent_request SET status = NULL, begun_at = now() - make_interval(secs => ${seconds}::int) WHERE key = 'cut'`;
  await cut(1);
  const early = await ask('createDraft', { body: whole, headers });
  expect([early.status, early.answer.code, early.headers.get('retry-after')]).toEqual([409, 'under-way', '1']);
  await cut(61);
  const late = await ask('createDraft', { body: whole, headers });
  expect([late.status, late.answer.code]).toEqual([409, 'outcome-unknown']);
});

it('a token that sends too much is told when to go on; others are not', async () => {
  const { id, token: busy } = await tokenWith(['stories:write'], 'Busy');
  await database().attempt.create({
    data: { key: `api:token:${id}`, points: 600, expire: BigInt(Date.now() + 30_000) },
  });
  const refused = await ask('getDraft', { as: busy, id: 1 });
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await ask('getDraft', { id: 999_999 })).status).toBe(404);
});

it('notes the use of a token once in a few minutes', async () => {
  const { id, token: own } = await tokenWith(['stories:write'], 'Noted');
  const lastUsed = async () => (await database().apiToken.findUniqueOrThrow({ where: { id } })).lastUsedAt;
  expect(await lastUsed()).toBeNull();
  await ask('getDraft', { as: own, id: 1 });
  const first = await lastUsed();
  expect(first).not.toBeNull();
  await ask('getDraft', { as: own, id: 1 });
  expect(await lastUsed()).toEqual(first);
});

it('what staff have written stays theirs: the text that a token replaces is kept', async () => {
  const { articles } = await createStory({ slugs: { en: 'of-staff' }, state: 'draft' });
  const { answer: before } = await ask('getDraft', { id: articles.en });
  await ask('saveDraft', { id: articles.en, body: { version: before.version, blocks: [paragraph('Short.')] } });
  const kept = await database().revision.findMany({ where: { articleId: articles.en }, orderBy: { version: 'asc' } });
  expect(kept[0]?.body).toEqual(before.blocks);
});

it('sets up webhooks, and shows a secret once', async () => {
  const body = { name: 'Partner', url: 'https://partner.example/hook', events: ['story.published'], languages: ['hy'] };
  const headers = { 'idempotency-key': 'webhook' };
  const { status, answer } = await ask('createWebhook', { body, headers });
  expect([status, answer.secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
  expect(await database().idempotentRequest.count({ where: { key: 'webhook' } })).toBe(0);
  const listed = await ask('listWebhooks');
  expect(listed.answer.webhooks).toMatchObject([{ id: answer.id, ...body, state: 'on' }]);
  expect((await ask('createWebhook', { body: { ...body, url: 'https://127.0.0.1/' } })).answer.about).toBe(
    'webhookUrl',
  );
  expect((await ask('deleteWebhook', { id: answer.id })).status).toBe(204);
  expect((await ask('deleteWebhook', { id: answer.id })).status).toBe(404);
  expect((await ask('listWebhooks')).answer.webhooks).toEqual([]);
});

it('sets the slug of a draft; of what readers have only a token that may publish', async () => {
  const writer = (await tokenWith(['stories:write'], 'Writer')).token;
  const { id, version } = await draft({ slug: 'chosen-well' });
  expect((await ask('getDraft', { id })).answer.slug).toBe('chosen-well');
  expect((await ask('createDraft', { body: { ...whole, slug: 'chosen-well' } })).answer).toMatchObject({
    refused: { code: 'already-taken', about: 'address' },
  });
  const rename = (slug: string, more: object = {}, as = writer) =>
    ask('changeSlug', { id, body: { slug, ...more }, as });
  expect(await rename('No slug')).toMatchObject({ status: 422, answer: { code: 'invalid', about: 'address' } });
  expect(await rename('other-well', { former: 'never-had' })).toMatchObject({ status: 409 });
  expect(await rename('other-well', { former: 'chosen-well' })).toMatchObject({
    status: 200,
    answer: { slug: 'other-well' },
  });
  await ask('publishDraft', { id, body: { version } });
  expect(await rename('third-well')).toMatchObject({ status: 403, answer: { code: 'not-allowed' } });
  expect(await rename('third-well', {}, token)).toMatchObject({ status: 200, answer: { slug: 'third-well' } });
  expect(await database().formerSlug.findFirst({ where: { articleId: id } })).toMatchObject({ slug: 'other-well' });
  expect((await ask('changeSlug', { id: 999_999, body: { slug: 'a-b' } })).status).toBe(404);
});

it('files a draft; what readers have in any language only a token that may publish', async () => {
  const writer = (await tokenWith(['stories:write'], 'Writer')).token;
  const { id, version, filingVersion } = await draft({ slug: 'filed-well' });
  const file = (seen: number, section: string, as = writer, of = id) =>
    ask('fileStory', { id: of, body: { filingVersion: seen, section }, as });
  expect(await file(filingVersion, 'culture')).toMatchObject({ status: 200, answer: { section: 'culture' } });
  await ask('publishDraft', { id, body: { version } });
  expect(await file(filingVersion + 1, 'region')).toMatchObject({ status: 403, answer: { code: 'not-allowed' } });
  const { answer } = await ask('translateDraft', { id, body: { language: 'ru' } });
  expect(await file(filingVersion + 1, 'region', writer, answer.id)).toMatchObject({ status: 403 });
  expect(await file(filingVersion + 1, 'region', token)).toMatchObject({ status: 200, answer: { section: 'region' } });
});

it('submits for review, returns and approves, each as the scopes allow', async () => {
  const writer = (await tokenWith(['stories:write'], 'Writer')).token;
  const { id, version } = await draft({ headline: 'To be reviewed' });
  const review = (workflow: string, more: object = {}, as = writer) =>
    ask('reviewDraft', { id, body: { version, workflow, ...more }, as });
  expect(await review('in_review')).toMatchObject({ status: 200, answer: { workflow: 'in_review' } });
  expect(await review('ready')).toMatchObject({ status: 403 });
  expect(await review('ready', { version: version + 1 }, token)).toMatchObject({
    status: 409,
    answer: { code: 'conflict', current: { workflow: 'in_review' } },
  });
  expect(await review('ready', {}, token)).toMatchObject({ status: 200, answer: { workflow: 'ready' } });
  expect(await review('draft', { note: 'Who says so?' }, token)).toMatchObject({ answer: { workflow: 'draft' } });
  const events = await database().auditEntry.findMany({
    where: {
      resourceId: String(id),
      event: { in: ['article.submitted', 'article.approved', 'article.changesRequested'] },
    },
    orderBy: { id: 'asc' },
  });
  expect(events.map(({ event, actorName }) => [event, actorName])).toEqual([
    ['article.submitted', 'API: Writer'],
    ['article.approved', 'API: Agency'],
    ['article.changesRequested', 'API: Agency'],
  ]);
});
