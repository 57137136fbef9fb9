import { beforeAll, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import type { Language } from '#i18n/languages';
import { indexArticles } from '#newsroom/search/index-articles';
import { listMatches } from '#newsroom/search/list-matches';

/** Two forms of each word: a story with one is found by the other. */
const RUSSIAN = (
  'рынок рынка, день дня, отец отца, конец концом, палец пальцы, боец бойцы, немец немцев, кусок куска, песок песком, ' +
  'подарок подарки, список списки, посёлок посёлке, участок участков, ребёнок ребёнка, цветок цветки, потолок потолка, ' +
  'огонь огня, камень камнем, корень корни, ветер ветра, угол угле, узел узлы, лев львы, лёд льда, сон сны, ' +
  'церковь церкви, любовь любви, окно окон, письмо писем, сестра сестёр, деньги денег, земля земель, деревня деревень, ' +
  'статья статей, копейка копеек, ошибка ошибок, площадка площадок, кольцо колец'
)
  .split(', ')
  .map((pair) => pair.split(' ') as [string, string]);

/** Words that must not find each other, however alike their letters. */
const APART: [string, string][] = [
  ...([
    ['город', 'горды'],
    ['народ', 'нарды'],
    ['день', 'дно'],
    ['урок', 'урки'],
    ['срок', 'сроднее'],
  ] as [string, string][]),
  ...([
    ['рука', 'рок'],
    ['завод', 'звоны'],
    ['голос', 'глосса'],
    ['волос', 'волсы'],
    ['закон', 'законченный'],
  ] as [string, string][]),
];

/** Armenian words, and the same with a letter missing in the middle. */
const ARMENIAN = (
  'լուսանկարներ լուսանարներ, կառավարություն կառավրություն, ընտրություններ ընտրութուններ, խորհրդարան խորհրարան, ' +
  'նախարարություն նախարաություն, հանրապետություն հանրապետւթյուն, տնտեսություն տնտեություն, քաղաքապետ քաղաքպետ, ' +
  'դպրոցներ դպոցներ, համալսարան համլսարան, ուսանողներ ուսաողներ, գրադարան գրդարան, թանգարան թագարան, ' +
  'ճանապարհ ճանապրհ, կամուրջներ կամուջներ, գյուղացիներ գյուղցիներ, ձկնորսներ ձկնոսներ, հիվանդանոց հիվադանոց, ' +
  'բժիշկներ բժիկներ, դատարաններ դատաաններ, փաստաբան փաստբան, լրագրողներ լրագողներ, խմբագրություն խմբագություն, ' +
  'հեռուստատեսություն հեռուստաեսություն, երաժշտություն երաժտություն, նկարիչներ նկաիչներ, մարզիկներ մազիկներ, ' +
  'ֆուտբոլիստ ֆուտոլիստ, մրցաշար մցաշար, առևտուր առևուր'
)
  .split(', ')
  .map((pair) => pair.split(' ') as [string, string]);

const paragraph = (text: string) => ({ type: 'paragraph' as const, text: [{ text }] });

async function tell(language: Language, slug: string, word: string): Promise<void> {
  await createStory({ slugs: { [language]: slug }, tags: [], body: [paragraph(`${word}.`)] });
}

/** By whole words alone: what stands last may only be begun. */
const findWhole = (question: string) => find('ru', `${question} -небывалое`);

async function find(language: Language, question: string): Promise<string[]> {
  return (await listMatches(language, question)).matches.map(({ article: { slug } }) => slug);
}

beforeAll(async () => {
  await createSiteSettings();
  for (const [index, [one, other]] of RUSSIAN.entries()) {
    await tell('ru', `one-${index}`, one);
    await tell('ru', `other-${index}`, other);
  }
  for (const [index, [, other]] of APART.entries()) await tell('ru', `apart-${index}`, other);
  for (const [index, [right]] of ARMENIAN.entries()) await tell('hy', `right-${index}`, right);
  // Its stem is the one that the stemmer leaves of լուսանարներ.
  await tell('hy', 'moonless', 'լուս լուսանիր');
  await indexArticles(1_000);
}, 120_000);

describe('a vowel that comes and goes', () => {
  it.each(RUSSIAN.map(([one, other], index) => [one, other, index] as const))(
    '%s and %s',
    async (one, other, index) => {
      expect(await find('ru', one)).toEqual(expect.arrayContaining([`one-${index}`, `other-${index}`]));
      expect(await find('ru', other)).toEqual(expect.arrayContaining([`one-${index}`, `other-${index}`]));
    },
  );

  it.each(APART.map(([one], index) => [one, index] as const))('%s does not find another word', async (one, index) => {
    expect(await findWhole(one)).not.toContain(`apart-${index}`);
  });

  it.each(RUSSIAN.map(([one], index) => [one, index] as const))('%s finds nothing else', async (one, index) => {
    const found = await findWhole(one);
    expect(found.filter((slug) => ![`one-${index}`, `other-${index}`].includes(slug))).toEqual([]);
  });
});

describe('an Armenian letter that is missing', () => {
  it.each(ARMENIAN.map(([right, typed], index) => [right, typed, index] as const))(
    '%s by %s',
    async (_, typed, index) => {
      expect(await find('hy', typed)).toContain(`right-${index}`);
    },
  );

  it.each(ARMENIAN.map(([right], index) => [right, index] as const))('%s is not corrected', async (right, index) => {
    const { matches, understood } = await listMatches('hy', right);
    expect(understood).toBeNull();
    expect(matches.map(({ article: { slug } }) => slug)).toContain(`right-${index}`);
  });
});
