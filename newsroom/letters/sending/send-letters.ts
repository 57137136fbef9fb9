import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { storableText } from '#i18n/storable';
import {
  findRest,
  finishLetter,
  type HeldLetter,
  hasDueAlert,
  LEASE_SECONDS,
  releaseLetter,
  renewLetter,
  takeLetter,
  takeRecipient,
} from '#newsroom/letters/sending/lease';
import { type Edition, ownMessage } from '#newsroom/letters/sending/own-message';
import { recordOutcome } from '#newsroom/letters/sending/record-outcome';
import { startLetter } from '#newsroom/letters/sending/start-letter';
import { findSending, findSite, type Sending } from '#newsroom/letters/settings/find-letter-settings';
import { database } from '#platform/database';
import { databaseTrouble } from '#platform/database-trouble';
import { log } from '#platform/log';
import { type MailServer, openMailServer } from '#platform/mail-server';

/** Whoever is due within so many seconds is waited for; for later ones the process is started again. */
const WAITED_FOR = 20;
/** A letter to thousands makes way for an alert within so many milliseconds. */
const ALERT_MS = 5_000;
/** After a failure of the mail server a letter rests for so many seconds, more each time. */
const REST = 5;
const LONGEST_REST = 300;
/** A letter stops where more are refused than taken, once so many were: then it is the letter, or we. */
const REFUSALS = 20;

type Options = {
  signal: AbortSignal;
  /** For tests, which do not wait two minutes for somebody who is gone. */
  leaseSeconds?: number;
};

/**
 * Sends what is due, one letter after the other, one reader after the other: who was killed in between has sent to one
 * reader of whom nobody knows it. Rejects when the database does.
 */
export async function sendLetters({ signal, leaseSeconds = LEASE_SECONDS }: Options): Promise<void> {
  const sending = await findSending();
  if (!sending) return;
  const server = openMailServer(sending.server.url, sending.server);
  try {
    while (!signal.aborted) {
      const letter = await takeLetter(randomUUID(), leaseSeconds);
      if (!letter) return;
      await sendOrHold(letter, { sending, server, signal, leaseSeconds });
    }
  } finally {
    server.close();
  }
}

type Work = { sending: Sending; server: MailServer; signal: AbortSignal; leaseSeconds: number };

/** Sends a letter as far as it goes now. One that cannot be made waits for somebody, and stops no other. */
async function sendOrHold(letter: HeldLetter, work: Work): Promise<void> {
  try {
    const isStarted = letter.state === 'sending' || (await startLetter(letter));
    // Where it could not be started it is looked at again, in a moment.
    await releaseLetter(letter, isStarted ? await sendOut(letter, work) : 1);
  } catch (error) {
    if (databaseTrouble(error)) throw error;
    log().warn({ err: error, letter: letter.id }, 'a letter could not be made, and is on hold');
    await holdLetter(letter, (error as Error).message);
  }
}

/** How much of an error is kept to be shown. */
const TROUBLE_LENGTH = 300;

async function holdLetter({ id, holder }: HeldLetter, why: string): Promise<void> {
  const trouble = storableText(why.slice(0, TROUBLE_LENGTH));
  await database().$executeRaw`
    UPDATE letter SET state = 'held', lease = NULL, trouble = ${trouble}
    WHERE id = ${id} AND lease = ${holder} AND state IN ('draft', 'ready', 'sending')`;
}

/** Sends a letter to all who are due, and says for how many seconds it is to rest. */
async function sendOut(letter: HeldLetter, { sending, server, signal, leaseSeconds }: Work): Promise<number> {
  const edition = await findEdition(letter);
  let renewedAt = performance.now();
  let askedAt = renewedAt;
  while (!signal.aborted) {
    if (letter.kind !== 'breaking' && performance.now() - askedAt > ALERT_MS) {
      if (await hasDueAlert()) return 0;
      askedAt = performance.now();
    }
    if (performance.now() - renewedAt > leaseSeconds * 250) {
      if (!(await renewLetter(letter, leaseSeconds))) return 0;
      renewedAt = performance.now();
    }
    const reader = await takeRecipient(letter, { perMinute: sending.perMinute, seconds: leaseSeconds });
    if (reader === 'left-out') continue;
    if (reader === null) {
      const { open, waitSeconds, isOurs } = await findRest(letter);
      if (open === 0) {
        await finishLetter(letter);
        return 0;
      }
      if (waitSeconds > WAITED_FOR || !isOurs) return waitSeconds;
      await sleep(Math.min(Math.max(waitSeconds * 1_000, 2), 1_000), undefined, { signal }).catch(() => {});
      continue;
    }
    const { envelope, message } = await ownMessage(edition, reader, sending);
    const outcome = await server.send(envelope, message);
    await recordOutcome(letter, reader, outcome);
    if (outcome.kind === 'unreachable' || outcome.kind === 'dropped') return restAfter(letter.id);
    if (outcome.kind === 'refused' && (await holdIfRefused(letter))) return 0;
  }
  return 0;
}

async function findEdition({ id, kind, language }: HeldLetter): Promise<Edition> {
  const [row, plan, site] = await Promise.all([
    database().letter.findUniqueOrThrow({ where: { id }, select: { sentSubject: true, html: true, text: true } }),
    database().letterPlan.findUnique({ where: { language_kind: { language, kind } }, select: { senderName: true } }),
    findSite(language),
  ]);
  const { sentSubject: subject, html, text } = row;
  return { id, kind, language, senderName: plan?.senderName || site.name, subject, html, text };
}

async function restAfter(letterId: number): Promise<number> {
  const row = await database().letter.findUnique({ where: { id: letterId }, select: { failures: true } });
  return Math.min(REST * (row?.failures ?? 1), LONGEST_REST);
}

/** Stops a letter that most refuse, before it has lost all its readers. */
async function holdIfRefused({ id, holder }: HeldLetter): Promise<boolean> {
  const held = await database().$executeRaw`
    UPDATE letter SET state = 'held', lease = NULL, trouble = 'refused'
    WHERE id = ${id} AND lease = ${holder} AND state = 'sending' AND (
      SELECT count(*) FILTER (WHERE state = 'bounced') >= ${REFUSALS}
        AND count(*) FILTER (WHERE state = 'bounced') > count(*) FILTER (WHERE state = 'sent')
      FROM letter_recipient WHERE letter_id = ${id}
    )`;
  return held === 1;
}
