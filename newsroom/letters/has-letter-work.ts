import { planLetters } from '#newsroom/letters/plan-letters';
import { hasDueNotice } from '#newsroom/letters/sending/due-notice';
import { endMissedLetters } from '#newsroom/letters/sending/end-missed-letters';
import { hasDueLetter } from '#newsroom/letters/sending/lease';
import { findSending, listPlans } from '#newsroom/letters/settings/find-letter-settings';
import { database } from '#platform/database';

/**
 * What there is to do, each by a process of its own: whoever waits to confirm does not wait for a letter to thousands,
 * and an alert not for a mailbox to be read.
 */
export const LETTER_WORK = ['letters', 'notices', 'reports'] as const;
export type LetterWork = (typeof LETTER_WORK)[number];

/** Whether something is to be sent or read; makes the letters that there are to be. */
export async function hasLetterWork(work: LetterWork): Promise<boolean> {
  if (work === 'reports') return isMailboxDue();
  const isDue = work === 'notices' ? await hasDueNotice() : await hasDueLetters();
  return isDue && (await findSending()) !== undefined;
}

async function hasDueLetters(): Promise<boolean> {
  const plans = await listPlans();
  if (plans.length > 0) await planLetters(plans);
  // Where none is wanted any more, what was begun goes on, and ends.
  await endMissedLetters();
  return hasDueLetter();
}

async function isMailboxDue(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ is: boolean }[]>`
    SELECT EXISTS (SELECT FROM letter_settings WHERE is_on AND mailbox IS NOT NULL AND mailbox_due_at <= now()) AS is`;
  return row?.is ?? false;
}
