import type { Block } from '#blocks/kinds';
import { createStory } from '#e2e/test-data';
import { database } from '#platform/database';

/**
 * Slugs of stories that only the tests know, told on top of the demo. All are old, so that they stay at the ends of
 * lists.
 */
export const TEST_STORIES = {
  moved: 'test-at-its-new-address',
  movedFrom: 'test-at-its-old-address',
  withdrawn: 'test-taken-back',
  draft: 'test-not-finished',
  scheduled: 'test-due-tomorrow',
  englishOnly: 'test-only-in-english',
  revised: 'test-changed-since',
  oddBlocks: 'test-with-odd-blocks',
  everyBlock: 'test-with-every-block',
} as const;

const LONG_AGO = new Date('2025-02-03T04:05:00Z');

export async function createTestStories(): Promise<void> {
  // The demo's author and tags stand in for those of the stage.
  await database().author.create({
    data: { key: 'anna', texts: { create: [{ language: 'en', name: 'Anna Author' }] } },
  });
  const tell = (slug: string, more: Partial<Parameters<typeof createStory>[0]> = {}) =>
    createStory({ slugs: { en: slug }, publishedAt: LONG_AGO, ...more });
  const picture = await database().picture.findFirstOrThrow({ where: { key: 'map-georgia' } });
  const other = await database().picture.findFirstOrThrow({ where: { key: 'ridge' } });

  await tell(TEST_STORIES.moved, { formerSlugs: { en: [TEST_STORIES.movedFrom] } });
  await tell(TEST_STORIES.withdrawn, { state: 'withdrawn' });
  await tell(TEST_STORIES.draft, { state: 'draft' });
  await tell(TEST_STORIES.scheduled, { state: 'scheduled', publishedAt: new Date(Date.now() + 86_400_000) });
  await tell(TEST_STORIES.englishOnly);
  await tell(TEST_STORIES.revised, { revisedAt: new Date('2025-02-04T05:06:00Z') });

  const text = [{ text: 'A word' }];
  const body: Block[] = [
    {
      type: 'paragraph',
      text: [
        { text: 'Plain, ' },
        { text: 'strong', strong: true },
        { text: ', ' },
        { text: 'linked', href: 'https://example.org/there' },
        { text: ' ' },
        { text: 'c’est la vie', lang: 'fr' },
      ],
    },
    { type: 'heading', level: 2, text },
    { type: 'heading', level: 3, text },
    { type: 'quote', text, attribution: 'Somebody' },
    { type: 'list', ordered: false, items: [text, text] },
    { type: 'list', ordered: true, items: [text, text] },
    { type: 'figure', picture: picture.id },
    { type: 'gallery', pictures: [picture.id, other.id] },
    { type: 'embed', provider: 'youtube', href: 'https://www.youtube.com/watch?v=x', title: 'A film' },
    {
      type: 'table',
      header: Array(9).fill([{ text: 'A long heading' }]),
      rows: [Array(9).fill([{ text: '1 234 567' }])],
      numeric: [8],
    },
    {
      type: 'table',
      header: Array(20).fill([{ text: 'Misunderstandings' }]),
      rows: [Array(20).fill([{ text: '1234567890.12' }])],
      numeric: [19],
    },
    { type: 'divider' },
    { type: 'paragraph', text: [{ text: 'Markup <script>alert(1)</script> & "quotes" ' }, { text: 'W'.repeat(200) }] },
  ];
  await tell(TEST_STORIES.everyBlock, { body, lead: picture.id });

  const { articles } = await tell(TEST_STORIES.oddBlocks);
  const odd = [
    { type: 'hologram' },
    { type: 'heading', level: 9, text },
    ...body.slice(0, 1),
    { type: 'figure', picture: 'f'.repeat(20) },
    null,
  ];
  await database().$executeRaw`UPDATE article SET body = ${JSON.stringify(odd)}::jsonb WHERE id = ${articles.en}`;
}
