import { nextOccasion } from '#newsroom/letters/occasion';
import type { LetterPlan } from '#newsroom/letters/settings/letter-settings';
import { now } from '#platform/clock';
import { database } from '#platform/database';

/**
 * Makes the next letter of every kind and language that there is to be one of, once however many processes do so, and
 * moves it where its time was changed. Returns how many were made or moved.
 */
export async function planLetters(plans: readonly LetterPlan[], at = now()): Promise<number> {
  const site = await database().siteSettings.findUnique({ where: { id: 1 }, select: { timeZone: true } });
  const due = plans.flatMap((plan) => {
    const next = nextOccasion(plan, at, site?.timeZone ?? 'UTC');
    return next ? [{ kind: plan.kind, language: plan.language, occasion: next.day, due_at: next.dueAt }] : [];
  });
  return database().$executeRaw`
    INSERT INTO letter AS l (kind, language, occasion, due_at)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(due)}::jsonb)
      AS g (kind text, language text, occasion text, due_at timestamptz)
    -- What is there already takes no lock: this is asked every few seconds.
    WHERE NOT EXISTS (
      SELECT FROM letter k WHERE (k.kind, k.language, k.occasion) = (g.kind, g.language, g.occasion) AND k.due_at = g.due_at
    )
    ON CONFLICT (kind, language, occasion) DO UPDATE SET due_at = excluded.due_at
      WHERE l.state IN ('draft', 'ready', 'held') AND l.started_at IS NULL AND l.due_at > now()`;
}
