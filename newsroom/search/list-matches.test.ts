import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import type { Language } from '#i18n/languages';
import { type ImportedArticle, importStory } from '#newsroom/editing/import-story';
import { indexArticles } from '#newsroom/search/index-articles';
import { listMatches } from '#newsroom/search/list-matches';
import { listSuggestions } from '#newsroom/search/list-suggestions';
import type { Filter, MarkedText } from '#newsroom/search/match';
import { database } from '#platform/database';

const article = (
  language: Language,
  slug: string,
  headline: string,
  standfirst: string,
  text: string,
  publishedAt = new Date(),
): ImportedArticle => ({
  language,
  slug,
  headline,
  standfirst,
  source: 'Paper',
  state: 'published',
  publishedAt,
  body: [{ type: 'paragraph', text: [{ text, href: 'https://example.org/hiddenword' }] }],
});

const tell = (articles: ImportedArticle[], more: { section?: string; tags?: string[] } = {}) =>
  importStory({ section: 'region', tags: [], authors: ['anna'], ...more, articles });

const day = (date: string) => new Date(`${date}T12:00:00Z`);

beforeAll(async () => {
  await createSiteSettings();
  await tell([
    article(
      'en',
      'boats',
      'Boats on the river',
      'How nets are mended',
      'Fishermen of Yerevan mended their nets.',
      day('2025-05-13'),
    ),
    article(
      'ru',
      'lodki',
      'Лодки на реке',
      'Как чинят сети',
      'Рыбаки чинили сети в Ереване. Пётр открыл старый за́мок.',
      day('2025-05-13'),
    ),
    article(
      'hy',
      'navakner',
      'Նավակներ գետի վրա',
      'Ինչպես են նորոգում ցանցերը',
      'Ձկնորսները Երևանում նորոգո՞ւմ էին ցանցերը։',
      day('2025-05-13'),
    ),
  ]);
  await tell(
    [
      article(
        'en',
        'market',
        'At the market',
        'A boathouse and much else',
        'A boat was sold there, with a net.',
        day('2025-06-01'),
      ),
      article(
        'ru',
        'rynok',
        'На рынке',
        'Купить можно всё',
        'Там продали лодку, и Баку об этом узнал.',
        day('2025-06-01'),
      ),
      article(
        'hy',
        'shuka',
        'Շուկայում',
        'Այնտեղ ամեն ինչ կա',
        'Այնտեղ նավակ վաճառվեց, և ԵՐԵՎԱՆԸ լռեց։',
        day('2025-06-01'),
      ),
    ],
    { section: 'culture', tags: ['wine'] },
  );
  await tell([
    article(
      'en',
      'zurich',
      'Café society',
      'Of covid-19 and the U.S.',
      'Pashinyan spoke of administration.',
      day('2024-01-31'),
    ),
    article('ru', 'rechi', 'Речи', 'Пашинян и другие', 'Администрация молчала.', day('2024-01-31')),
    article('hy', 'char', 'Ճառեր', 'Փաշինյանը խոսեց', 'Վարչությունը լռում էր։', day('2024-01-31')),
  ]);
  await createStory({ slugs: { en: 'unseen-boat' }, state: 'draft' });
});

const slugs = async (language: Language, question: string, filter: Filter = {}) =>
  (await listMatches(language, question, { filter })).matches.map(({ article: { slug } }) => slug);

const marked = (text: MarkedText) => text.map((piece) => (piece.marked ? `[${piece.text}]` : piece.text)).join('');

describe.each<[string, [Language, string, string[]][]]>([
  [
    'words in their other forms',
    [
      ['en', 'boat', ['boats', 'market']],
      ['en', 'mending net', ['boats']],
      ['en', 'fishermen nets', ['boats']],
      ['en', 'BOATS', ['boats', 'market']],
      ['ru', 'лодка', ['lodki', 'rynok']],
      ['ru', 'лодка река', ['lodki']],
      ['ru', 'Ереван', ['lodki']],
      ['ru', 'из Еревана', ['lodki']],
      ['ru', 'петр', ['lodki']],
      ['ru', 'Пётр', ['lodki']],
      ['ru', 'замок', ['lodki']],
      ['hy', 'նավակը', ['navakner', 'shuka']],
      ['hy', 'գետը', ['navakner']],
      ['hy', 'Երևանից', ['shuka', 'navakner']],
      ['hy', 'ԵՐԵՎԱՆ', ['shuka', 'navakner']],
      ['hy', 'նորոգում', ['navakner']],
      ['hy', 'Փաշինյանի', ['char']],
    ],
  ],
  [
    'a last word that is only begun',
    [
      ['en', 'boatho', ['market']],
      ['en', 'market boa', ['market']],
      ['en', 'pashi', ['zurich']],
      ['ru', 'рыба', ['lodki']],
      ['ru', 'паши', ['rechi']],
      ['hy', 'ձկնոր', ['navakner']],
    ],
  ],
  [
    'words in quotes together',
    [
      ['en', '"on the river"', ['boats']],
      ['en', '"nets mended"', []],
      ['en', '"mended their nets" boats', ['boats']],
      ['ru', '«чинили сети»', ['lodki']],
      ['ru', '«сети чинили»', []],
      ['hy', '«գետի վրա»', ['navakner']],
    ],
  ],
  [
    'what is left out',
    [
      ['en', 'boat -market', ['boats']],
      ['en', 'boat -"on the river"', ['market']],
      ['ru', 'лодка -продали', ['lodki']],
      ['ru', 'лодка -Ереван', ['rynok']],
      ['hy', 'նավակ -շուկա', ['navakner']],
      ['en', '-boat', []],
    ],
  ],
  [
    'tags, in the language',
    [
      ['en', 'wine en boat', ['market']],
      ['ru', 'wine', ['rynok']],
      ['en', 'water', []],
    ],
  ],
  [
    'words with signs in them',
    [
      ['en', 'covid-19', ['zurich']],
      ['en', 'U.S.', ['zurich']],
      ['en', 'cafe', ['zurich']],
    ],
  ],
  [
    'nothing in addresses or the names of blocks',
    [
      ['en', 'hiddenword', []],
      ['en', 'paragraph', []],
    ],
  ],
])('finds %s', (_, cases) => {
  it.each(cases)('%s: %s', async (language, question, found) => {
    expect(await slugs(language, question)).toEqual(found);
  });
});

describe.each<[string, [Language, string, string, string[]][]]>([
  [
    'typing errors',
    [
      ['en', 'yerevna', 'yerevan', ['boats']],
      ['en', 'fishremen', 'fishermen', ['boats']],
      ['en', 'pashynian boat', 'pashinyan boat', []],
      ['en', 'adminstraton', 'administration', ['zurich']],
      ['ru', 'рыбки', 'рыбаки', ['lodki']],
      ['ru', 'адмнистрация', 'администрация', ['rechi']],
      ['hy', 'ձկնորսնռը', 'ձկնորսները', ['navakner']],
    ],
  ],
  [
    'the other keyboard layout',
    [
      ['ru', 'thtdfy', 'ереван', ['lodki']],
      ['ru', 'kjlrb htrf', 'лодки река', ['lodki']],
      ['ru', ',fre', 'баку', ['rynok']],
      ['en', 'ищфеы', 'boats', ['boats', 'market']],
      ['hy', 'navak', 'նավակ', ['navakner', 'shuka']],
      ['en', 'բօատս', 'boats', ['boats', 'market']],
    ],
  ],
  [
    'names in another alphabet or spelling',
    [
      ['en', 'Erevan', 'yerevan', ['boats']],
      ['en', 'Ереван', 'yerevan', ['boats']],
      ['en', 'Երևան', 'yerevan', ['boats']],
      ['en', 'Пашинян', 'pashinyan', ['zurich']],
      ['ru', 'Yerevan', 'ереване', ['lodki']],
      ['ru', 'Erevan', 'ереване', ['lodki']],
      ['ru', 'Երևան', 'ереване', ['lodki']],
      ['ru', 'Pashinyan', 'пашинян', ['rechi']],
      ['hy', 'Yerevan', 'երևանը', ['shuka', 'navakner']],
      ['hy', 'Erevan', 'երևան', ['shuka', 'navakner']],
      ['hy', 'Ереван', 'երևանը', ['shuka', 'navakner']],
    ],
  ],
])('forgives %s', (_, cases) => {
  it.each(cases)('%s: %s for %s', async (language, question, understood, found) => {
    const matches = await listMatches(language, question);
    expect(matches.matches.map(({ article: { slug } }) => slug)).toEqual(found);
    if (found.length > 0) expect(matches.understood).toBe(understood);
  });
});

describe('what may have been meant', () => {
  beforeAll(async () => {
    for (let n = 0; n < 25; n++) {
      await tell([article('en', `sevan-${n}`, `Lake Sevan ${n}`, 'Of trout', `Trout number ${n}.`, day('2023-03-01'))]);
    }
    await tell([
      article('en', 'sevam', 'The Sevam of old maps', 'A mistake of the engraver', 'Who made it.', day('2023-03-01')),
    ]);
  });

  it('is asked where a word that few stories have is like one that many have', async () => {
    expect(await listMatches('en', 'old sevam')).toMatchObject({ total: 1, understood: null, meant: 'old sevan' });
    expect(await listMatches('en', 'lake sevan')).toMatchObject({ total: 25, understood: null, meant: null });
  });

  it('is not asked of words that are rare and like no other', async () => {
    expect(await listMatches('en', 'engraver')).toMatchObject({ total: 1, meant: null });
  });

  it('does not make up for a filter that leaves nothing', async () => {
    expect(await listMatches('en', 'sevan', { filter: { section: 'culture' } })).toMatchObject({
      total: 0,
      understood: null,
    });
  });

  it('goes page by page, each story once, and stays on the last', async () => {
    const pages = await Promise.all([1, 2, 99].map((page) => listMatches('en', 'sevan', { page })));
    expect(pages.map(({ page, pages, total, matches }) => [page, pages, total, matches.length])).toEqual([
      [1, 2, 25, 20],
      [2, 2, 25, 5],
      [2, 2, 25, 5],
    ]);
    const seen = pages.slice(0, 2).flatMap(({ matches }) => matches.map(({ article: { slug } }) => slug));
    expect(new Set(seen).size).toBe(25);
  });
});

describe('the order', () => {
  it('puts the headline before the standfirst before tags before the body', async () => {
    const at = day('2022-02-02');
    await tell([article('en', 'in-body', 'One', 'Two', 'A zebra there.', at)]);
    await tell([article('en', 'in-standfirst', 'One', 'A zebra there', 'Three.', at)]);
    await tell([article('en', 'in-headline', 'A zebra there', 'Two', 'Three.', at)]);
    await database().tag.create({ data: { key: 'zebra', texts: { create: [{ language: 'en', name: 'Zebra' }] } } });
    await tell([article('en', 'in-tags', 'One', 'Two', 'Three.', at)], { tags: ['zebra'] });
    expect(await slugs('en', 'zebra')).toEqual(['in-headline', 'in-standfirst', 'in-tags', 'in-body']);
  });

  it('prefers the newer of two alike, and by date asks for nothing else', async () => {
    await tell([article('en', 'heron-old', 'A heron', 'Two', 'Three.', day('2015-01-01'))]);
    await tell([article('en', 'heron-new', 'A heron', 'Two', 'Three.', day('2025-01-01'))]);
    await tell([article('en', 'heron-body', 'One', 'Two', 'A heron.', day('2025-01-02'))]);
    expect(await slugs('en', 'heron')).toEqual(['heron-new', 'heron-old', 'heron-body']);
    const byDate = await listMatches('en', 'heron', { order: 'date' });
    expect(byDate.matches.map(({ article: { slug } }) => slug)).toEqual(['heron-body', 'heron-new', 'heron-old']);
  });
});

describe('a filter', () => {
  it('holds to a section', async () => {
    expect(await slugs('en', 'boat', { section: 'culture' })).toEqual(['market']);
    expect(await slugs('en', 'boat', { section: 'region' })).toEqual(['boats']);
    expect(await slugs('en', 'boat', { section: 'no-such' })).toEqual([]);
  });

  it('holds to days, the first and the last one included, in the zone of the paper', async () => {
    const at = (time: string) =>
      article('en', `owl-${time.replace(/\D/g, '')}`, 'An owl', 'Two', 'Three.', new Date(time));
    // Baku is four hours ahead: the 10th of March begins at 20:00 of the 9th in UTC.
    for (const time of ['2021-03-09T19:59Z', '2021-03-09T20:00Z', '2021-03-10T19:59Z', '2021-03-10T20:00Z'])
      await tell([at(time)]);
    const found = async (filter: Filter) => (await slugs('en', 'owl', filter)).sort();
    expect(await found({ from: '2021-03-10', to: '2021-03-10' })).toEqual(['owl-202103092000', 'owl-202103101959']);
    expect(await found({ from: '2021-03-11' })).toEqual(['owl-202103102000']);
    expect(await found({ to: '2021-03-09' })).toEqual(['owl-202103091959']);
    expect(await found({ from: '1999-01-01', to: '2999-12-31' })).toHaveLength(4);
    expect(await found({ from: '2025-01-01', to: '2025-12-31' })).toEqual([]);
  });
});

describe('what is marked', () => {
  const first = async (language: Language, question: string) => {
    const [match] = (await listMatches(language, question)).matches;
    return match && [marked(match.headline), marked(match.excerpt)];
  };

  it.each<[Language, string, string, string]>([
    ['en', 'river nets', 'Boats on the [river]', 'How [nets] are mended'],
    ['en', 'fishermen', 'Boats on the river', '… [Fishermen] of Yerevan mended their nets …'],
    ['en', 'boatho', 'At the market', 'A [boathouse] and much else'],
    ['ru', 'лодка рыбак', '[Лодки] на реке', 'Как чинят сети'],
    ['ru', 'Петр Ереван', 'Лодки на реке', '… Рыбаки чинили сети в [Ереване]. [Пётр] открыл старый за́мок …'],
    ['hy', 'գետ', 'Նավակներ [գետի] վրա', 'Ինչպես են նորոգում ցանցերը'],
  ])('%s: %s', async (language, question, headline, excerpt) => {
    expect(await first(language, question)).toEqual([headline, excerpt]);
  });

  it('is the text of the story, whatever it holds', async () => {
    const odd = `<b>Pelican</b> & <script>alert(1)</script> <mark>`;
    await tell([article('en', 'pelican', odd, 'Two', 'Three.')]);
    expect(await first('en', 'pelican')).toEqual(['<b>[Pelican]</b> & <script>alert(1)</script> <mark>', 'Two']);
  });
});

describe('the words of a story follow', () => {
  it('its text, its state and its removal', async () => {
    const { articles } = await createStory({ slugs: { en: 'walrus' }, state: 'draft' });
    const change = (data: object) => database().article.update({ where: { id: articles.en }, data });
    expect(await slugs('en', 'walrus')).toEqual([]);
    await change({ state: 'published' });
    expect(await slugs('en', 'walrus')).toEqual(['walrus']);
    await change({ headline: 'Of narwhals', standfirst: 'Only', body: [] });
    expect([await slugs('en', 'walrus'), await slugs('en', 'narwhal')]).toEqual([[], ['walrus']]);
    await change({ state: 'withdrawn' });
    expect(await slugs('en', 'narwhal')).toEqual([]);
    await change({ state: 'published' });
    await database().article.delete({ where: { id: articles.en } });
    expect(await slugs('en', 'narwhal')).toEqual([]);
    const known = await database().$queryRaw`SELECT FROM search.word WHERE word IN ('walrus', 'narwhals')`;
    expect(known).toEqual([]);
  });

  it('its section and its date', async () => {
    const { storyId, articles } = await createStory({ slugs: { en: 'badger' }, publishedAt: day('2020-05-05') });
    const culture = await database().section.findUniqueOrThrow({ where: { key: 'culture' } });
    await database().story.update({ where: { id: storyId }, data: { sectionId: culture.id } });
    await database().article.update({ where: { id: articles.en }, data: { publishedAt: day('2019-05-05') } });
    expect(await slugs('en', 'badger', { section: 'culture', to: '2019-12-31' })).toEqual(['badger']);
    expect(await slugs('en', 'badger', { section: 'region' })).toEqual([]);
  });

  it('its tags and their names', async () => {
    const { storyId } = await createStory({ slugs: { en: 'lynx', ru: 'rys' }, tags: [] });
    const { id } = await database().tag.create({
      data: { key: 'forests', texts: { create: [{ language: 'en', name: 'Deep forests' }] } },
    });
    expect(await slugs('en', 'forest')).toEqual([]);
    await database().storyTag.create({ data: { storyId, tagId: id } });
    expect([await slugs('en', 'forest'), await slugs('ru', 'forest')]).toEqual([['lynx'], []]);
    await database().tagText.update({
      where: { tagId_language: { tagId: id, language: 'en' } },
      data: { name: 'Dark jungles' },
    });
    expect([await slugs('en', 'forest'), await slugs('en', 'jungle')]).toEqual([[], ['lynx']]);
    await database().storyTag.deleteMany({ where: { storyId } });
    expect(await slugs('en', 'jungle')).toEqual([]);
    // Still its words otherwise.
    expect(await slugs('en', 'lynx')).toEqual(['lynx']);
  });

  it('as before, even while another’s long transaction counts words', async () => {
    const [{ storyId }] = await Promise.all([createStory({ slugs: { en: 'otter' }, state: 'draft' })]);
    await database()
      .$transaction(async (slow) => {
        await slow.$executeRaw`UPDATE article SET headline = 'The unheardof' WHERE slug = 'boats' AND language = 'en'`;
        await database().article.updateMany({
          where: { storyId },
          data: { headline: 'The unheardof otter', state: 'published' },
        });
        expect(await slugs('en', 'otter')).toEqual(['otter']);
        throw new Error('taken back');
      })
      .catch((error: Error) => expect(error.message).toBe('taken back'));
    // Counted with whatever changes next.
    await createStory({ slugs: { en: 'next-change' } });
    const words = await database().$queryRaw`SELECT word, stories FROM search.word WHERE word = 'unheardof'`;
    expect(words).toEqual([{ word: 'unheardof', stories: 1 }]);
  });
});

it('the words kept with every change are those that would be made anew', async () => {
  const made = () => database().$queryRaw`
    SELECT id::text AS key, section_id || ' ' || published_at || ' ' || words AS value FROM search.article
    UNION ALL SELECT language || ' ' || word, stories || ' ' || sound FROM search.word ORDER BY key`;
  await indexArticles(1_000);
  const before = await made();
  expect(before).not.toEqual([]);
  await database().$queryRaw`SELECT search.reindex()::text`;
  while ((await indexArticles(1_000)) > 0);
  await database().$queryRaw`SELECT search.recount_words()::text`;
  expect(await made()).toEqual(before);
});

describe('whatever is typed', () => {
  it.each([
    '',
    ' ',
    'a',
    'я',
    'the',
    '"',
    '-',
    "'; DROP TABLE article; --",
    "' OR 1=1 --",
    '<script>alert(1)</script>',
    '!!! & | :* <-> ( )',
    '\\',
    '%_%',
    '\0',
    '\ud83d',
    '\udc00abc',
    'x'.repeat(10_000),
    '"'.repeat(10_000),
    'ab '.repeat(3_000),
    '-a '.repeat(3_000),
    'https://example.org/a?b=c#d',
    'a@b.example',
    '/etc/passwd',
    '𝕭𝖔𝖆𝖙',
    '🚣',
    '\u202eboat',
  ])('%j is answered calmly', async (typed) => {
    for (const language of ['en', 'ru', 'hy'] as const) {
      const { matches, total, page, pages } = await listMatches(language, typed);
      expect(matches.length).toBe(Math.min(total, 20));
      expect([page, pages]).toEqual([1, Math.max(1, Math.ceil(total / 20))]);
      expect(Array.isArray(await listSuggestions(language, typed))).toBe(true);
    }
  });

  it('of whatever signs, is answered calmly', async () => {
    const sign = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.constantFrom(
        ...'"-«»„“”’\'&|!():*<>\\ \0',
        'boat',
        'лодка',
        'նավակ',
        '\ud800',
        "''",
        ':*',
        '<->',
        '--',
        '1',
        'ё',
        'և',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(sign, { maxLength: 30 }),
        fc.constantFrom('en', 'ru', 'hy'),
        async (signs, language) => {
          const { total } = await listMatches(language as Language, signs.join(''));
          expect(total).toBeGreaterThanOrEqual(0);
          expect((await listSuggestions(language as Language, signs.join(''))).length).toBeLessThanOrEqual(6);
        },
      ),
      { numRuns: 150 },
    );
  }, 60_000);
});

it('what a story says of its pictures is found, and what it says to some alone is not', async () => {
  const [one, two] = ['a'.repeat(20), 'b'.repeat(20)];
  await createStory({
    slugs: { en: 'pictured' },
    body: [
      { type: 'figure', picture: one, caption: 'Okapis grazing', credit: 'Quentin', alt: 'Stripes' },
      { type: 'gallery', pictures: [one, two], words: { [two]: { caption: 'Giraffes at dusk' } } },
    ],
  });
  for (const question of ['okapi', 'Quentin', 'giraffe']) expect(await slugs('en', question)).toEqual(['pictured']);
  expect(await slugs('en', 'stripes')).toEqual([]);
});
