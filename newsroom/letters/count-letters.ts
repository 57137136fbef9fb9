import { database } from '#platform/database';

/** What came of letters, by result, and what is still to be done. */
export type LetterCounts = {
  /** Recipients of all letters that have been sent. */
  results: Record<'sent' | 'bounced' | 'given_up' | 'unsure' | 'left_out', number>;
  /** Letters that are being sent, those that do not go on because of some trouble, and recipients who do not have theirs yet. */
  waiting: Record<'letters' | 'in_trouble' | 'recipients', number>;
};

/** Counts them for metrics. */
export async function countLetters(): Promise<LetterCounts> {
  const [row] = await database().$queryRaw<[LetterCounts['results'] & LetterCounts['waiting']]>`
    SELECT coalesce(sum(sent), 0)::float8 AS sent, coalesce(sum(bounced), 0)::float8 AS bounced,
      coalesce(sum(given_up), 0)::float8 AS given_up, coalesce(sum(unsure), 0)::float8 AS unsure,
      coalesce(sum(left_out), 0)::float8 AS left_out,
      (count(*) FILTER (WHERE state = 'sending'))::float8 AS letters,
      (count(*) FILTER (WHERE state IN ('sending', 'held') AND trouble <> ''))::float8 AS in_trouble,
      (SELECT count(*)::float8 FROM letter_recipient WHERE state IN ('waiting', 'sending', 'failed')) AS recipients
    FROM letter`;
  const { letters, in_trouble, recipients, ...results } = row;
  return { results, waiting: { letters, in_trouble, recipients } };
}
