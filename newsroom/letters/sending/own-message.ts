import { letterLeaveAddress, letterManageAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import { returnPathOf } from '#newsroom/letters/bounces/return-path';
import type { LetterKind } from '#newsroom/letters/kinds';
import { type RenderedLetter, withOwnAddresses } from '#newsroom/letters/rendering/letter-content';
import type { Sending } from '#newsroom/letters/settings/find-letter-settings';
import { manageToken } from '#newsroom/letters/subscribers/subscriber-token';
import { now } from '#platform/clock';
import { publicUrl } from '#platform/env';
import { buildMessage, type MailMessage } from '#platform/mail-message';

/** What is the same for all readers of a letter. */
export type Edition = RenderedLetter & {
  id: number;
  kind: LetterKind;
  language: Language;
  senderName: string;
};

type Reader = { id: bigint; subscriberId: string; address: string };

/**
 * A letter for one reader: with links of their own, in the text and for the button that mail programs show (RFC 8058),
 * and with an address of its own to come back to. The same Message-ID in every try: what arrives twice can be told.
 */
export async function ownMessage(
  edition: Edition,
  reader: Reader,
  sending: Sending,
): Promise<{ envelope: { from: string; to: string }; message: Buffer }> {
  const site = publicUrl();
  const token = manageToken(reader.subscriberId);
  const leave = site + letterLeaveAddress(token);
  const own = {
    leave: site + letterManageAddress(edition.language, token),
    manage: site + letterManageAddress(edition.language, token),
  };
  const { html, text, subject } = withOwnAddresses(edition, own);
  const host = new URL(site).hostname;
  const message: MailMessage = {
    from: { name: edition.senderName, address: sending.senderAddress },
    to: reader.address,
    replyTo: sending.replyTo || undefined,
    ...{ subject, html, text, date: now() },
    messageId: `letter-${edition.id}-${reader.id}@${domainOf(sending.senderAddress)}`,
    headers: {
      'List-Id': `<${edition.kind}.${edition.language}.${host}>`,
      'List-Unsubscribe': `<${leave}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      Precedence: 'bulk',
      'Auto-Submitted': 'auto-generated',
    },
  };
  return {
    envelope: { from: envelopeSender(sending, reader.id), to: reader.address },
    message: await buildMessage(message, sending.key),
  };
}

function envelopeSender({ returnPath, senderAddress }: Sending, recipientId: bigint): string {
  return returnPath ? returnPathOf(returnPath, recipientId) : senderAddress;
}

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
