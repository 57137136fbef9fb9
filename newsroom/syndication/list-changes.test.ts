import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { organizeStory, type StoryDetails } from '#newsroom/editing/organize-story';
import { publishDueArticles } from '#newsroom/editing/publish-due-articles';
import { findEditableSettings } from '#newsroom/settings/find-editable-settings';
import { saveSettings } from '#newsroom/settings/save-settings';
import { listChanges } from '#newsroom/syndication/list-changes';
import { findTopic } from '#newsroom/topics/find-topic';
import { saveTopic } from '#newsroom/topics/save-topic';
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

const isOfTopics = (key: string) => key.startsWith('topics-');

/** What has been announced since we listen, in short, each once. */
async function announced(): Promise<string[]> {
  const { changes } = await listChanges(position);
  // Which topics have a name in a language is of no interest here.
  const news = changes
    .filter(({ id, keys }) => !known.has(id) && !(keys.length > 0 && keys.every(isOfTopics)))
    .map((change) => ({ ...change, keys: change.keys.filter((key) => !isOfTopics(key)) }));
  return [
    ...new Set(
      news.map((change) => {
        if (change.concerns === 'paper' || change.concerns === 'redirect')
          return `${change.concerns} (${change.keys.join(' ')})`;
        return `${change.concerns} ${change.language}${'slug' in change ? `/${change.slug}` : ''}`;
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

  it('is announced when it is withdrawn or removed, and not for a change that changes nothing', async () => {
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
        INSERT INTO story (section_id)
        SELECT section_id FROM story, generate_series(1, 501) WHERE id = ${storyId} RETURNING id, section_id
      )
      INSERT INTO article (
        story_id, section_id, language, slug, headline, standfirst, body, source, state, published_at)
      SELECT id, section_id, 'en', 'bulk-' || id, '', '', '[]', '', 'published', now() FROM made`;
    expect(await announced()).toEqual(['paper (everything)']);
  });
});

it('what every page shows is announced as the whole site', async () => {
  await database().sectionText.updateMany({ where: { language: 'en' }, data: { name: 'Regions' } });
  expect(await announced()).toEqual(['paper (site)']);
});

/** A tag and an author that a published story has, and the story. */
async function createTopics(key: string): Promise<{ storyId: number; tagId: number; authorId: number }> {
  const { storyId } = await createStory({ slugs: { en: key } });
  const tag = await database().tag.create({ data: { key, texts: { create: { language: 'en', name: key } } } });
  const author = await database().author.create({ data: { key, texts: { create: { language: 'en', name: key } } } });
  await database().storyTag.create({ data: { storyId, tagId: tag.id } });
  await database().storyAuthor.create({ data: { storyId, authorId: author.id, position: 9 } });
  return { storyId, tagId: tag.id, authorId: author.id };
}

/** Says the same again of all rows of a table, in every column. */
async function sayAgain(table: string): Promise<void> {
  const rows = await database().$queryRawUnsafe<{ column_name: string }[]>(
    `SELECT column_name::text FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = '${table}' AND is_generated = 'NEVER'`,
  );
  const columns = rows.map((row) => `"${row.column_name}" = "${row.column_name}"`);
  expect(columns).not.toEqual([]);
  expect(await database().$executeRawUnsafe(`UPDATE "${table}" SET ${columns.join(', ')}`)).toBeGreaterThan(0);
}

describe('what is saved without a change', () => {
  beforeAll(async () => {
    const { storyId } = await createTopics('used-widely');
    const { articles } = await createStory({ slugs: { en: 'noted' } });
    await database().articleNote.create({ data: { articleId: articles.en, kind: 'update', text: 'More is known.' } });
    await database().placement.create({
      data: { articleId: articles.en, language: 'en', place: 'lead', rank: 0 },
    });
    await database().houseAd.create({
      data: { place: 'top', language: 'en', title: 'Subscribe', text: 'Today', href: 'https://paper.example' },
    });
    await database().socialLink.create({ data: { position: 0, url: 'https://t.me/paper' } });
    await database().page.create({
      data: { key: 'about', texts: { create: { language: 'en', title: 'About', description: '', body: [] } } },
    });
    const picture = {
      ...{ id: 'a'.repeat(20), key: 'lake', width: 900, height: 600 },
      texts: { create: { language: 'en', alt: 'A lake', caption: '', credit: '' } },
    } as const;
    await database().picture.create({ data: picture });
    await database().story.update({ where: { id: storyId }, data: { leadId: picture.id } });
    await database().author.update({ where: { key: 'anna' }, data: { pictureId: picture.id } });
  });

  it.each([
    ...[
      'article',
      'article_note',
      'author',
      'author_text',
      'house_ad',
      'site_settings',
      'site_text',
      'social_link',
      'page',
      'page_text',
    ],
    ...['picture', 'picture_text', 'placement', 'section', 'section_text', 'story', 'story_author', 'tag', 'tag_text'],
  ])('in %s is not announced', async (table) => {
    await sayAgain(table);
    expect(await announced()).toEqual([]);
  });

  it.each([
    ['site_settings', `changed_at = now() + interval '1 minute'`],
    ['page', `changed_at = now() + interval '1 minute'`],
    ['section', 'version = version + 1'],
    ['tag', 'version = version + 1'],
    ['author', 'version = version + 1'],
    ['story', 'version = version + 1'],
    ['picture', `file_name = 'DSC_0001.JPG', added_by_id = 'somebody'`],
  ])('in %s is not announced either where it only counts that it was saved (%s)', async (table, values) => {
    expect(await database().$executeRawUnsafe(`UPDATE ${table} SET ${values}`)).toBeGreaterThan(0);
    expect(await announced()).toEqual([]);
  });

  it.each([
    'site_text',
    'social_link',
    'section_text',
    'tag_text',
    'author_text',
    'house_ad',
    'page_text',
    'placement',
  ])('in %s, or of nothing, is not announced', async (table) => {
    await database().$executeRawUnsafe(`DELETE FROM ${table} WHERE false`);
    await database().$executeRawUnsafe(`INSERT INTO ${table} SELECT * FROM ${table} ON CONFLICT DO NOTHING`);
    expect(await announced()).toEqual([]);
  });

  it('is not announced where staff press Save', async () => {
    const chief = await actorFor('administrator');
    const found = await findEditableSettings();
    if (!found) throw new Error('there are no settings');
    const topic = await findTopic('tag', 'used-widely', 'en');
    const { articleId, ...details } = await detailsOf('used-widely');
    await listen();
    expect(await saveSettings(chief, found.settings, found.changedAt)).toEqual({ ok: true });
    expect(await saveTopic(chief, 'tag', 'used-widely', topic?.texts ?? {}, topic?.version ?? 0)).toEqual({ ok: true });
    expect(await organizeStory(chief, articleId, details)).toEqual({ ok: true });
    expect(await announced()).toEqual([]);
  });
});

/** How a story is filed, as its form would send it back. */
async function detailsOf(slug: string): Promise<StoryDetails & { articleId: number }> {
  const { id, story } = await database().article.findFirstOrThrow({
    where: { slug },
    select: {
      id: true,
      story: {
        select: {
          ...{ version: true, kind: true, leadId: true, section: { select: { key: true } } },
          tags: { select: { tag: { select: { key: true } } } },
          authors: { select: { author: { select: { key: true } } }, orderBy: { position: 'asc' } },
        },
      },
    },
  });
  const details = {
    ...{ articleId: id, seen: story.version, kind: story.kind, section: story.section.key, leadId: story.leadId },
    tags: story.tags.map(({ tag }) => tag.key),
    authors: story.authors.map(({ author }) => author.key),
  };
  // Positions as a save writes them, which is not how an import does.
  await organizeStory(await actorFor('administrator'), id, details);
  return { ...details, seen: details.seen + 1 };
}

describe('what readers cannot see yet', () => {
  it('is announced to its own page alone: an unused tag, an author without stories', async () => {
    const texts = { create: { language: 'en', name: 'New' } } as const;
    const tag = await database().tag.create({ data: { key: 'new', texts } });
    const author = await database().author.create({ data: { key: 'new', texts } });
    await database().tagText.create({ data: { tagId: tag.id, language: 'hy', name: 'Նոր' } });
    await database().authorText.create({ data: { authorId: author.id, language: 'hy', name: 'Նոր' } });
    const { storyId } = await createStory({ state: 'draft', slugs: { en: 'with-the-new' } });
    await database().storyTag.create({ data: { storyId, tagId: tag.id } });
    await database().tagText.create({ data: { tagId: tag.id, language: 'ru', name: 'Новое' } });
    const names = ['paper (name-author-new)', 'paper (name-tag-new)'];
    expect(await announced()).toEqual(names);
    // With the story they are there.
    await database().article.updateMany({ where: { storyId }, data: { state: 'published' } });
    expect(await announced()).toEqual(['article en/with-the-new', ...names]);
  });

  it('is not announced: a section without a name', async () => {
    await database().section.create({ data: { key: 'nameless', position: 90 } });
    expect(await announced()).toEqual([]);
  });

  it('is not announced: a picture, and the words it is given before a story shows it', async () => {
    await database().picture.create({
      data: {
        ...{ id: 'b'.repeat(20), key: 'mountain', width: 900, height: 600 },
        texts: { create: { language: 'en', alt: '', caption: '', credit: '' } },
      },
    });
    await database().pictureText.updateMany({ where: { pictureId: 'b'.repeat(20) }, data: { alt: 'A mountain' } });
    await database().picture.update({ where: { id: 'b'.repeat(20) }, data: { focusX: 0.2, cut: '2050' } });
    expect(await announced()).toEqual([]);
  });
});

describe('what every page may show is announced as the whole site:', () => {
  it.each([
    ['the name of the paper', `UPDATE site_text SET name = name || '!' WHERE language = 'en'`],
    ['where it can be followed', `INSERT INTO social_link VALUES (9, 'https://x.com/paper')`],
    ['an advertisement', `UPDATE house_ad SET title = 'Subscribe now'`],
    ['an advertisement that goes', 'DELETE FROM house_ad'],
    [
      'a new section',
      `INSERT INTO section_text SELECT id, 'en', 'Nameless no more', '' FROM section WHERE key = 'nameless'`,
    ],
    ['the order of sections', `UPDATE section SET position = 91 WHERE key = 'nameless'`],
    ['a section that goes', `DELETE FROM section WHERE key = 'nameless'`],
    ['the title of a page', `UPDATE page_text SET title = 'About us'`],
    ['a page that goes', 'DELETE FROM page'],
  ])('%s', async (_, statement) => {
    expect(await database().$executeRawUnsafe(statement)).toBeGreaterThan(0);
    expect(await announced()).toEqual(['paper (site)']);
  });
});

describe('what only pages with it show is announced to these:', () => {
  it.each([
    [
      'a tag that stories have, renamed',
      'name-tag-used-widely',
      `UPDATE tag_text SET name = 'Wide' WHERE name = 'used-widely'`,
    ],
    [
      'a tag that stories have, in one more language',
      'name-tag-used-widely',
      `INSERT INTO tag_text SELECT id, 'hy', 'Լայն' FROM tag WHERE key = 'used-widely'`,
    ],
    ['an author’s name', 'name-author-used-widely', `UPDATE author_text SET name = 'Anna' WHERE name = 'used-widely'`],
    [
      'an author’s biography',
      'name-author-used-widely',
      `UPDATE author_text SET biography = 'Writes.' WHERE name = 'Anna'`,
    ],
    ['an author’s picture', 'name-author-anna', `UPDATE author SET picture_id = NULL WHERE key = 'anna'`],
    [
      'a tag that goes',
      'name-tag-new',
      `DELETE FROM tag WHERE key = 'new' AND NOT EXISTS (SELECT FROM story_tag WHERE tag_id = tag.id)`,
    ],
  ])('%s', async (_, key, statement) => {
    await database().$executeRaw`DELETE FROM story_tag WHERE tag_id = (SELECT id FROM tag WHERE key = 'new')`;
    await listen();
    expect(await database().$executeRawUnsafe(statement)).toBeGreaterThan(0);
    expect(await announced()).toEqual([`paper (${key})`]);
  });
});

it('a picture is announced where stories show it', async () => {
  await database().$executeRaw`UPDATE picture SET focus_x = 0.1, cut = '1050' WHERE key = 'lake'`;
  expect(await announced()).toEqual(['article en/used-widely']);
  await listen();
  await database().$executeRaw`UPDATE picture_text SET alt = 'A wide lake' WHERE alt = 'A lake'`;
  expect(await announced()).toEqual(['article en/used-widely']);
});

it('loses nothing to a transaction that commits late', async () => {
  await database().$transaction(async (late) => {
    await late.$executeRaw`INSERT INTO outbox (concerns) VALUES ('paper')`;
    // Another is written and seen meanwhile: had we gone by ids, the first would never be seen.
    await database().$executeRaw`INSERT INTO outbox (concerns, language, slug) VALUES ('article', 'en', 'quick')`;
    expect(await announced()).toEqual(['article en/quick']);
    position = (await listChanges(position)).position;
  });
  expect(await announced()).toEqual(['article en/quick', 'paper ()']);
});
