import type { Language } from '#i18n/languages';
import type { LetterKind } from '#newsroom/letters/kinds';
import { LONGEST_PERIOD_HOURS } from '#newsroom/letters/occasion';
import { database } from '#platform/database';

/** So many stories, and corrections, a letter has that nobody has put together. */
const STORIES = { daily: 12, weekly: 20, breaking: 1 } as const;
const CORRECTIONS = 10;

export type Chosen = { articleId: number; noteId: number | null };

/** What a letter is for: its kind and language, and when it is due. */
export type Period = { kind: LetterKind; language: Language; dueAt: Date };

/**
 * From when on a letter tells: from the one before it, at most 36 hours or eight days. What was published, read and
 * corrected since then, up to when it is due. One that was begun counts whatever became of it: some readers have it.
 */
async function periodOf({ kind, language, dueAt }: Period): Promise<{ since: Date; until: Date }> {
  const [period] = await database().$queryRaw<{ since: Date; until: Date }[]>`
    SELECT greatest(
        ${dueAt}::timestamptz - make_interval(hours => ${LONGEST_PERIOD_HOURS[kind]}::int),
        coalesce((
          -- One that was resumed is due again then, and has what there was when it was begun.
          SELECT max(least(due_at, started_at)) FROM letter WHERE kind = ${kind} AND language = ${language}
            AND (started_at IS NOT NULL OR state = 'empty') AND due_at < ${dueAt}::timestamptz
        ), '-infinity')
      ) AS since,
      least(${dueAt}::timestamptz, now()) AS until`;
  if (!period) throw new Error('no period');
  return period;
}

/**
 * The stories of a letter's time, those that were read most first, of equals the newest; none that an earlier letter of
 * its kind had. After them the corrections of that time, first of stories that were in letters.
 */
export async function chooseStories(letter: Period, limit: number = STORIES[letter.kind]): Promise<Chosen[]> {
  const { since, until } = await periodOf(letter);
  const { kind, language } = letter;
  const stories = await database().$queryRaw<{ id: number }[]>`
    SELECT a.id FROM article a
    LEFT JOIN LATERAL (
      SELECT sum(v.reach) AS reach FROM article_view v WHERE v.article_id = a.id AND v.day >= ${since}::date - 1
    ) AS read ON true
    WHERE a.language = ${language} AND a.state = 'published'
      AND a.published_at > ${since}::timestamptz AND a.published_at <= ${until}::timestamptz
      AND NOT EXISTS (
        SELECT FROM letter_item i JOIN letter l ON l.id = i.letter_id
        WHERE i.article_id = a.id AND i.note_id IS NULL AND l.kind = ${kind} AND l.started_at IS NOT NULL
      )
    ORDER BY coalesce(read.reach, 0) DESC, a.published_at DESC, a.id DESC
    LIMIT ${limit}`;
  const corrections = await listCorrections(letter, { since, until });
  return [...stories.map(({ id }) => ({ articleId: id, noteId: null })), ...corrections];
}

/** None that an earlier letter of its kind had. */
function listCorrections(
  { kind, language }: Period,
  { since, until }: { since: Date; until: Date },
): Promise<Chosen[]> {
  return database().$queryRaw<Chosen[]>`
    SELECT n.article_id AS "articleId", n.id AS "noteId" FROM article_note n JOIN article a ON a.id = n.article_id
    WHERE n.kind = 'correction' AND n.at > ${since}::timestamptz AND n.at <= ${until}::timestamptz
      AND a.language = ${language} AND a.state = 'published'
      AND NOT EXISTS (
        SELECT FROM letter_item i JOIN letter l ON l.id = i.letter_id
        WHERE i.note_id = n.id AND l.kind = ${kind} AND l.started_at IS NOT NULL
      )
    ORDER BY EXISTS (
      SELECT FROM letter_item i JOIN letter l ON l.id = i.letter_id
      WHERE i.article_id = n.article_id AND i.note_id IS NULL AND l.started_at IS NOT NULL
    ) DESC, n.at
    LIMIT ${CORRECTIONS}`;
}
