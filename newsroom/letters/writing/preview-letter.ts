import { lettersAddress } from '#i18n/addresses';
import { type RenderedLetter, withOwnAddresses } from '#newsroom/letters/rendering/letter-content';
import { domainOf } from '#newsroom/letters/sending/own-message';
import { findSending, findSite } from '#newsroom/letters/settings/find-letter-settings';
import { findLetter } from '#newsroom/letters/writing/find-letter';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { askInBackground } from '#platform/background-process';
import { now } from '#platform/clock';
import { database } from '#platform/database';
import { publicUrl } from '#platform/env';
import { buildMessage } from '#platform/mail-message';
import { openMailServer } from '#platform/mail-server';

/**
 * A letter as its readers get it, or got it, with links that lead to the form in place of their own; null where there is
 * none, and for somebody who may not see it. It is drawn by a process of its own, within a second or so.
 */
export async function previewLetter(actor: Actor, id: number): Promise<RenderedLetter | null> {
  const letter = may(actor, 'letter.edit') ? await findLetter(id) : null;
  if (!letter) return null;
  const drawn = letter.startedAt ? await findSent(id) : await drawApart(id);
  const form = publicUrl() + lettersAddress(letter.language);
  return drawn && withOwnAddresses(drawn, { manage: form, leave: form });
}

async function findSent(id: number): Promise<RenderedLetter | null> {
  const row = await database().letter.findUnique({
    where: { id },
    select: { sentSubject: true, html: true, text: true },
  });
  return row && { subject: row.sentSubject, html: row.html, text: row.text };
}

async function drawApart(id: number): Promise<RenderedLetter | null> {
  return (await askInBackground('render-letter', [String(id)])) as RenderedLetter | null;
}

/** What came of a test: to whom it went, and what the mail server said. */
export type TestOutcome = { address: string; isSent: boolean; answer: string };

/**
 * Sends a letter to whoever asks, as it would go to readers now; without one, a line that says that the settings work.
 * Refused for somebody who may not, before there are a sender and a mail server, and where there is no such letter.
 */
export async function sendTestLetter(
  actor: Actor,
  id: number | null,
  words: { subject: string; text: string },
): Promise<Result<TestOutcome>> {
  if (!may(actor, id === null ? 'letter.setUp' : 'letter.edit')) return refuse('not-allowed', 'it');
  const [sending, member] = await Promise.all([
    findSending({ evenOff: true }),
    database().staff.findUnique({ where: { id: actor.id }, select: { email: true } }),
  ]);
  if (!sending) return refuse('missing', 'mailServer');
  const letter = id === null ? null : await previewLetter(actor, id);
  if (!member || (id !== null && !letter)) return refuse('not-found', 'letter');
  const { name } = await findSite(actor.language);
  const message = await buildMessage(
    {
      from: { name, address: sending.senderAddress },
      to: member.email,
      replyTo: sending.replyTo || undefined,
      subject: letter ? `${words.subject} ${letter.subject}` : words.subject,
      html: letter?.html ?? `<p>${words.text}</p>`,
      text: letter?.text ?? words.text,
      messageId: `test-${now().getTime()}@${domainOf(sending.senderAddress)}`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      date: now(),
    },
    sending.key,
  );
  const server = openMailServer(sending.server.url, sending.server);
  const outcome = await server.send({ from: sending.senderAddress, to: member.email }, message);
  server.close();
  return { ok: true, address: member.email, isSent: outcome.kind === 'sent', answer: outcome.answer };
}
