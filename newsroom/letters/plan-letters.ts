import { moveLetters } from '#newsroom/letters/move-letters';
import { nextOccasion } from '#newsroom/letters/occasion';
import type { LetterPlan } from '#newsroom/letters/settings/letter-settings';
import { now } from '#platform/clock';
import { database } from '#platform/database';

/** A letter of today is one of its kind though the hour for it has been set to an earlier one, milliseconds. */
const DAY_MS = 86_400_000;
/** So far the clocks of machines may differ without one taking the letter of another for one of no occasion, ms. */
const CLOCKS_MS = 600_000;

/**
 * Makes the next letter of every kind and language that there is to be one of, once however many processes do so, and
 * moves it where its time or day was changed. Returns how many were made or moved.
 */
export async function planLetters(plans: readonly LetterPlan[], at = now()): Promise<number> {
  const site = await database().siteSettings.findUnique({ where: { id: 1 }, select: { timeZone: true } });
  const due = plans.flatMap((plan) => {
    const from = (offset: number) => nextOccasion(plan, new Date(at.getTime() + offset), site?.timeZone ?? 'UTC');
    const next = from(0);
    if (!next) return [];
    const fitting = [from(-DAY_MS), next, from(CLOCKS_MS)].flatMap((occasion) => occasion?.day ?? []);
    return [{ kind: plan.kind, language: plan.language, occasion: next.day, due_at: next.dueAt, fitting }];
  });
  await moveLetters(due, at);
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
