import { endMissedLetters, planLetters } from '#newsroom/letters/plan-letters';
import { hasDueLetter } from '#newsroom/letters/sending/lease';
import { findSending, listPlans } from '#newsroom/letters/settings/find-letter-settings';
import { database } from '#platform/database';

/** What there is to do, each by a process of its own: whoever waits to confirm does not wait for a letter to thousands. */
export const LETTER_WORK = ['letters', 'notices'] as const;
export type LetterWork = (typeof LETTER_WORK)[number];

/** Whether something is to be sent or read; makes the letters that there are to be. */
export async function hasLetterWork(work: LetterWork): Promise<boolean> {
  const isDue = work === 'notices' ? await hasDueNotice() : await hasDueLetters();
  return isDue && (await findSending()) !== undefined;
}

async function hasDueLetters(): Promise<boolean> {
  const plans = await listPlans();
  // They are off, or none is wanted.
  if (plans.length === 0) return false;
  await planLetters(plans);
  await endMissedLetters();
  return (await hasDueLetter()) || (await isMailboxDue());
}

async function hasDueNotice(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ is: boolean }[]>`
    SELECT EXISTS (SELECT FROM subscriber WHERE notice IS NOT NULL AND notice_due_at <= now())
      AND EXISTS (SELECT FROM letter_settings WHERE is_on) AS is`;
  return row?.is ?? false;
}

async function isMailboxDue(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ is: boolean }[]>`
    SELECT EXISTS (SELECT FROM letter_settings WHERE is_on AND mailbox IS NOT NULL AND mailbox_due_at <= now()) AS is`;
  return row?.is ?? false;
}
