import { type Language, languageOf } from '#i18n/languages';
import { modelNamesIn, wordsIn } from '#i18n/words';
import { endsInWord, type Term } from '#newsroom/search/query-terms';
import { database } from '#platform/database';

/**
 * What has to be in a story, as a tsquery, and about how many stories have it at most, as far as that can be told
 * beforehand.
 */
export type Query = {
  text: string;
  stories: number;
  /** The words and phrases of it that stories have, each as a tsquery: not those to be left out. */
  alternatives: string[];
};

/** How PostgreSQL reads a question. */
export type ParsedQuery = {
  /** Every word in all its forms. */
  whole: Query;
  /** The same with the last word as the beginning of others; null where it begins none. */
  begun: Query | null;
  /**
   * The words asked for, not those in quotes or to be left out: each with about how many stories have it, in whatever
   * form. Unsure are those that no story has in any form of it, and of which the stemmer leaves so little that it is the
   * stem of other words.
   */
  words: { text: string; stories: number; isUnsure: boolean }[];
};

/** A beginning has more letters than one, and stands for so many words, those of the most stories. */
const LEAST_BEGINNING = 2;
const MOST_WORDS = 50;

/** A stemmer that takes so many letters off what is left without endings is unsure of the word. */
const MOST_CUT = 4;

type Row = {
  own: string;
  family: string[] | null;
  stories: number | null;
  isUnsure: boolean;
  begins: string[] | null;
  beginsIn: number;
};

/**
 * How a question is to be looked for; null where nothing of it can be, for it asks for nothing but words that every
 * story has.
 */
export async function parseQuery(language: Language, terms: readonly Term[]): Promise<ParsedQuery | null> {
  const open = (index: number) => index === terms.length - 1 && endsInWord(terms);
  const asked = terms.map(({ text }) => divide(text));
  const otherForms = languageOf(language).search.otherForms ?? (() => []);
  const rows = await database().$queryRaw<Row[]>`
    WITH paper AS (SELECT ${language} AS language, search.stemming(${language}) AS stemming),
    asked AS (
      SELECT position, single, open, head, tail, head || tail AS folded,
        ARRAY(SELECT jsonb_array_elements_text(others)) AS others
      FROM unnest(
        ${asked.map(({ head }) => head)}::text[],
        ${asked.map(({ tail }) => tail)}::text[],
        ${terms.map(({ quoted }) => !quoted)}::boolean[],
        ${terms.map((_, index) => open(index))}::boolean[],
        ${asked.map(({ tail }) => JSON.stringify(otherForms(tail)))}::jsonb[]
      ) WITH ORDINALITY AS term (head, tail, single, open, others, position)
    )
    SELECT phraseto_tsquery(stemming, folded)::text AS own, family.stems AS family, beginning.stems AS begins,
      beginning.stories AS "beginsIn",
      -- A form that no story has may share its stem with one that some have; and numbers are not counted. Then the
      -- number of stories is unknown (NULL).
      CASE WHEN family.stories IS NOT NULL THEN family.stories::integer WHEN single AND NOT EXISTS (
        SELECT FROM search.article
        WHERE words @@ phraseto_tsquery(stemming, folded) AND partitions @> ARRAY[search.partition_key(paper.language)]
      ) THEN 0 END AS stories,
      single AND family.stories IS NULL AND cardinality(search.endings(paper.language)) > 1 AND tail ~ '\\D'
        AND length(search.base_of(paper.language, tail)) - length(phraseto_tsquery(stemming, folded)::text) + 2
          >= ${MOST_CUT} AS "isUnsure"
    FROM paper CROSS JOIN asked
    CROSS JOIN LATERAL (
      SELECT array_agg(DISTINCT phraseto_tsquery(stemming, head || word.folded)::text) AS stems, sum(word.stories) AS stories
      FROM search.word
      WHERE single AND word.language = paper.language AND word.folded = ANY (search.family_of(paper.language, tail) || asked.others)
    ) AS family
    CROSS JOIN LATERAL (
      SELECT array_agg(DISTINCT phraseto_tsquery(stemming, head || begun.folded)::text) AS stems,
        coalesce(sum(stories), 0)::integer AS stories
      FROM (
        SELECT word.folded, stories FROM search.word
        WHERE open AND length(tail) >= ${LEAST_BEGINNING}
          AND word.language = paper.language AND word.folded >= tail AND word.folded < tail || ${TOP}
        ORDER BY stories DESC LIMIT ${MOST_WORDS}
      ) AS begun
    ) AS beginning
    ORDER BY position`;

  const parts = rows.flatMap(({ own, family, begins, beginsIn, ...row }, index) => {
    const term = terms[index];
    const stories = row.stories ?? Number.POSITIVE_INFINITY;
    // Words that every story has are no words to look for.
    if (!term || own === '') return [];
    const forms = new Set([own, ...(family ?? [])].filter((stem) => stem !== ''));
    const begun = new Set([...forms, ...(begins ?? [])].filter((stem) => stem !== ''));
    const name = nameOf(term.text);
    return [
      {
        term,
        name,
        isUnsure: row.isUnsure,
        forms: { stems: [...forms], stories },
        begun: { stems: [...begun], stories: stories + beginsIn },
      },
    ];
  });
  const wanted = parts.filter(({ term }) => !term.without);
  if (wanted.length === 0) return null;
  const query = (which: 'forms' | 'begun'): Query => ({
    text: parts
      .map((part) => `${part.term.without ? '!' : ''}(${part.name ?? part[which].stems.join(' | ')})`)
      .join(' & '),
    stories: Math.min(...wanted.map((part) => part[which].stories)),
    alternatives: wanted.flatMap((part) => part[which].stems),
  });
  const [whole, begun] = [query('forms'), query('begun')];
  return {
    whole,
    begun: begun.text === whole.text ? null : begun,
    words: wanted
      .filter(({ term }) => !term.quoted)
      .map(({ term, forms, isUnsure }) => ({ text: term.text, stories: forms.stories, isUnsure })),
  };
}

/** The tsquery of a term that is a name like С-300 and nothing else. */
function nameOf(term: string): string | undefined {
  const [name] = modelNamesIn(term);
  return name !== undefined && wordsIn(term).length === 2 ? `'${name}'` : undefined;
}

/** The words of a term as they are compared: the last one, and those before it with a space behind each. */
function divide(term: string): { head: string; tail: string } {
  const words = wordsIn(term).map(({ folded }) => folded);
  return {
    head: words
      .slice(0, -1)
      .map((word) => `${word} `)
      .join(''),
    tail: words.at(-1) ?? '',
  };
}

/** Comes after every letter. */
export const TOP = '\u{10ffff}';
