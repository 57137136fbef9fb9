import DKIM from 'nodemailer/lib/dkim';
import MailComposer from 'nodemailer/lib/mail-composer';

/** Whom and what a letter is from and to; texts may be of any script. Name and subject are made one line each. */
export type MailMessage = {
  from: { name: string; address: string };
  to: string;
  replyTo?: string | undefined;
  subject: string;
  html: string;
  text: string;
  /** Without the angle brackets. */
  messageId: string;
  headers: Readonly<Record<string, string>>;
  date: Date;
};

/** A private key (PKCS #8, PEM) and where its public half is: `selector._domainkey.domain`. */
export type DkimKey = { domain: string; selector: string; privateKey: string };

/**
 * Which headers are signed (RFC 6376, 5.4.1). RFC 8058 wants the last two of a letter that one click ends; no others of
 * a name can be added afterwards, since each is named once more than it stands there where that matters.
 */
const SIGNED = [
  ...['From', 'From', 'Reply-To', 'Subject', 'Subject', 'Date', 'Message-ID', 'To', 'MIME-Version', 'Content-Type'],
  ...['List-Id', 'List-Unsubscribe', 'List-Unsubscribe-Post'],
].join(':');

/**
 * The bytes of a letter (RFC 5322), with a text beside the HTML, signed where there is a key. Lines are of at most 998
 * bytes; no file and no address is read.
 */
export async function buildMessage(message: MailMessage, key?: DkimKey): Promise<Buffer> {
  const { to, replyTo, html, text, messageId, headers, date } = message;
  const from = { name: oneLine(message.from.name), address: message.from.address };
  const subject = oneLine(message.subject);
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test([from.address, to, replyTo].join(''))) throw new Error('line break in an address');
  const built = await new MailComposer({
    ...{ from, to: { name: '', address: to }, subject, html, text, date },
    ...(replyTo && { replyTo }),
    messageId: `<${messageId}>`,
    headers: { ...headers },
    // Quoted-printable has six bytes for a letter of ours that base64 has three for.
    textEncoding: 'base64',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return key ? sign(built, key) : built;
}

/** A headline may have line breaks and tabs, a header of a letter may not. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

async function sign(message: Buffer, { domain, selector, privateKey }: DkimKey): Promise<Buffer> {
  const signer = new DKIM({ domainName: domain, keySelector: selector, privateKey, headerFieldNames: SIGNED });
  const parts: Buffer[] = [];
  for await (const part of signer.sign(message)) parts.push(Buffer.from(part as Uint8Array));
  return Buffer.concat(parts);
}
