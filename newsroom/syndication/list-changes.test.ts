import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { publishDueArticles } from '#newsroom/editing/publish-due-articles';
import { listChanges } from '#newsroom/syndication/list-changes';
import { database } from '#platform/database';

let position: string;
let known: Set<string>;

beforeAll(createSiteSettings);
beforeEach(listen);

/** From here on. Whatever other tests' transactions are open, the same entries may be listed again. */
async function listen(): Promise<void> {
  position = (await listChanges(null)).position;
  known = new Set((await listChanges(position)).changes.map(({ id }) => id));
}

/** What has been announced since we listen, in short, each once. */
async function announced(): Promise<string[]> {
  const { changes } = await listChanges(position);
  const news = changes.filter(({ id }) => !known.has(id));
  return [
    ...new Set(
      news.map((change) => {
        if (change.concerns === 'paper') return 'paper';
        return `${change.concerns} ${change.language}${change.concerns === 'front' ? '' : `/${change.slug}`}`;
      }),
    ),
  ].sort();
}

it('says where the outbox stands, and nothing of what was before', async () => {
  expect((await listChanges(null)).changes).toEqual([]);
  expect(await announced()).toEqual([]);
});

describe('an article', () => {
  it('is announced when it is published, and its translations with it', async () => {
    await createStory({ slugs: { en: 'a-well', ru: 'kolodec' } });
    expect(await announced()).toEqual([
      'article en/a-well',
      'article ru/kolodec',
      'translation en/a-well',
      'translation ru/kolodec',
    ]);
  });

  it('is not announced while nobody can read it', async () => {
    const { articles } = await createStory({ state: 'draft', slugs: { en: 'a-draft' } });
    await database().article.update({ where: { id: articles.en }, data: { headline: 'Another' } });
    expect(await announced()).toEqual([]);
  });

  it('is announced at its old and its new slug when that changes', async () => {
    const { articles } = await createStory({ slugs: { en: 'old-name', hy: 'hin-anun' } });
    await listen();
    await database().article.update({ where: { id: articles.en }, data: { slug: 'new-name' } });
    expect(await announced()).toEqual(['article en/new-name', 'article en/old-name', 'translation hy/hin-anun']);
  });

  it('is announced when it is withdrawn and when it is removed, and not for a change that changes nothing', async () => {
    const { articles } = await createStory({ slugs: { en: 'taken-back' } });
    await listen();
    await database().$executeRaw`UPDATE article SET headline = headline WHERE id = ${articles.en}`;
    expect(await announced()).toEqual([]);
    await database().article.update({ where: { id: articles.en }, data: { state: 'withdrawn' } });
    expect(await announced()).toEqual(['article en/taken-back']);
    await listen();
    await database().article.delete({ where: { id: articles.en } });
    expect(await announced()).toEqual(['article en/taken-back']);
  });

  it('is announced when its story gets another section, tag or author', async () => {
    const { storyId } = await createStory({ slugs: { en: 'moves-house' } });
    const culture = await database().section.findUniqueOrThrow({ where: { key: 'culture' } });
    const wine = await database().tag.findUniqueOrThrow({ where: { key: 'wine' } });
    for (const change of [
      () => database().story.update({ where: { id: storyId }, data: { sectionId: culture.id } }),
      () => database().storyTag.create({ data: { storyId, tagId: wine.id } }),
      () => database().storyTag.deleteMany({ where: { storyId, tagId: wine.id } }),
      () => database().storyAuthor.deleteMany({ where: { storyId } }),
    ]) {
      await listen();
      await change();
      expect(await announced()).toContain('article en/moves-house');
    }
  });

  it('goes live when it is due by the database’s clock, once however many ask', async () => {
    await createStory({ state: 'scheduled', publishedAt: new Date(Date.now() - 1_000), slugs: { en: 'due-now' } });
    await createStory({
      state: 'scheduled',
      publishedAt: new Date(Date.now() + 3_600_000),
      slugs: { en: 'due-later' },
    });
    const published = await Promise.all([publishDueArticles(), publishDueArticles(), publishDueArticles()]);
    expect(published.sort()).toEqual([0, 0, 1]);
    expect(await announced()).toEqual(['article en/due-now']);
  });

  it('loaded by the hundred is not named one by one', async () => {
    const { storyId } = await createStory({ state: 'draft', slugs: { ru: 'istochnik' } });
    await database().$executeRaw`
      WITH made AS (
        INSERT INTO story (section_id) SELECT section_id FROM story, generate_series(1, 501) WHERE id = ${storyId} RETURNING id, section_id
      )
      INSERT INTO article (story_id, section_id, language, slug, headline, standfirst, body, source, state, published_at)
      SELECT id, section_id, 'en', 'bulk-' || id, '', '', '[]', '', 'published', now() FROM made`;
    expect(await announced()).toEqual(['paper']);
  });
});

it('what every page shows is announced as the whole paper', async () => {
  await database().sectionText.updateMany({ where: { language: 'en' }, data: { name: 'Regions' } });
  expect(await announced()).toEqual(['paper']);
});

it('loses nothing to a transaction that commits late', async () => {
  await database().$transaction(async (late) => {
    await late.$executeRaw`INSERT INTO outbox (concerns) VALUES ('paper')`;
    // Another is written and seen meanwhile: had we gone by ids, the first would never be seen.
    await database().$executeRaw`INSERT INTO outbox (concerns, language, slug) VALUES ('article', 'en', 'quick')`;
    expect(await announced()).toEqual(['article en/quick']);
    position = (await listChanges(position)).position;
  });
  expect(await announced()).toEqual(['article en/quick', 'paper']);
});
