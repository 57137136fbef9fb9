import { createHash, randomBytes } from 'node:crypto';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { database, sql } from '#platform/database';

/**
 * A new word by which programs report what became of letters (docs/letters.md); the one before is good no more. Shown
 * once. Refused for somebody who may not, and before anything was saved.
 */
export async function makeReportWord(actor: Actor): Promise<Result<{ word: string }>> {
  if (!may(actor, 'letter.setUp')) return refuse('not-allowed', 'it');
  const word = `lr_${randomBytes(32).toString('base64url')}`;
  const made = await database().$executeRaw`
    WITH made AS (
      UPDATE letter_settings SET report_hash = ${hashOfWord(word)} WHERE id = 1 RETURNING id
    )
    ${recordEvent(actor, 'letter.reportWordMade', sql`SELECT 'letters', NULL, '', '{}' FROM made`)}`;
  return made === 1 ? { ok: true, word } : refuse('not-found', 'settings');
}

function hashOfWord(word: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(word).digest());
}

/** Whether a word is the one that programs report with. */
export async function isReportWord(word: string): Promise<boolean> {
  const known = await database().letterSettings.findUnique({ where: { id: 1 }, select: { reportHash: true } });
  return known?.reportHash != null && Buffer.from(known.reportHash).equals(hashOfWord(word));
}
