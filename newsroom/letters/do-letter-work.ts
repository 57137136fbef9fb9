import { readReports } from '#newsroom/letters/bounces/read-reports';
import type { LetterWork } from '#newsroom/letters/has-letter-work';
import { sendLetters } from '#newsroom/letters/sending/send-letters';
import { sendNotices } from '#newsroom/letters/sending/send-notices';

/** Sends all letters or all that asks to confirm, or reads what has come back. */
export function doLetterWork(work: LetterWork, { signal }: { signal: AbortSignal }): Promise<void> {
  if (work === 'reports') return readReports();
  return work === 'notices' ? sendNotices({ signal }) : sendLetters({ signal });
}
