import { randomUUID } from 'node:crypto';
import type { Language } from '#i18n/languages';
import type { LetterKind } from '#newsroom/letters/kinds';
import { listLetterKinds } from '#newsroom/letters/settings/find-letter-settings';
import { isDisposable } from '#newsroom/letters/subscribers/disposable-domains';
import { hashOfAddress, parseMailAddress } from '#newsroom/letters/subscribers/mail-address';
import { database } from '#platform/database';
import { addressBlockOf } from '#platform/ip-address';
import { countAttempt } from '#platform/rate-limits';

export type Asked = {
  address: string;
  kinds: readonly LetterKind[];
  language: Language;
  /** What was read beside the button. */
  words: string;
  /** The address of the page. */
  place: string;
  /** From which IP address it comes. */
  from: string;
};

/** Why a form is shown again. */
export type SubscribeTrouble = 'address' | 'disposable' | 'kinds' | 'too-many';

/**
 * Asks for letters. Whatever is known of the address, the answer is the same: a letter to it says how to confirm, or
 * how to change what there is already. None is sent to an address that has complained or does not exist, to one that
 * was asked three times within a day, and to nobody beyond what a network and a day may ask for.
 */
export async function subscribe({
  kinds,
  language,
  words,
  place,
  from,
  ...asked
}: Asked): Promise<{ ok: true } | { ok: false; why: SubscribeTrouble }> {
  const parsed = parseMailAddress(asked.address);
  if (!parsed) return { ok: false, why: 'address' };
  const offered = await listLetterKinds(language);
  const wanted = offered.filter((kind) => kinds.includes(kind));
  if (wanted.length === 0) return { ok: false, why: 'kinds' };
  if (await isDisposable(parsed.domain)) return { ok: false, why: 'disposable' };
  const network = addressBlockOf(from);
  if (!(await countAttempt('subscribe-network', { token: network })).ok) return { ok: false, why: 'too-many' };
  const { address, domain } = parsed;
  const hash = hashOfAddress(address);
  // Neither is told: they say something of the address, or of how much others ask.
  const isTold =
    (await countAttempt('subscribe-address', { token: Buffer.from(hash).toString('base64url') })).ok &&
    (await countAttempt('subscribe-day', { token: 'all' })).ok;
  if (!isTold) return { ok: true };
  await database().$executeRaw`
    WITH asked AS (
      INSERT INTO subscriber AS s (id, address, domain, language, state, asked_kinds, notice, notice_due_at)
      SELECT ${randomUUID()}::uuid, ${address}, ${domain}, ${language}, 'pending', ${wanted}::text[], 'confirm', now()
      WHERE NOT EXISTS (
        SELECT FROM suppressed_address WHERE hash = ${hash} AND reason IN ('complained', 'bounced', 'blocked')
      )
      ON CONFLICT (address) DO UPDATE SET asked_kinds = excluded.asked_kinds, asked_at = now(), notice_tries = 0,
        left_at = CASE WHEN s.state = 'left' THEN NULL ELSE s.left_at END,
        state = CASE WHEN s.state = 'left' THEN 'pending' ELSE s.state END,
        language = CASE WHEN s.state = 'confirmed' THEN s.language ELSE excluded.language END,
        notice = CASE WHEN s.state = 'confirmed' THEN 'known' ELSE 'confirm' END, notice_due_at = now()
        WHERE s.state <> 'suppressed'
      RETURNING id
    )
    INSERT INTO consent (subscriber_id, act, kinds, language, words, place, network)
    SELECT id, 'asked', ${wanted}::text[], ${language}, ${words}, ${place}, ${network} FROM asked`;
  return { ok: true };
}
