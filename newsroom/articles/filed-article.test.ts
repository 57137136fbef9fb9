import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { Client } from 'pg';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { database } from '#platform/database';

// What triggers keep of the lists of tags and authors is what the stories say.

const DAY = 86_400_000;
let stories: { storyId: number; articles: Partial<Record<string, number>> }[];
let tags: number[];

const rows = (sql: string) => database().$queryRawUnsafe<object[]>(sql);

async function expectRight(): Promise<void> {
  const filed = await rows(
    'SELECT kind, topic_id, language, published_at, article_id FROM filed_article ORDER BY 1, 2, 5',
  );
  const derived = await rows(`
    SELECT 'author' AS kind, author_id AS topic_id, language, published_at, a.id AS article_id
    FROM article a JOIN story_author USING (story_id) WHERE state = 'published'
    UNION ALL
    SELECT 'tag', tag_id, language, published_at, a.id FROM article a JOIN story_tag USING (story_id) WHERE state = 'published'
    ORDER BY 1, 2, 5`);
  expect(filed).toEqual(derived);
}

beforeAll(async () => {
  await createSiteSettings();
  tags = (await database().tag.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id);
});

beforeEach(async () => {
  await database().story.deleteMany();
  stories = [];
  for (const n of [1, 2, 3]) {
    const state = n === 3 ? 'draft' : 'published';
    stories.push(
      await createStory({ slugs: { en: `story-${n}`, ru: `story-${n}` }, state, publishedAt: new Date(n * DAY) }),
    );
  }
});

const step = fc.oneof(
  fc.record({
    what: fc.constant('state' as const),
    story: fc.nat(2),
    language: fc.constantFrom('en', 'ru'),
    state: fc.constantFrom('draft', 'published', 'withdrawn', 'scheduled'),
  }),
  fc.record({ what: fc.constant('date' as const), story: fc.nat(2), day: fc.nat(40) }),
  fc.record({ what: fc.constant('tag' as const), story: fc.nat(2), tag: fc.nat(1) }),
  fc.record({ what: fc.constant('author' as const), story: fc.nat(2) }),
  fc.record({ what: fc.constant('language' as const), story: fc.nat(2) }),
  fc.record({ what: fc.constant('text' as const), story: fc.nat(2) }),
  fc.record({ what: fc.constant('delete' as const), story: fc.nat(2) }),
);

it('whatever is changed, in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      for (const one of steps) {
        const { storyId } = stories[one.story] ?? { storyId: 0 };
        if (one.what === 'state')
          await database().article.updateMany({
            where: { storyId, language: one.language },
            data: { state: one.state as 'draft', publishedAt: new Date(one.story * DAY) },
          });
        if (one.what === 'date')
          await database().article.updateMany({ where: { storyId }, data: { publishedAt: new Date(one.day * DAY) } });
        if (one.what === 'tag')
          await database().$executeRaw`
            WITH gone AS (DELETE FROM story_tag WHERE story_id = ${storyId} AND tag_id = ${tags[one.tag]} RETURNING 1)
            INSERT INTO story_tag SELECT id, ${tags[one.tag]} FROM story WHERE id = ${storyId} AND NOT EXISTS (SELECT FROM gone)`;
        if (one.what === 'author')
          await database().$executeRaw`
            DELETE FROM story_author WHERE story_id = ${storyId}`;
        if (one.what === 'language')
          await database().article.updateMany({ where: { storyId, language: 'ru' }, data: { language: 'hy' } });
        if (one.what === 'text')
          await database().article.updateMany({ where: { storyId }, data: { headline: 'Other' } });
        if (one.what === 'delete') await database().story.deleteMany({ where: { id: storyId } });
        await expectRight();
      }
    }),
    { numRuns: 15 },
  );
});

it('one who tags a story and one who publishes it at that moment do not overlook each other', async () => {
  const [, , draft] = stories;
  const clients = [1, 2].map(() => new Client({ connectionString: process.env.DATABASE_URL }));
  await Promise.all(clients.map((client) => client.connect()));
  const [tagger, publisher] = clients as [Client, Client];
  for (const client of clients) await client.query('BEGIN');
  await tagger.query('INSERT INTO story_tag (story_id, tag_id) VALUES ($1, $2)', [draft?.storyId, tags[1]]);
  const published = publisher.query("UPDATE article SET state = 'published' WHERE story_id = $1", [draft?.storyId]);
  await sleep(100);
  await tagger.query('COMMIT');
  await published;
  await publisher.query('COMMIT');
  await Promise.all(clients.map((client) => client.end()));
  await expectRight();
  expect(await database().filedArticle.count({ where: { kind: 'tag', topicId: tags[1] ?? 0 } })).toBe(2);
});

it('of many stories in one statement', async () => {
  for (let n = 10; n < 40; n++) await createStory({ slugs: { en: `story-${n}` }, state: 'draft' });
  await database().article.updateMany({ data: { state: 'published', publishedAt: new Date(DAY) } });
  await expectRight();
});
