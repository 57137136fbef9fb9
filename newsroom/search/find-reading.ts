import type { Language } from '#i18n/languages';
import { endsInWord, type Term } from '#newsroom/search/question';
import { database } from '#platform/database';

/** How PostgreSQL reads a question. The texts are tsqueries. */
export type Reading = {
  /** Every word in all its forms. */
  whole: string;
  /** The same with the last word as the beginning of one; null where it cannot be. */
  begun: string | null;
  /** The words asked for, not those in quotes or to be left out: each with about how many stories have it, in whatever form. */
  words: { text: string; stories: number }[];
};

/** What shorter ones begin is in every story. */
const LEAST_BEGINNING = 3;

/** How a question is to be looked for; null where nothing of it can be, for it holds no words but such as every story has. */
export async function findReading(language: Language, terms: readonly Term[]): Promise<Reading | null> {
  const rows = await database().$queryRaw<{ position: number; own: string; family: string[] | null; stories: number }[]>`
    SELECT asked.position::integer, phraseto_tsquery(search.stemming(${language}::"Language"), spelt.plain)::text AS own,
      family.stems AS family,
      -- A form that no story has may still have the stem of one that some have.
      coalesce(family.stories, (asked.single AND EXISTS (
        SELECT FROM search.article
        WHERE language = ${language}::"Language" AND words @@ phraseto_tsquery(search.stemming(${language}::"Language"), spelt.plain)
      ))::integer)::integer AS stories
    FROM unnest(${terms.map(({ text }) => text)}::text[], ${terms.map(({ quoted }) => !quoted)}::boolean[]) WITH ORDINALITY AS asked (text, single, position)
    CROSS JOIN LATERAL (SELECT search.plain(asked.text) AS plain) AS spelt
    CROSS JOIN LATERAL (
      SELECT array_agg(DISTINCT phraseto_tsquery(search.stemming(${language}::"Language"), word)::text) AS stems, sum(word.stories) AS stories
      FROM search.word
      WHERE language = ${language}::"Language" AND asked.single AND word = ANY (search.family_of(${language}::"Language", spelt.plain))
    ) AS family
    ORDER BY asked.position`;

  const parts = rows.flatMap(({ own, family, stories, position }) => {
    const term = terms[position - 1];
    // Words that every story has are no words to look for.
    if (!term || own === '') return [];
    const forms = [...new Set([own, ...(family ?? [])])].filter((stem) => stem !== '');
    const goesOn = position === terms.length && endsInWord(terms) && own.replace(/[^\p{L}\p{N}]/gu, '').length >= LEAST_BEGINNING;
    return [{ term, stories, forms, begun: goesOn ? [...forms, `${own}:*`] : forms }];
  });
  const query = (pick: (part: (typeof parts)[number]) => string[]) =>
    parts.map((part) => `${part.term.without ? '!' : ''}(${pick(part).join(' | ')})`).join(' & ');
  if (!parts.some(({ term }) => !term.without)) return null;
  const whole = query(({ forms }) => forms);
  const begun = query(({ begun }) => begun);
  return {
    whole,
    begun: begun === whole ? null : begun,
    words: parts.filter(({ term }) => !term.without && !term.quoted).map(({ term: { text }, stories }) => ({ text, stories })),
  };
}
