import { beforeEach, describe, expect, it } from 'vitest';
import { actorFor } from '#e2e/test-data';
import { refuse } from '#newsroom/result';
import { createPage } from '#newsroom/settings/create-page';
import { deletePage } from '#newsroom/settings/delete-page';
import { findPage } from '#newsroom/settings/find-page';
import { findPageBody } from '#newsroom/settings/find-page-body';
import { listPageLinks } from '#newsroom/settings/list-page-links';
import { findEditablePage, listPages } from '#newsroom/settings/list-pages';
import { movePage } from '#newsroom/settings/move-page';
import { savePage } from '#newsroom/settings/save-page';
import { savePageBody } from '#newsroom/settings/save-page-body';
import { database } from '#platform/database';

const BODY = [{ type: 'paragraph' as const, text: [{ text: 'Who we are.' }] }];
const titled = (title: string) => ({ en: { title, description: `${title}.` } });

async function write(key: string, language: 'en' | 'ru' = 'en'): Promise<void> {
  const found = await findPageBody(key, language);
  const saved = await savePageBody(await actorFor('chief'), { key, language }, BODY, found?.seen ?? '');
  if (!saved.ok) throw new Error(saved.why);
}

const seen = async (key: string) => (await findEditablePage(key))?.changedAt ?? new Date(0);
const order = async () => (await listPages()).map(({ key }) => key);
const lines = async () => {
  const rows = await database().auditEntry.findMany({ where: { resource: 'page' }, orderBy: { id: 'asc' } });
  return rows.map(({ event, resourceId, title, detail }) => ({ event, resourceId, title, detail }));
};

beforeEach(async () => {
  await database().page.deleteMany();
  await database().auditEntry.deleteMany();
});

describe('a page about the paper', () => {
  it('is readers’ in a language once it has a text there', async () => {
    const chief = await actorFor('chief');
    expect(await createPage(chief, 'jobs', { ...titled('Jobs'), ru: { title: 'Вакансии', description: '' } })).toEqual({
      ok: true,
    });
    expect([await listPageLinks('en'), await findPage('en', 'jobs')]).toEqual([[], null]);
    expect(await listPages()).toMatchObject([{ key: 'jobs', inFooter: true, languages: [] }]);
    await write('jobs');
    expect(await listPageLinks('en')).toEqual([{ key: 'jobs', title: 'Jobs', inFooter: true }]);
    expect(await findPage('en', 'jobs')).toMatchObject({ title: 'Jobs', body: BODY, languages: ['en'] });
    expect([await listPageLinks('ru'), await findPage('ru', 'jobs')]).toEqual([[], null]);
    await write('jobs', 'ru');
    expect((await findPage('ru', 'jobs'))?.languages.sort()).toEqual(['en', 'ru']);
    expect((await lines()).map(({ event, title }) => [event, title])).toEqual([
      ['page.created', 'Jobs'],
      ['page.textChanged', 'Jobs'],
      ['page.textChanged', 'Вакансии'],
    ]);
  });

  it('is not created without a title, or with a key that is none', async () => {
    const chief = await actorFor('chief');
    for (const key of ['', 'About Us', 'о-нас', '-x', 'a'.repeat(81)])
      expect(await createPage(chief, key, titled('x'))).toEqual(refuse('invalid', 'slug'));
    for (const texts of [{}, { en: { title: ' ', description: 'x' } }])
      expect(await createPage(chief, 'jobs', texts)).toEqual(refuse('missing', 'title'));
    expect(await listPages()).toEqual([]);
  });

  it('is renamed, described and begun in another language; its texts stay', async () => {
    const chief = await actorFor('chief', 'Anna');
    await createPage(chief, 'about', titled('About'));
    await write('about');
    await database().auditEntry.deleteMany();
    const read = await seen('about');
    const texts = { en: { title: 'About us', description: 'About.' }, ru: { title: 'О нас', description: '' } };
    expect(await savePage(chief, 'about', { texts, inFooter: false }, read)).toEqual({ ok: true });
    expect(await findEditablePage('about')).toMatchObject({ texts, inFooter: false, languages: ['en'] });
    expect((await findPage('en', 'about'))?.body).toEqual(BODY);
    expect(await listPageLinks('en')).toEqual([{ key: 'about', title: 'About us', inFooter: false }]);
    const changed = { 'title.en': ['About', 'About us'], 'title.ru': [null, 'О нас'], in_footer: ['✓', null] };
    expect(await lines()).toEqual([
      { event: 'page.changed', resourceId: 'about', title: 'About us', detail: { changed } },
    ]);
    // A language that is left out stays.
    expect(await savePage(chief, 'about', { texts: titled('Us'), inFooter: true }, await seen('about'))).toEqual({
      ok: true,
    });
    expect((await findEditablePage('about'))?.texts.ru?.title).toBe('О нас');
    expect(await savePage(chief, 'about', { texts, inFooter: true }, read)).toMatchObject({
      why: 'conflict',
      by: { actorName: 'Anna' },
    });
    const untitled = { texts: { en: { title: '', description: '' } }, inFooter: true };
    expect(await savePage(chief, 'about', untitled, await seen('about'))).toEqual(refuse('missing', 'title'));
    expect(await savePage(chief, 'no-such', { texts, inFooter: true }, new Date(0))).toMatchObject({ ok: false });
  });

  it('is moved by one place, by two at once too, and comes apart from one with the same position', async () => {
    const chief = await actorFor('chief');
    for (const key of ['one', 'two', 'three']) await createPage(chief, key, titled(key));
    expect(await order()).toEqual(['one', 'two', 'three']);
    await movePage(chief, 'three', 'up');
    await movePage(chief, 'one', 'up');
    expect(await order()).toEqual(['one', 'three', 'two']);
    await Promise.all([movePage(chief, 'one', 'down'), movePage(chief, 'one', 'down')]);
    expect(await order()).toEqual(['three', 'two', 'one']);
    await database().page.updateMany({ data: { position: 0 } });
    expect(await order()).toEqual(['one', 'three', 'two']);
    await movePage(chief, 'one', 'down');
    expect(await order()).toEqual(['three', 'one', 'two']);
    expect((await lines()).map(({ event }) => event).slice(3)).toEqual([
      'page.movedUp',
      'page.movedDown',
      'page.movedDown',
      'page.movedDown',
    ]);
  });

  it('is deleted in all languages; the log keeps its texts', async () => {
    const chief = await actorFor('chief');
    await createPage(chief, 'jobs', titled('Jobs'));
    await write('jobs');
    expect(await deletePage(chief, 'jobs')).toEqual({ ok: true });
    expect(await deletePage(chief, 'jobs')).toEqual(refuse('not-found', 'page'));
    expect([await listPages(), await findPage('en', 'jobs'), await database().pageText.count()]).toEqual([[], null, 0]);
    expect((await lines()).at(-1)).toEqual({
      event: 'page.deleted',
      resourceId: 'jobs',
      title: 'Jobs',
      detail: { body: { en: { title: 'Jobs', description: 'Jobs.', body: BODY } } },
    });
  });

  it('is nobody’s to create, change, move or delete below a chief', async () => {
    await createPage(await actorFor('chief'), 'jobs', titled('Jobs'));
    const no = refuse('not-allowed', 'it');
    for (const role of ['contributor', 'translator', 'author', 'editor'] as const) {
      const actor = await actorFor(role);
      expect(await createPage(actor, 'other', titled('x'))).toEqual(no);
      expect(await savePage(actor, 'jobs', { texts: titled('x'), inFooter: true }, await seen('jobs'))).toEqual(no);
      expect(await movePage(actor, 'jobs', 'up')).toEqual(no);
      expect(await deletePage(actor, 'jobs')).toEqual(no);
    }
    expect(await listPages()).toMatchObject([{ key: 'jobs', texts: titled('Jobs') }]);
  });
});
