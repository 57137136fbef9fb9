import { readReports } from '#newsroom/letters/bounces/read-reports';
import type { LetterWork } from '#newsroom/letters/has-letter-work';
import { sendLetters } from '#newsroom/letters/sending/send-letters';
import { sendNotices } from '#newsroom/letters/sending/send-notices';

/** Sends all that is due; letters after what has come back of earlier ones. */
export async function doLetterWork(work: LetterWork, { signal }: { signal: AbortSignal }): Promise<void> {
  if (work === 'notices') return sendNotices({ signal });
  await readReports();
  await sendLetters({ signal });
}
