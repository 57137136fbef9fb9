import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { actorFor, createStory } from '#e2e/test-data';
import { masterFile } from '#newsroom/media/picture';
import type { Actor } from '#newsroom/permissions/actor';
import { deleteDemoItems } from '#newsroom/setup/delete-demo-items';
import { hasDemo } from '#newsroom/setup/demo';
import { announceAbandonedRemoval, removeDemo } from '#newsroom/setup/remove-demo';
import { database } from '#platform/database';
import { hasFile } from '#platform/files';
import { loadDemo } from '#seed/load-demo';

let administrator: Actor;

beforeAll(async () => {
  await loadDemo(() => {});
  administrator = await actorFor('administrator');
}, 120_000);

const markers = () => database().demoItem.findMany({ orderBy: [{ resource: 'asc' }, { resourceId: 'asc' }] });
const outboxCount = () => database().outboxEntry.count();

async function storyAt(slug: string): Promise<number> {
  const { storyId } = await database().article.findFirstOrThrow({ where: { slug }, select: { storyId: true } });
  return storyId;
}

async function someSlug(except: number[]): Promise<string> {
  const where = { storyId: { notIn: except } };
  return (await database().article.findFirstOrThrow({ where, orderBy: { id: 'desc' }, select: { slug: true } })).slug;
}

it('a demo that an earlier version has loaded is recognised by the migration, with what has been changed of it', async () => {
  const loaded = await markers();
  expect(loaded.length).toBeGreaterThan(150);
  const migration = readFileSync('prisma/migrations/20261201110000_demo_items/migration.sql', 'utf8');
  const recognise = migration.slice(migration.indexOf('WITH item AS'));

  await database().demoItem.deleteMany();
  await database().$executeRawUnsafe(recognise);
  expect(await markers()).toEqual(loaded);

  const storyId = await storyAt('stork-count-along-the-aras');
  await database()
    .$transaction(async (transaction) => {
      await transaction.demoItem.deleteMany();
      await transaction.$executeRaw`UPDATE article SET headline = 'Another' WHERE story_id = ${storyId} AND language = 'en'`;
      await transaction.$executeRaw`
      UPDATE working_copy SET version = 2 WHERE article_id IN (SELECT id FROM article WHERE story_id = ${storyId})`;
      await transaction.$executeRaw`UPDATE page_text SET title = 'Ours' WHERE page_key = 'about' AND language = 'en'`;
      await transaction.$executeRawUnsafe(recognise);
      const changed = loaded.map((row) =>
        row.resource === 'story' && row.resourceId === String(storyId) ? { ...row, made: 'changed' } : row,
      );
      const found = await transaction.demoItem.findMany({ orderBy: [{ resource: 'asc' }, { resourceId: 'asc' }] });
      expect(found).toEqual(changed.filter((row) => !(row.resource === 'page' && row.resourceId === 'about')));
      throw new Error('back');
    })
    .catch((error: Error) => expect(error.message).toBe('back'));
  expect(await markers()).toEqual(loaded);
});

it('only administrators remove the demo', async () => {
  const before = await markers();
  expect(await removeDemo(await actorFor('chief'))).toMatchObject({ ok: false, why: 'not-allowed' });
  expect(await markers()).toEqual(before);
});

it('a removal that was cut short is announced by whoever looks, once', async () => {
  const [first] = await database().demoItem.findMany({
    where: { resource: 'story' },
    orderBy: { resourceId: 'desc' },
    take: 1,
  });
  const id = String(first?.resourceId);
  await database().$executeRaw`INSERT INTO demo_item VALUES ('removal', '', extract(epoch FROM now())::text)`;
  await database().$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT set_config('portal.quiet', 'on', true)`;
    await deleteDemoItems(transaction, 'story', [id]);
  });
  expect(await database().story.count({ where: { id: Number(id) } })).toBe(0);
  const before = await outboxCount();
  await announceAbandonedRemoval();
  expect(await outboxCount()).toBe(before);
  await database().$executeRaw`UPDATE demo_item SET made = '0' WHERE resource = 'removal'`;
  await announceAbandonedRemoval();
  await announceAbandonedRemoval();
  expect(await outboxCount()).toBe(before + 1);
});

it('removes all that is the demo’s, and nothing that is or has become the newspaper’s own', async () => {
  const { id: anna } = await database().author.create({
    data: { key: 'anna', texts: { create: [{ language: 'en', name: 'Anna' }] } },
  });
  const chart = await database().picture.findFirstOrThrow({ where: { key: 'chart-visitors' } });
  const map = await database().picture.findFirstOrThrow({ where: { key: 'map-epicentre' } });
  const own = await createStory({ section: 'politics', tags: ['armenia'], lead: chart.id, slugs: { en: 'our-own' } });
  const edited = await storyAt('stork-count-along-the-aras');
  await database().$executeRaw`
    UPDATE working_copy SET version = version + 1, headline = 'Storks, by us'
    WHERE article_id IN (SELECT id FROM article WHERE story_id = ${edited} AND language = 'en')`;
  const thrown = await storyAt(await someSlug([edited, own.storyId]));
  await database().$executeRaw`UPDATE article SET state = 'withdrawn', removed_at = now() WHERE story_id = ${thrown}`;
  const editedStory = await database().story.findUniqueOrThrow({
    where: { id: edited },
    select: { leadId: true, section: true, tags: { include: { tag: true } }, authors: true },
  });
  await database().$executeRaw`UPDATE page_text SET title = 'Who we are' WHERE page_key = 'about' AND language = 'en'`;
  await database().$executeRaw`UPDATE section SET version = 2 WHERE key = 'opinion'`;
  await database().redirect.create({
    data: { address: '/culture-of-old', kind: 'section', language: 'en', target: 'culture' },
  });
  const someStory = await database().story.findFirstOrThrow({ where: { id: { notIn: [edited, own.storyId] } } });
  await database().redirect.create({
    data: { address: '/old', kind: 'article', language: 'en', storyId: someStory.id },
  });
  const before = await outboxCount();

  const result = await removeDemo(administrator);

  expect(result).toMatchObject({ ok: true, kept: { stories: ['Storks, by us'] } });
  const stories = await database().story.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  expect(stories.map(({ id }) => id)).toEqual([edited, own.storyId].sort((a, b) => a - b));
  const sections = await database().section.findMany({ select: { key: true } });
  expect(sections.map(({ key }) => key).sort()).toEqual(
    [...new Set(['politics', 'opinion', 'culture', editedStory.section.key])].sort(),
  );
  const tags = await database().tag.findMany({ select: { key: true } });
  expect(tags.map(({ key }) => key).sort()).toEqual(
    [...new Set(['armenia', ...editedStory.tags.map(({ tag }) => tag.key)])].sort(),
  );
  const authors = await database().author.findMany({ select: { id: true, pictureId: true } });
  expect(authors.map(({ id }) => id).sort((a, b) => a - b)).toEqual(
    [anna, ...editedStory.authors.map(({ authorId }) => authorId)].sort((a, b) => a - b),
  );
  const pictures = (await database().picture.findMany({ select: { id: true } })).map(({ id }) => id);
  expect(pictures).toEqual(expect.arrayContaining([chart.id, String(editedStory.leadId)]));
  expect(pictures).not.toContain(map.id);
  expect(await Promise.all([chart.id, map.id].map((id) => hasFile(masterFile(id))))).toEqual([true, false]);
  expect(await database().page.findMany({ select: { key: true } })).toEqual([{ key: 'about' }]);
  expect([await database().houseAd.count(), await database().socialLink.count()]).toEqual([0, 0]);
  expect(await database().siteText.findFirst({ where: { language: 'en' } })).toMatchObject({
    name: 'Meridian',
    tagline: '',
  });
  expect(await database().siteSettings.findFirst()).toMatchObject({
    columnSection: editedStory.section.key === 'region' ? 'region' : '',
  });
  expect((await database().redirect.findMany()).map(({ address }) => address)).toEqual(['/culture-of-old']);
  const articles = (await database().article.findMany({ select: { id: true } })).map(({ id }) => id);
  expect(await database().articleView.count({ where: { articleId: { notIn: articles } } })).toBe(0);
  const indexed = await database().$queryRaw<unknown[]>`
    SELECT FROM search.article WHERE id <> ALL (${articles})`;
  expect(indexed).toEqual([]);
  // Those of the section and tag that are made above, and one for everything.
  expect(await outboxCount()).toBe(before + 1);
  expect(await hasDemo()).toBe(false);
  expect(await database().auditEntry.findFirst({ where: { event: 'settings.demoRemoved' } })).toMatchObject({
    actorId: administrator.id,
    detail: { kept: 'Storks, by us' },
  });
  expect(await removeDemo(administrator)).toMatchObject({ ok: false, why: 'not-found' });
}, 60_000);
