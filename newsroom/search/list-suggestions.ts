import type { Language } from '#i18n/languages';
import { foldWords, wordsIn } from '#i18n/words';
import { indexLatest } from '#newsroom/search/index-articles';
import { retypeInOtherLayout } from '#newsroom/search/keyboard-layouts';
import { parseQuery, TOP } from '#newsroom/search/parse-query';
import { endsInWord, normalizeQuery, type Term, termsOf, writeQuery } from '#newsroom/search/query-terms';
import { latestKey } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

const MOST_SUGGESTIONS = 6;

/** Forms of words that are looked at: enough for six different words. */
const FORMS = 60;

/** Fewer letters begin too many words. */
const LEAST = 2;

type Form = { word: string; folded: string; stories: number; stem: string; base: string };

/**
 * Questions that what has been typed so far may become, with its last word completed, those of the most stories first;
 * each finds something. Typed in another alphabet or keyboard layout, it is completed all the same.
 */
export async function listSuggestions(language: Language, typed: string): Promise<string[]> {
  dependOn(latestKey(language));
  await indexLatest();
  const question = normalizeQuery(typed);
  for (const version of [question, ...retypeInOtherLayout(question, language)]) {
    const terms = termsOf(version);
    const last = terms.at(-1);
    const { folded, at } = (last && wordsIn(last.text).at(-1)) ?? { folded: '', at: 0 };
    if (!last || !endsInWord(terms) || folded.length < LEAST) continue;
    const words = differentWords(await listForms(language, last.text.slice(at), folded));
    // In a/b the second word is completed, and the first stays.
    const completed = words.map((word) => last.text.slice(0, at) + word);
    const suggestions = await thatFind(language, terms.slice(0, -1), completed);
    if (suggestions.length > 0) return suggestions;
  }
  return [];
}

/**
 * Words of the paper that begin so, however accents are written; where there are none, that sound as if they did. Most
 * frequent first.
 */
async function listForms(language: Language, beginning: string, folded: string): Promise<Form[]> {
  const written = await database().$queryRaw<Form[]>`
    SELECT word, folded, stories, phraseto_tsquery(search.stemming(${language}), folded)::text AS stem,
      search.base_of(language, folded) AS base
    FROM search.word
    WHERE language = ${language} AND folded >= ${folded} AND folded < ${folded} || ${TOP}
    ORDER BY stories DESC, word LIMIT ${FORMS}`;
  if (written.length > 0) return written;
  return database().$queryRaw<Form[]>`
    SELECT word, folded, stories, phraseto_tsquery(search.stemming(${language}), folded)::text AS stem,
      search.base_of(language, folded) AS base
    FROM search.word
    WHERE language = ${language}
      AND sound >= search.sound(${beginning}) AND sound < search.sound(${beginning}) || ${TOP}
      AND length(search.sound(${beginning})) >= ${LEAST}
    ORDER BY stories DESC, word LIMIT ${FORMS}`;
}

/**
 * One form of each word: the shortest of the usual ones, which mostly is the one that a dictionary has. Not words that
 * every story has.
 */
function differentWords(forms: Form[]): string[] {
  const groups: Form[][] = [];
  for (const form of forms.filter(({ stem }) => stem !== '')) {
    const same = groups.find((group) => group.some(({ stem, base }) => stem === form.stem || base === form.base));
    if (same) same.push(form);
    else groups.push([form]);
  }
  return groups.map((group) => {
    const usual = group.filter(({ stories }) => stories * 5 >= (group[0]?.stories ?? 0));
    return usual.reduce((best, form) => (form.word.length < best.word.length ? form : best)).word;
  });
}

/** The questions that words make with what was typed before them, as far as they find anything. */
async function thatFind(language: Language, before: readonly Term[], words: readonly string[]): Promise<string[]> {
  const write = (word: string) => writeQuery([...before, { text: word, quoted: false, without: false }]);
  if (before.length === 0) return words.slice(0, MOST_SUGGESTIONS).map(write);
  const reading = await parseQuery(language, before);
  if (!reading) return words.slice(0, MOST_SUGGESTIONS).map(write);
  const asked = words.slice(0, MOST_SUGGESTIONS + 2);
  const found = await database().$queryRaw<{ word: string }[]>`
    SELECT asked.word
    FROM unnest(${asked}::text[], ${asked.map(foldWords)}::text[]) WITH ORDINALITY AS asked (word, folded, position)
    WHERE EXISTS (
      SELECT FROM search.article
      WHERE words @@ (${reading.whole.text}::tsquery && phraseto_tsquery(search.stemming(${language}), asked.folded))
        AND partitions @> ARRAY[search.partition_key(${language})]
    )
    ORDER BY asked.position LIMIT ${MOST_SUGGESTIONS}`;
  return found.map(({ word }) => write(word));
}
