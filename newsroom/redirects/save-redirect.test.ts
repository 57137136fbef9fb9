import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import type { Actor } from '#newsroom/permissions/actor';
import { askedAddress } from '#newsroom/redirects/asked-address';
import { deleteRedirect } from '#newsroom/redirects/delete-redirect';
import { findRedirects } from '#newsroom/redirects/find-redirects';
import { findRedirect, listRedirects } from '#newsroom/redirects/list-redirects';
import { listUnanswered } from '#newsroom/redirects/list-unanswered';
import { recordRequests } from '#newsroom/redirects/record-requests';
import { saveImportedRedirects } from '#newsroom/redirects/save-imported-redirects';
import { changeRedirect, createRedirect } from '#newsroom/redirects/save-redirect';
import { createPage } from '#newsroom/settings/create-page';
import { deletePage } from '#newsroom/settings/delete-page';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';

let chief: Actor;
let story: Awaited<ReturnType<typeof createStory>>;
const PICTURE = '0123456789abcdef0123';

beforeAll(async () => {
  await createSiteSettings();
  chief = await actorFor('chief');
  const publishedAt = new Date('2026-03-10T12:00:00Z');
  story = await createStory({
    slugs: { en: 'a-story', ru: 'istoriya' },
    formerSlugs: { en: ['before'] },
    publishedAt,
  });
  await database().picture.create({ data: { id: PICTURE, key: 'dam', width: 1_000, height: 500 } });
});

beforeEach(async () => {
  await database().redirect.deleteMany();
  await database().unansweredAddress.deleteMany();
});

async function answer(target: string): Promise<string | 410 | 404> {
  const [found] = await findRedirects([askedAddress(target) ?? { addresses: [], story: undefined, feed: undefined }]);
  return found ? (found.location ?? 410) : 404;
}

const create = (from: string, to: string | null) => createRedirect(chief, { from, to });
const refusal = (why: string, about: string) => expect.objectContaining({ ok: false, why, about });

describe('a new redirect', () => {
  it.each([
    ['/en/post/a-story', '/en/post/a-story'],
    ['/EN/post/A-Story/', '/en/post/a-story'],
    ['/en/post/before', '/en/post/a-story'],
    // The same story in the language of the address.
    ['/ru/post/a-story', '/ru/post/istoriya'],
    ['/ru/region', '/ru/region'],
    ['/en/tag/water/', '/en/tag/water'],
    ['/arm/author/anna', '/arm/author/anna'],
    ['/en/archive/2026-03-10', '/en/archive/2026-03-10'],
    ['/en/archive', '/en/archive/2026-03-10'],
    ['/en/corrections', '/en/corrections'],
    ['/ru', '/ru'],
    ['/', '/en'],
    ['/feed.xml', '/feed.xml'],
    ['/en/feed.xml', '/en/feed.xml'],
    [`/media/${PICTURE}/wide-320.jpg`, `/media/${PICTURE}/whole-1000.jpg`],
    ['https://elsewhere.example/a?b=1#c', 'https://elsewhere.example/a?b=1#c'],
    ['https://elsewhere.example/вода', 'https://elsewhere.example/%D0%B2%D0%BE%D0%B4%D0%B0'],
  ])('to %s leads to %s', async (to, location) => {
    expect(await create('/old/', to)).toEqual({ ok: true, address: '/old' });
    expect(await answer('/old')).toBe(location);
  });

  it('may name this site in its destination', async () => {
    await create('/old', `${publicUrl()}/en/post/a-story?utm_source=x`);
    expect(await answer('/old')).toBe('/en/post/a-story');
  });

  it('may say that something is gone', async () => {
    await create('/old', null);
    expect(await answer('/old')).toBe(410);
  });

  it.each([
    ['old', '/en', 'invalid', 'oldAddress'],
    ['/', '/en', 'already-taken', 'ownAddress'],
    ['/en/', '/ru', 'already-taken', 'ownAddress'],
    ['/en?page=2', '/ru', 'already-taken', 'ownAddress'],
    ['/en/post/a-story', '/ru', 'already-taken', 'ownAddress'],
    ['/en/post/before', '/ru', 'already-taken', 'ownAddress'],
    ['/ru/region/', '/en', 'already-taken', 'ownAddress'],
    ['/en/region?id=7', '/en', 'already-taken', 'ownAddress'],
    ['/en/search', '/en', 'already-taken', 'ownAddress'],
    ['/admin', '/en', 'already-taken', 'ownAddress'],
    ['/api/articles', '/en', 'already-taken', 'ownAddress'],
    ['/feed.xml', '/en', 'already-taken', 'ownAddress'],
    [`/media/${PICTURE}/wide-320.jpg`, '/en', 'already-taken', 'ownAddress'],
    ['/old', '', 'missing', 'redirectTarget'],
    ['/old', 'somewhere', 'invalid', 'redirectTarget'],
    ['/old', '//elsewhere.example', 'invalid', 'redirectTarget'],
    ['/old', 'javascript:alert(1)', 'invalid', 'redirectTarget'],
    ['/old', 'https://user:secret@elsewhere.example/', 'invalid', 'redirectTarget'],
    ['/old', 'http://elsewhere.example/', 'invalid', 'insecureTarget'],
    ['/old', '/OLD/', 'invalid', 'redirectLoop'],
    ['/old', '/other', 'not-found', 'redirectTarget'],
    ['/old', '/en/post/made-up', 'not-found', 'redirectTarget'],
    ['/old', '/en/tag/made-up', 'not-found', 'redirectTarget'],
    ['/old', '/en/made-up', 'not-found', 'redirectTarget'],
    ['/old', '/en/archive/1999-01-01', 'not-found', 'redirectTarget'],
    ['/old', '/media/00000000000000000000/wide-320.jpg', 'not-found', 'redirectTarget'],
  ])('from %s to %s is refused: %s %s', async (from, to, why, about) => {
    expect(await create(from, to)).toEqual(refusal(why, about));
    expect(await database().redirect.count()).toBe(0);
  });

  it('can be made of what a query of a front page meant', async () => {
    expect(await create('/?p=7', '/en/post/a-story')).toMatchObject({ ok: true });
    expect(await create('/en/?p=8', '/en/post/a-story')).toMatchObject({ ok: true });
    expect(await create('/old', '/en?p=8')).toMatchObject({ ok: true });
    expect(await Promise.all(['/?p=7', '/en?p=8', '/old'].map(answer))).toEqual(Array(3).fill('/en/post/a-story'));
  });

  it('is refused where there is one, and to whom it is not allowed', async () => {
    await create('/old', '/en');
    expect(await create('/Old/', '/ru')).toEqual(refusal('already-taken', 'oldAddress'));
    const editor = await actorFor('editor');
    expect(await createRedirect(editor, { from: '/a', to: '/en' })).toEqual(refusal('not-allowed', 'it'));
    const { id } = await database().redirect.findFirstOrThrow();
    expect(await changeRedirect(editor, { id, version: 1, to: '/ru' })).toEqual(refusal('not-allowed', 'it'));
    expect(await deleteRedirect(editor, id)).toEqual(refusal('not-allowed', 'it'));
    expect(await answer('/old')).toBe('/en');
  });

  it('takes its address off the list of those without an answer, and is recorded', async () => {
    const unanswered = new Map([
      ['/old', 3],
      ['/other', 5],
    ]);
    await recordRequests({ redirects: new Map(), unanswered });
    await create('/old', '/en/post/a-story');
    expect(await listUnanswered({ offset: 0, limit: 10 })).toMatchObject({
      addresses: [{ address: '/other', hits: 5 }],
      isLast: true,
    });
    const entry = await database().auditEntry.findFirstOrThrow({ orderBy: { id: 'desc' } });
    expect(entry).toMatchObject({
      ...{ event: 'redirect.created', title: '/old', actorName: chief.name },
      detail: { to: '/en/post/a-story' },
    });
  });
});

describe('a redirect that there is', () => {
  it('is led to the end of another, and never on', async () => {
    await create('/a', '/en/post/a-story');
    await create('/b', '/a/');
    const a = await database().redirect.findUniqueOrThrow({ where: { address: '/a' } });
    expect(await changeRedirect(chief, { id: a.id, version: 1, to: '/b' })).toEqual({ ok: true });
    expect(await Promise.all(['/a', '/b'].map(answer))).toEqual(['/en/post/a-story', '/en/post/a-story']);
    await create('/c', null);
    await create('/d', '/c');
    expect(await answer('/d')).toBe(410);
  });

  it('leads on where the page that it led to has an address that leads on', async () => {
    await createPage(chief, 'contacts', { en: { title: 'Contacts', description: '' } });
    await database().pageText.updateMany({ data: { body: [{ type: 'paragraph', text: [{ text: 'A' }] }] } });
    await create('/kontakty', '/en/contacts');
    expect(await answer('/kontakty')).toBe('/en/contacts');
    await deletePage(chief, 'contacts');
    expect(await answer('/kontakty')).toBe(410);
    await create('/en/contacts', '/en/corrections');
    expect(await Promise.all(['/kontakty', '/en/contacts'].map(answer))).toEqual([
      '/en/corrections',
      '/en/corrections',
    ]);
  });

  it('is changed by whoever saw it last, and stays through imports from then on', async () => {
    await saveImportedRedirects(1, [{ from: '/a', to: { kind: 'article', id: story.articles.en } }]);
    const { id } = await database().redirect.findFirstOrThrow();
    expect(await changeRedirect(chief, { id, version: 1, to: '/ru' })).toEqual({ ok: true });
    expect(await changeRedirect(chief, { id, version: 1, to: '/en' })).toEqual(refusal('conflict', 'it'));
    expect(await changeRedirect(chief, { id, version: 2, to: 'x' })).toEqual(refusal('invalid', 'redirectTarget'));
    await saveImportedRedirects(2, [{ from: '/a', to: { kind: 'gone' } }]);
    expect(await findRedirect(id)).toMatchObject({
      location: '/ru',
      isImported: false,
      byName: chief.name,
      version: 2,
    });
    expect(await deleteRedirect(chief, id)).toEqual({ ok: true });
    expect(await deleteRedirect(chief, id)).toEqual(refusal('not-found', 'redirect'));
    expect(await changeRedirect(chief, { id, version: 2, to: '/en' })).toEqual(refusal('not-found', 'redirect'));
    expect(await findRedirect(id)).toBeNull();
  });
});

describe('the list', () => {
  it('has the newest first, page by page, with what they answer and how often', async () => {
    const draft = await createStory({ slugs: { en: 'to-come' }, state: 'draft' });
    await create('/one', '/en/post/a-story');
    await create('/two', null);
    await saveImportedRedirects(1, [{ from: '/three', to: { kind: 'article', id: draft.articles.en } }]);
    const { id } = await database().redirect.findUniqueOrThrow({ where: { address: '/one' } });
    await recordRequests({ redirects: new Map([[id, 12]]), unanswered: new Map() });
    const first = await listRedirects({ limit: 2 });
    expect(first.redirects).toMatchObject([
      { address: '/three', status: 404, location: '/en/post/to-come', isImported: true, hits: 0, lastDay: null },
      { address: '/two', status: 410, location: '', byName: chief.name },
    ]);
    expect(await listRedirects({ before: first.next ?? 0, limit: 2 })).toMatchObject({
      redirects: [
        { address: '/one', status: 301, location: '/en/post/a-story', hits: 12, lastDay: expect.any(String) },
      ],
      next: null,
    });
  });

  it('says of which the site has a page of its own', async () => {
    const gone = { kind: 'gone' } as const;
    await saveImportedRedirects(1, [
      { from: '/en/region', to: gone },
      { from: '/en/post/a-story', to: gone },
      { from: '/en/other', to: gone },
    ]);
    const { redirects } = await listRedirects({ limit: 9 });
    expect(
      redirects
        .filter(({ isUnused }) => isUnused)
        .map(({ address }) => address)
        .sort(),
    ).toEqual([...['/en/post/a-story', '/en/region']]);
  });

  it('is searched by any part of an address', async () => {
    await create('/2018/100%_новость', null);
    await create('/b', 'https://elsewhere.example/page');
    const found = async (matching: string) =>
      (await listRedirects({ matching, limit: 9 })).redirects.map(({ address }) => address);
    expect(await found('НОВОСТЬ')).toEqual(['/2018/100%_новость']);
    expect(await found('0%_')).toEqual(['/2018/100%_новость']);
    expect(await found('0__')).toEqual([]);
    expect(await found('elsewhere')).toEqual(['/b']);
    expect(await found("'; DROP TABLE redirect; --")).toEqual([]);
  });
});
