import { isLanguage, type Language } from '#i18n/languages';
import { isLetterKind, type LetterKind, type LetterState } from '#newsroom/letters/kinds';
import { sumsOf } from '#newsroom/letters/sending/lease';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database, sql } from '#platform/database';

/** Readers of a letter by what became of them; `open` are still to come. */
export type LetterSums = {
  sent: number;
  bounced: number;
  givenUp: number;
  unsure: number;
  leftOut: number;
  open: number;
};

export type ListedLetter = LetterSums & {
  id: number;
  kind: LetterKind;
  language: Language;
  occasion: string;
  dueAt: Date;
  state: LetterState;
  subject: string;
  trouble: string;
};

/** The letters to come and those that were sent, the latest first; null for somebody who may not see them. */
export async function listLetters(
  actor: Actor,
  { before, limit }: { before?: { dueAt: Date; id: number } | undefined; limit: number },
): Promise<{ letters: ListedLetter[]; next: { dueAt: Date; id: number } | null } | null> {
  if (!may(actor, 'letter.edit')) return null;
  type Row = Omit<ListedLetter, 'kind' | 'language' | 'state'> & { kind: string; language: string; state: string };
  const rows = await database().$queryRaw<Row[]>`
    SELECT l.id, l.kind, l.language, l.occasion, l.due_at AS "dueAt", l.state, l.trouble,
      coalesce(nullif(l.sent_subject, ''), l.subject) AS subject,
      ${sumColumns()}
    FROM letter l LEFT JOIN LATERAL (${sumsOf(sql`l.id`)}) s ON l.state IN ('sending', 'held')
    WHERE ${before ? sql`(l.due_at, l.id) < (${before.dueAt}::timestamptz, ${before.id}::int)` : sql`true`}
    ORDER BY l.due_at DESC, l.id DESC LIMIT ${limit + 1}`;
  const letters = rows.slice(0, limit).flatMap(listed);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { letters, next: last ? { dueAt: last.dueAt, id: last.id } : null };
}

function listed(
  row: { kind: string; language: string; state: string } & Omit<ListedLetter, 'kind' | 'language' | 'state'>,
): ListedLetter[] {
  return isLanguage(row.language) && isLetterKind(row.kind)
    ? [{ ...row, kind: row.kind, language: row.language, state: row.state as LetterState }]
    : [];
}

function sumColumns() {
  return sql`coalesce(s.sent, l.sent) AS sent, coalesce(s.bounced, l.bounced) AS bounced,
    coalesce(s.given_up, l.given_up) AS "givenUp", coalesce(s.unsure, l.unsure) AS unsure,
    coalesce(s.left_out, l.left_out) AS "leftOut", coalesce(s.open, 0) AS open`;
}

/** What became of a letter's readers, and why it rests. */
export async function findSums(letterId: number): Promise<LetterSums & { trouble: string }> {
  const [row] = await database().$queryRaw<(LetterSums & { trouble: string })[]>`
    SELECT l.trouble, ${sumColumns()}
    FROM letter l LEFT JOIN LATERAL (${sumsOf(sql`l.id`)}) s ON l.state IN ('sending', 'held')
    WHERE l.id = ${letterId}`;
  return row ?? { sent: 0, bounced: 0, givenUp: 0, unsure: 0, leftOut: 0, open: 0, trouble: '' };
}

/** How many readers there are of each kind and language. */
export async function countSubscribers(): Promise<Map<string, number>> {
  const rows = await database().$queryRaw<{ name: string; count: number }[]>`
    SELECT s.language || ' ' || n.kind AS name, count(*)::int AS count
    FROM subscription n JOIN subscriber s ON s.id = n.subscriber_id AND s.state = 'confirmed' GROUP BY 1`;
  return new Map(rows.map(({ name, count }) => [name, count]));
}
