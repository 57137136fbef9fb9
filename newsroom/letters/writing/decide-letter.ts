import { recordEvent } from '#newsroom/audit/record-event';
import { keepSumsOfCancelled } from '#newsroom/letters/keep-sums';
import { nameLetter } from '#newsroom/letters/writing/save-letter';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, type Sql, sql } from '#platform/database';

/** What somebody decides about a letter. */
export const DECISIONS = ['approve', 'sendNow', 'hold', 'resume', 'cancel'] as const;
export type Decision = (typeof DECISIONS)[number];

/** From which states, to which, and what is written of it. One that was begun goes on where it was stopped. */
const STEPS = {
  approve: {
    from: sql`state IN ('draft', 'held') AND started_at IS NULL`,
    to: sql`state = 'ready', due_at = greatest(due_at, now())`,
    event: 'letter.approved',
  },
  sendNow: {
    from: sql`state IN ('draft', 'ready', 'held') AND started_at IS NULL`,
    to: sql`state = 'ready', due_at = now()`,
    event: 'letter.sentNow',
  },
  hold: { from: sql`state IN ('draft', 'ready', 'sending')`, to: sql`state = 'held'`, event: 'letter.held' },
  resume: {
    from: sql`state = 'held'`,
    to: sql`state = CASE WHEN started_at IS NULL THEN 'draft' ELSE 'sending' END, trouble = '', leased_until = now(),
      due_at = greatest(due_at, now())`,
    event: 'letter.resumed',
  },
  cancel: {
    from: sql`state IN ('draft', 'ready', 'held', 'sending')`,
    to: sql`state = 'cancelled', ended_at = now()`,
    event: 'letter.cancelled',
  },
} as const satisfies Record<Decision, { from: Sql; to: Sql; event: string }>;

/**
 * Approves a letter, sends it at once, stops it for now or for good, or lets it go on, if nobody has changed it since
 * the version `seen`. Who is being sent it at that moment still gets it. Refused for somebody who may not, and where its
 * state is another.
 */
export async function decideLetter(
  actor: Actor,
  id: number,
  { seen, decision }: { seen: number; decision: Decision },
): Promise<Result> {
  if (!may(actor, 'letter.send')) return refuse('not-allowed', 'it');
  const { from, to, event } = STEPS[decision];
  const decided = await database().$executeRaw`
    WITH decided AS (
      UPDATE letter SET ${to}, version = version + 1, changed_by_id = ${actor.id}
      WHERE id = ${id} AND version = ${seen} AND ${from} RETURNING id, kind, language, occasion
    ), left_out AS (
      UPDATE letter_recipient SET state = 'left_out'
      WHERE letter_id IN (SELECT id FROM decided) AND ${decision === 'cancel'} AND state IN ('waiting', 'failed')
    )
    ${recordEvent(actor, event, nameLetter(sql`decided`))}`;
  if (decided === 1) {
    if (decision === 'cancel') await keepSumsOfCancelled(id);
    return { ok: true };
  }
  const letter = await database().letter.findUnique({ where: { id }, select: { version: true } });
  if (!letter) return refuse('not-found', 'letter');
  return letter.version === seen ? refuse('wrong-state', 'letter') : refuse('conflict', 'it');
}

/**
 * Sends a letter about one story to all who want alerts in its language, at once, and once however often this is
 * called. Refused for somebody who may not, for a story that is not published, where alerts are off in its language, and
 * where there was one already.
 */
export async function sendBreakingLetter(actor: Actor, articleId: number): Promise<Result<{ letterId: number }>> {
  if (!may(actor, 'letter.send')) return refuse('not-allowed', 'it');
  const [made] = await database().$queryRaw<{ id: number }[]>`
    WITH made AS (
      INSERT INTO letter (kind, language, occasion, article_id, due_at, state, changed_by_id)
      SELECT 'breaking', a.language, a.id::text, a.id, now(), 'ready', ${actor.id} FROM article a
      WHERE a.id = ${articleId} AND a.state = 'published'
        AND EXISTS (SELECT FROM letter_plan p WHERE p.kind = 'breaking' AND p.language = a.language AND p.is_on)
        AND EXISTS (SELECT FROM letter_settings WHERE is_on)
      ON CONFLICT (kind, language, occasion) DO NOTHING
      RETURNING id, kind, language, occasion
    ), event AS (
      ${recordEvent(actor, 'letter.alertSent', nameLetter(sql`made`))}
    )
    SELECT id FROM made`;
  if (made) return { ok: true, letterId: made.id };
  const [known] = await database().$queryRaw<{ state: string }[]>`SELECT state FROM article WHERE id = ${articleId}`;
  if (known?.state !== 'published') return refuse('not-found', 'article');
  const sent = await database().letter.findFirst({ where: { kind: 'breaking', articleId }, select: { id: true } });
  return sent ? refuse('wrong-state', 'letter') : refuse('not-found', 'letter');
}
