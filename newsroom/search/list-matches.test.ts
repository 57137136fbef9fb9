import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { setMasthead, tellStory } from '#e2e/stage';
import type { Language } from '#i18n/languages';
import { type ImportedArticle, importStory } from '#newsroom/articles/import-story';
import { listMatches } from '#newsroom/search/list-matches';
import { type Filter, MARKS, type MarkedText } from '#newsroom/search/match';
import { database } from '#platform/database';

const article = (language: Language, slug: string, headline: string, standfirst: string, text: string, publishedAt = new Date()): ImportedArticle => ({
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
  await setMasthead();
  await tell([
    article('en', 'boats', 'Boats on the river', 'How nets are mended', 'Fishermen of Yerevan mended their nets.', day('2025-05-13')),
    article('ru', 'lodki', 'Лодки на реке', 'Как чинят сети', 'Рыбаки чинили сети в Ереване. Пётр открыл старый за́мок.', day('2025-05-13')),
    article('hy', 'navakner', 'Նավակներ գետի վրա', 'Ինչպես են նորոգում ցանցերը', 'Ձկնորսները Երևանում նորոգո՞ւմ էին ցանցերը։', day('2025-05-13')),
  ]);
  await tell(
    [
      article('en', 'market', 'At the market', 'A boathouse and much else', 'A boat was sold there, with a net.', day('2025-06-01')),
      article('ru', 'rynok', 'На рынке', 'Купить можно всё', 'Там продали лодку, и Баку об этом узнал.', day('2025-06-01')),
      article('hy', 'shuka', 'Շուկայում', 'Այնտեղ ամեն ինչ կա', 'Այնտեղ նավակ վաճառվեց, և ԵՐԵՎԱՆԸ լռեց։', day('2025-06-01')),
    ],
    { section: 'culture', tags: ['wine'] },
  );
  await tell([
    article('en', 'zurich', 'Café society', 'Of covid-19 and the U.S.', 'Pashinyan spoke of administration.', day('2024-01-31')),
    article('ru', 'rechi', 'Речи', 'Пашинян и другие', 'Администрация молчала.', day('2024-01-31')),
    article('hy', 'char', 'Ճառեր', 'Փաշինյանը խոսեց', 'Վարչությունը լռում էր։', day('2024-01-31')),
  ]);
  await tellStory({ slugs: { en: 'unseen-boat' }, state: 'draft' });
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
      ['hy', 'ca.', '', []],
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
