import { frontAddress, letterConfirmAddress, letterManageAddress } from '#i18n/addresses';
import { isLanguage, type Language } from '#i18n/languages';
import { letterWords } from '#i18n/letter-words';
import { isLetterKind } from '#newsroom/letters/kinds';
import { type Notice, renderNotice } from '#newsroom/letters/rendering/render-letter';
import { DUE_NOTICE } from '#newsroom/letters/sending/due-notice';
import { domainOf } from '#newsroom/letters/sending/own-message';
import { findSending, findSite, type Sending } from '#newsroom/letters/settings/find-letter-settings';
import { confirmToken, manageToken } from '#newsroom/letters/subscribers/subscriber-token';
import { now } from '#platform/clock';
import { database } from '#platform/database';
import { log } from '#platform/log';
import { buildMessage } from '#platform/mail-message';
import { openMailServer } from '#platform/mail-server';

/** A letter that was being sent when its process was killed is sent again after so many seconds. */
const CLAIM_SECONDS = 120;
/** Waits after a try that was put off, minutes; then whoever asked may ask again. */
const WAITS = [1, 5, 30, 120];
/** While the mail server cannot be reached it is asked again after so many minutes, which counts as no try. */
const AWAY_MINUTES = 1;

type Due = {
  id: string;
  address: string;
  language: Language;
  notice: 'confirm' | 'known';
  askedAt: Date;
  askedKinds: string[];
  tries: number;
};

/** Sends the letters that ask for a confirmation, or say that there is a subscription already. */
export async function sendNotices({ signal }: { signal: AbortSignal }): Promise<void> {
  const sending = await findSending();
  if (!sending) return;
  const server = openMailServer(sending.server.url, sending.server);
  try {
    for (let due = await takeNotice(); due && !signal.aborted; due = await takeNotice()) {
      const notice = await noticeOf(due, sending);
      const outcome = await server.send({ from: sending.senderAddress, to: due.address }, notice);
      if (outcome.kind === 'unreachable') await putBack(due);
      else if (outcome.kind === 'later' || outcome.kind === 'dropped') await putOff(due);
      else await endNotice(due);
      if (outcome.kind !== 'sent') log().warn({ why: outcome.kind }, 'a letter about a subscription could not be sent');
      if (outcome.kind === 'unreachable' || outcome.kind === 'dropped') return;
    }
  } finally {
    server.close();
  }
}

async function takeNotice(): Promise<Due | null> {
  const [taken] = await database().$queryRaw<(Omit<Due, 'language'> & { language: string })[]>`
    UPDATE subscriber SET notice_due_at = now() + make_interval(secs => ${CLAIM_SECONDS}::int), notice_tries = notice_tries + 1
    WHERE id = (
      SELECT id FROM subscriber WHERE ${DUE_NOTICE}
      ORDER BY notice_due_at LIMIT 1 FOR UPDATE SKIP LOCKED
    )
    RETURNING id, address, language, notice, asked_at AS "askedAt", asked_kinds AS "askedKinds", notice_tries AS tries`;
  return taken && isLanguage(taken.language) ? { ...taken, language: taken.language } : null;
}

async function endNotice({ id, askedAt }: Pick<Due, 'id' | 'askedAt'>): Promise<void> {
  await database().$executeRaw`
    UPDATE subscriber SET notice = NULL WHERE id = ${id}::uuid AND asked_at = ${askedAt}::timestamptz`;
}

async function putOff({ id, askedAt, tries }: Due): Promise<void> {
  const wait = WAITS[tries - 1];
  if (wait === undefined) return endNotice({ id, askedAt });
  await database().$executeRaw`
    UPDATE subscriber SET notice_due_at = now() + make_interval(mins => ${wait}::int)
    WHERE id = ${id}::uuid AND asked_at = ${askedAt}::timestamptz`;
}

/** It was not tried. */
async function putBack({ id, askedAt, tries }: Due): Promise<void> {
  await database().$executeRaw`
    UPDATE subscriber SET notice_tries = ${tries - 1}, notice_due_at = now() + make_interval(mins => ${AWAY_MINUTES}::int)
    WHERE id = ${id}::uuid AND asked_at = ${askedAt}::timestamptz`;
}

async function noticeOf(due: Due, sending: Sending): Promise<Buffer> {
  const { language, id, address, askedKinds, askedAt } = due;
  const [words, site] = await Promise.all([letterWords(language), findSite(language)]);
  const kinds = new Intl.ListFormat(language).format(
    askedKinds.filter(isLetterKind).map((kind) => words(`letters.kinds.${kind}`)),
  );
  const said = { name: site.name, kinds };
  const known = due.notice === 'known';
  const path = known
    ? letterManageAddress(language, manageToken(id))
    : letterConfirmAddress(language, confirmToken(id, askedAt));
  const notice: Notice = {
    language,
    subject: words(known ? 'letterMail.knownSubject' : 'letterMail.confirmSubject', said),
    before: words(known ? 'letterMail.knownText' : 'letterMail.confirmText', said),
    button: words(known ? 'letterMail.knownButton' : 'letterMail.confirmButton'),
    after: words(known ? 'letterMail.knownIgnore' : 'letterMail.confirmIgnore'),
    url: site.url + path,
    site: { ...site, url: site.url + frontAddress(language) },
    postalAddress: sending.postalAddress,
  };
  const rendered = await renderNotice(notice);
  return buildMessage(
    {
      ...rendered,
      from: { name: site.name, address: sending.senderAddress },
      to: address,
      replyTo: sending.replyTo || undefined,
      date: now(),
      messageId: `notice-${id}-${askedAt.getTime()}@${domainOf(sending.senderAddress)}`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    },
    sending.key,
  );
}
