import type { Language } from '#i18n/languages';
import { findSpellings, type Spelling } from '#newsroom/search/find-spellings';
import { indexLatest } from '#newsroom/search/index-articles';
import { retypeInOtherLayout } from '#newsroom/search/keyboard-layouts';
import { markMatches } from '#newsroom/search/mark-matches';
import { matchedPlaces, type Places, stemsIn } from '#newsroom/search/mark-words';
import { type Matches, NOTHING, PAGE_LENGTH, RESULT_LIMIT, type Search } from '#newsroom/search/match';
import { type ParsedQuery, parseQuery, type Query } from '#newsroom/search/parse-query';
import { normalizeQuery, respell, type Term, termsOf } from '#newsroom/search/query-terms';
import { database } from '#platform/database';
import { validUntil } from '#platform/reads';

/**
 * A word in no more stories than this may be a mistake: if there is one like it that so many times more stories have.
 */
const DOUBTFUL = 20;
const FAR_MORE = 20;

/** Longer than this no word is. */
const LONGEST_WORD = 40;

/**
 * What is in no more stories than this is looked up in all of them at once. Of a word in one form it is known, and its
 * stem may be in many more.
 */
const FEW = RESULT_LIMIT / 2;

/**
 * A page of the published articles of a language that a question finds. Quotes hold words together, a minus leaves
 * stories with a word out, the last word may be only begun. Where nothing is found for the question as it stands, it is
 * taken in the alphabet, the keyboard layout or the spelling that it was most likely meant in. Whatever is typed is a
 * question, never an error.
 */
export async function listMatches(language: Language, typed: string, search: Search = {}): Promise<Matches> {
  // Whatever is written may be found: results are right at this moment.
  validUntil(0);
  await indexLatest();
  const question = normalizeQuery(typed);
  const terms = termsOf(question);
  const reading = await parseQuery(language, terms);
  if (!reading) return NOTHING;
  const corrected = await listCorrected(language, terms, reading, search);
  if (corrected) return corrected;
  const found = await listPage(language, reading, search);
  if (found.total >= PAGE_LENGTH) return found;

  const doubtful = reading.words
    .filter(({ text, stories }) => stories <= DOUBTFUL && text.length <= LONGEST_WORD)
    .map(({ text }) => text);
  const spellings = await findSpellings(language, doubtful);
  if (found.total > 0) return { ...found, meant: likelier(terms, reading, spellings) };
  for (const version of otherVersions(language, question, terms, reading, spellings)) {
    const other = await parseQuery(language, termsOf(version));
    const instead = other ? await listPage(language, other, search) : NOTHING;
    if (instead.total > 0) return { ...instead, understood: version };
  }
  return found;
}

/**
 * What is found where words that no story has in any form are taken for those that are one mistake away, although their
 * stems are those of other words; null where there are none.
 */
async function listCorrected(
  language: Language,
  terms: readonly Term[],
  { words }: ParsedQuery,
  search: Search,
): Promise<Matches | null> {
  const unsure = words.filter(({ text, isUnsure }) => isUnsure && text.length <= LONGEST_WORD).map(({ text }) => text);
  const near = [...(await findSpellings(language, unsure))].filter(([, { isNear }]) => isNear);
  if (near.length === 0) return null;
  const version = respell(terms, new Map(near.map(([text, { word }]) => [text, word])));
  const other = await parseQuery(language, termsOf(version));
  const instead = other ? await listPage(language, other, search) : NOTHING;
  return instead.total > 0 ? { ...instead, understood: version } : null;
}

/** A question with words in the place of those that much fewer stories have; null where there are none. */
function likelier(terms: readonly Term[], { words }: ParsedQuery, spellings: Map<string, Spelling>): string | null {
  const better = new Map<string, string>();
  for (const { text, stories } of words) {
    const spelling = spellings.get(text);
    if (spelling && spelling.stories >= FAR_MORE * Math.max(stories, 1)) better.set(text, spelling.word);
  }
  return better.size > 0 ? respell(terms, better) : null;
}

/** What a question with words that no story has may have been meant to say, likeliest first. */
function otherVersions(
  language: Language,
  question: string,
  terms: readonly Term[],
  { words }: ParsedQuery,
  spellings: Map<string, Spelling>,
): string[] {
  const unknown = words.filter(({ stories }) => stories === 0).map(({ text }) => text);
  const known = new Map(
    unknown.flatMap((text) => (spellings.has(text) ? [[text, spellings.get(text)?.word ?? text]] : [])),
  );
  if (unknown.length === 0) return [];
  const respelt = known.size > 0 ? [respell(terms, known)] : [];
  const otherwise = retypeInOtherLayout(question, language);
  return unknown.every((text) => spellings.get(text)?.sameSound)
    ? [...respelt, ...otherwise]
    : [...otherwise, ...respelt];
}

/** A page of what a reading finds; with the last word as a beginning where it finds little as it is. */
async function listPage(language: Language, { whole, begun }: ParsedQuery, search: Search): Promise<Matches> {
  if (!begun) return whole.stories === 0 ? NOTHING : findPage(language, whole, whole.text, search);
  const found = whole.stories < PAGE_LENGTH ? NOTHING : await findPage(language, whole, whole.text, search);
  return found.total < PAGE_LENGTH ? findPage(language, begun, whole.text, search) : found;
}

type Row = { total: number; more: boolean; page: number; id: number | null; places: Places | null };

/**
 * One page. `words` and `best` are tsqueries: what has to be in a story, and what puts it before others.
 *
 * Goes back from quarter to quarter until RESULT_LIMIT are found, or looks at all at once for what only a FEW stories
 * have. What is found is ranked, which takes reading its words. The question comes from a CTE so that PostgreSQL does
 * not see how common its words are: for common ones it would rather read the whole table. See docs/decisions/031.
 */
async function findPage(
  language: Language,
  { text: words, stories, alternatives }: Query,
  best: string,
  { filter = {}, order = 'relevance', page = 1 }: Search,
): Promise<Matches> {
  const { section = null, from = null, to = null } = filter;
  const rows = await database().$queryRaw<Row[]>`
    WITH asked AS MATERIALIZED (
      SELECT ${words}::tsquery AS words, ${best}::tsquery AS best,
        ${from}::date::timestamp AT TIME ZONE zone AS since, (${to}::date + 1)::timestamp AT TIME ZONE zone AS until,
        ${stories <= FEW}::boolean AS few,
        CASE WHEN ${section}::text IS NULL THEN '{}'::text[]
          ELSE ARRAY[
            coalesce((SELECT search.partition_key(id) FROM section WHERE key = ${section}::text), 'no such')
          ] END AS partitions
      FROM (SELECT coalesce((SELECT time_zone FROM site_settings), 'UTC') AS zone) AS paper
    ), newest AS MATERIALIZED (
      SELECT found.id, found.published_at, found.place_in_table
      FROM asked
      CROSS JOIN LATERAL search.quarters(
        CASE WHEN few THEN 0
          ELSE (SELECT search.quarter(least(max(published_at), asked.until)) FROM search.article) END,
        CASE WHEN few THEN 0
          ELSE (SELECT search.quarter(greatest(min(published_at), asked.since)) FROM search.article) END
      ) AS quarter
      CROSS JOIN LATERAL (
        SELECT id, published_at, ctid AS place_in_table FROM search.article
        WHERE article.words @@ asked.words
          AND partitions @> (asked.partitions || CASE WHEN few THEN search.partition_key(${language})
            ELSE search.partition_key(${language}, quarter) END)
          AND (asked.since IS NULL OR published_at >= asked.since)
          AND (asked.until IS NULL OR published_at < asked.until)
        ORDER BY published_at DESC, id DESC
        LIMIT ${RESULT_LIMIT + 1}
      ) AS found
      LIMIT ${RESULT_LIMIT + 1}
    ), counted AS (
      SELECT least(count(*), ${RESULT_LIMIT})::integer AS total, count(*) > ${RESULT_LIMIT} AS more,
        greatest(1, least(${page}, ceil(least(count(*), ${RESULT_LIMIT}) / ${PAGE_LENGTH}::numeric)))::integer AS page
      FROM newest
    ), ordered AS (
      SELECT id, published_at, CASE WHEN ${order === 'relevance'}::boolean THEN (
        SELECT (ts_rank(found.words, asked.best)
            + CASE WHEN asked.words = asked.best THEN 0 ELSE ts_rank(found.words, asked.words) / 10 END)
          -- A year makes a story half as good.
          / (1 + extract(epoch FROM greatest(now() - newest.published_at, '0')) / 31557600)
        -- Within one statement a row stays where it is, and to go there is half the work of looking up its id.
        FROM search.article found, asked WHERE found.ctid = newest.place_in_table
      ) END AS rank
      FROM (SELECT * FROM newest LIMIT ${RESULT_LIMIT}) AS newest
    ), shown AS (
      SELECT id, row_number() OVER (ORDER BY rank DESC, published_at DESC, id DESC) AS place
      FROM ordered
      ORDER BY place
      LIMIT ${PAGE_LENGTH} OFFSET ((SELECT page FROM counted) - 1) * ${PAGE_LENGTH}
    )
    SELECT counted.*, shown.id, CASE WHEN EXISTS (SELECT FROM search.article_forms WHERE id = shown.id) THEN (
      SELECT jsonb_object_agg(lexeme, positions)
      FROM search.article found, unnest(found.words) AS word (lexeme, positions, weights)
      WHERE found.id = shown.id AND lexeme = ANY (${stemsIn(alternatives)})
    ) END AS places
    FROM counted LEFT JOIN shown ON true
    ORDER BY shown.place`;
  const [{ total, more, page: shown } = { total: 0, more: false, page: 1 }] = rows;
  const found = rows.flatMap(({ id, places }) =>
    id === null ? [] : [{ id, matched: matchedPlaces(alternatives, places ?? {}) }],
  );
  const matches = await markMatches(language, found);
  return { ...NOTHING, matches, total, more, page: shown, pages: Math.max(1, Math.ceil(total / PAGE_LENGTH)) };
}
