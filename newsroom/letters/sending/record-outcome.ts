import { storableText } from '#i18n/storable';
import type { HeldLetter, Outgoing } from '#newsroom/letters/sending/lease';
import { hashOfAddress } from '#newsroom/letters/subscribers/mail-address';
import { database, sql } from '#platform/database';
import type { MailOutcome } from '#platform/mail-server';

/** How long to wait after a try that a server has put off, minutes; after the last nobody tries any more. */
const WAITS = [1, 5, 30, 120, 360];
/** A letter of which nobody knows whether it arrived is sent once more, and that is all. */
const UNSURE_TRIES = 2;
/** A domain that puts us off is left alone for so many seconds at first, twice as long each time, up to a longest. */
const RESTS = {
  /** One mailbox is full or slow: that says nothing of the others. */
  mailbox: { first: 0, longest: 0 },
  /** It takes letters of nobody now. Asked more often, it would cost each of its readers a try. */
  server: { first: 60, longest: 1_800 },
  unknown: { first: 5, longest: 60 },
} as const;
/** Whom a letter could not be sent to through no fault of theirs gets it after so many minutes: others go first. */
const BACK_MINUTES = 6;
/** What RFC 3463 calls a connection that was lost. It says nothing of the address. */
const LOST_CONNECTION = '4.4.2';

const ANSWER_LENGTH = 500;

/** What a status of RFC 3463 says of an address: there is none, or it takes no letters any more. */
function isDeadAddress(status: string): boolean {
  return /^5\.1\.(0|1|2|3|6|10)$|^5\.2\.1$/.test(status);
}

/** Whose trouble a server puts us off for, as far as it says so (RFC 3463). */
function troubleOf(answer: string, status: string): keyof typeof RESTS {
  if (answer.startsWith('421') || /^4\.[34]\./.test(status)) return 'server';
  return /^4\.[12]\./.test(status) ? 'mailbox' : 'unknown';
}

/**
 * Records what came of a letter to one reader, unless somebody else has taken it over meanwhile. An address that there
 * is not gets no letters any more; one that refused two letters within two weeks, or put off three, neither.
 */
export async function recordOutcome(letter: HeldLetter, sent: Outgoing, outcome: MailOutcome): Promise<void> {
  const answer = storableText(outcome.answer.slice(0, ANSWER_LENGTH));
  const isOurs = sql`id = ${sent.id} AND state = 'sending' AND tries = ${sent.tries}`;
  switch (outcome.kind) {
    case 'sent':
      await database().$executeRaw`
        WITH calm AS (
          UPDATE mail_domain SET failures = 0 WHERE domain = ${sent.domain} AND failures > 0
        ), well AS (
          UPDATE letter SET failures = 0, trouble = '' WHERE id = ${letter.id} AND failures > 0
        )
        UPDATE letter_recipient SET state = 'sent', answer = ${answer}, status = '' WHERE ${isOurs}`;
      return;
    case 'refused':
      await database().$executeRaw`
        UPDATE letter_recipient SET state = 'bounced', answer = ${answer}, status = ${outcome.status} WHERE ${isOurs}`;
      await suppressIfDead(sent.subscriberId, sent.address, outcome.status);
      return;
    case 'later': {
      const wait = WAITS[sent.tries - 1];
      const { first, longest } = RESTS[troubleOf(outcome.answer, outcome.status)];
      await database().$executeRaw`
        WITH rests AS (
          UPDATE mail_domain SET failures = failures + 1, free_at = greatest(
            free_at, now() + make_interval(secs => least(${first}::int * 2 ^ least(failures, 10), ${longest}::int))
          )
          WHERE domain = ${sent.domain} AND ${longest}::int > 0
        )
        UPDATE letter_recipient SET answer = ${answer}, status = ${outcome.status},
          state = ${wait === undefined ? 'given_up' : 'failed'},
          next_try_at = now() + make_interval(mins => ${wait ?? 0}::int)
        WHERE ${isOurs}`;
      if (wait === undefined) await suppressIfDead(sent.subscriberId, sent.address, outcome.status);
      return;
    }
    case 'dropped': {
      // Perhaps it is this reader's doing, perhaps the server's: the reader waits, and so does the letter.
      const wait = WAITS[sent.tries - 1];
      await database().$executeRaw`
        WITH rests AS (
          UPDATE letter SET failures = failures + 1, trouble = ${answer}
          WHERE id = ${letter.id} AND lease = ${letter.holder}
        )
        UPDATE letter_recipient SET answer = ${answer}, status = ${LOST_CONNECTION},
          state = ${wait === undefined ? 'given_up' : 'failed'},
          next_try_at = now() + make_interval(mins => ${wait ?? 0}::int)
        WHERE ${isOurs}`;
      return;
    }
    case 'unsure':
      await database().$executeRaw`
        UPDATE letter_recipient SET answer = ${answer}, unsure_tries = unsure_tries + 1,
          state = CASE WHEN unsure_tries + 1 >= ${UNSURE_TRIES} THEN 'unsure' ELSE 'failed' END,
          next_try_at = now() + interval '1 minute'
        WHERE ${isOurs}`;
      return;
    case 'unreachable':
      // It says nothing of the reader, who has not been tried.
      await database().$executeRaw`
        WITH back AS (
          UPDATE letter_recipient SET state = 'failed', tries = tries - 1,
            next_try_at = now() + make_interval(mins => ${BACK_MINUTES}::int)
          WHERE ${isOurs}
        )
        UPDATE letter SET failures = failures + 1, trouble = ${answer} WHERE id = ${letter.id} AND lease = ${letter.holder}`;
  }
}

/** Within so many days refusals of one address are counted. */
const COUNTED_DAYS = 14;

/**
 * Ends letters to an address that is dead: at once where there is none, after the second refusal of another kind, after
 * three letters that were put off until nobody tried any more.
 */
export async function suppressIfDead(subscriberId: string, address: string, status: string): Promise<void> {
  const isDead = isDeadAddress(status);
  await database().$executeRaw`
    WITH counted AS (
      SELECT count(*) FILTER (WHERE state = 'bounced') AS refused,
        -- Not where a server was in trouble, ours or theirs: that says nothing of the address.
        count(*) FILTER (
          WHERE state = 'given_up' AND status <> '' AND status !~ '^4[.][34][.]' AND answer NOT LIKE '421%'
        ) AS put_off
      FROM letter_recipient
      WHERE subscriber_id = ${subscriberId}::uuid AND tried_at > now() - make_interval(days => ${COUNTED_DAYS}::int)
    ), dead AS (
      UPDATE subscriber SET state = 'suppressed', left_at = now(), notice = NULL
      WHERE id = ${subscriberId}::uuid AND state IN ('pending', 'confirmed')
        AND (${isDead} OR EXISTS (SELECT FROM counted WHERE refused >= 2 OR put_off >= 3))
      RETURNING id
    ), unsubscribed AS (
      DELETE FROM subscription WHERE subscriber_id IN (SELECT id FROM dead)
    )
    INSERT INTO suppressed_address (hash, reason)
    SELECT ${hashOfAddress(address)}, 'bounced' FROM dead ON CONFLICT (hash) DO NOTHING`;
}
