import { storableText } from '#i18n/storable';
import type { Report } from '#newsroom/letters/bounces/read-report';
import { recipientOfPath } from '#newsroom/letters/bounces/return-path';
import { suppressIfDead } from '#newsroom/letters/sending/record-outcome';
import { hashOfAddress, parseMailAddress } from '#newsroom/letters/subscribers/mail-address';
import { database } from '#platform/database';

const WORDS_LENGTH = 500;

/**
 * Records what came back. Whose letter it is says the address that it came back to, which only we can have made; with
 * `isTrusted`, of a program that has our word, also the address that it names. Complaints end letters for ever. False
 * where it is of no letter of ours.
 */
export async function recordReport(
  { kind, status, ...said }: Report,
  { isTrusted }: { isTrusted: boolean },
): Promise<boolean> {
  const words = storableText(said.words.slice(0, WORDS_LENGTH));
  const addresses = said.addresses.map(storableText);
  const recipientId = addresses.map(recipientOfPath).find((id) => id !== undefined);
  const named = isTrusted ? addresses.map((one) => parseMailAddress(one.replace(/[<>]/g, ''))?.address ?? '') : [];
  const [found] = await database().$queryRaw<{ id: string; address: string; recipientId: bigint | null }[]>`
    SELECT s.id, s.address, r.id AS "recipientId" FROM subscriber s
    LEFT JOIN letter_recipient r ON r.subscriber_id = s.id AND r.id = ${recipientId ?? null}::bigint
    WHERE r.id IS NOT NULL OR s.address = ANY (${named}::text[])
    ORDER BY r.id IS NULL LIMIT 1`;
  if (!found) return false;
  if (kind === 'complaint') await recordComplaint(found);
  else if (kind === 'bounce') {
    if (found.recipientId !== null) await recordBounce(found.recipientId, { status, words });
    await suppressIfDead(found.id, found.address, status);
  }
  return true;
}

/** A letter that was taken and has come back counts as refused, in the sums of the letter too. */
async function recordBounce(recipientId: bigint, { status, words }: Pick<Report, 'status' | 'words'>): Promise<void> {
  await database().$executeRaw`
    WITH bounced AS (
      UPDATE letter_recipient r SET state = 'bounced', status = ${status}, answer = ${words}
      FROM (SELECT id, state FROM letter_recipient WHERE id = ${recipientId} FOR UPDATE) was
      WHERE r.id = was.id AND was.state IN ('sent', 'unsure')
      RETURNING r.letter_id, was.state
    )
    UPDATE letter l SET bounced = bounced + 1, sent = sent - (b.state = 'sent')::int, unsure = unsure - (b.state = 'unsure')::int
    FROM bounced b WHERE l.id = b.letter_id AND l.state IN ('sent', 'cancelled')`;
}

async function recordComplaint({ id, address }: { id: string; address: string }): Promise<void> {
  await database().$executeRaw`
    WITH ended AS (
      UPDATE subscriber SET state = 'suppressed', left_at = now(), notice = NULL WHERE id = ${id}::uuid
      RETURNING id, language
    ), unsubscribed AS (
      DELETE FROM subscription WHERE subscriber_id IN (SELECT id FROM ended)
    ), noted AS (
      INSERT INTO consent (subscriber_id, act, language) SELECT id, 'complained', language FROM ended
    )
    INSERT INTO suppressed_address (hash, reason) SELECT ${hashOfAddress(address)}, 'complained' FROM ended
    ON CONFLICT (hash) DO UPDATE SET reason = 'complained', at = now()`;
}
