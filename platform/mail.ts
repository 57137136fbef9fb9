import { createTransport } from 'nodemailer';
import { readEnvironment } from '#platform/env';
import type { PostResult } from '#platform/http-client';

/** Longest that the mail server is waited for at each step, milliseconds. */
const PATIENCE_MS = 10_000;

/** Whether letters can be sent: SMTP_URL says where they are handed in. */
export function hasMail(): boolean {
  return readEnvironment().SMTP_URL !== undefined;
}

/**
 * Hands a letter of plain text in at the mail server of SMTP_URL, for one recipient. Fails by value when there is none,
 * when it cannot be reached, is slow or refuses, and for an address or a subject of more than one line.
 */
export async function sendMail({
  to,
  subject,
  text,
}: {
  to: string;
  subject: string;
  text: string;
}): Promise<PostResult> {
  const { SMTP_URL, MAIL_FROM } = readEnvironment();
  if (!SMTP_URL || !MAIL_FROM) return { ok: false, why: 'SMTP_URL is not set' };
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(to + subject)) return { ok: false, why: 'more than one line in a header' };
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    dnsTimeout: PATIENCE_MS,
  });
  try {
    // As an object the address is one, whatever commas are in it.
    await transport.sendMail({
      from: MAIL_FROM,
      to: { name: '', address: to },
      subject,
      text,
      disableFileAccess: true,
      disableUrlAccess: true,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { ok: true };
  } catch (error) {
    return { ok: false, why: (error as Error).message };
  } finally {
    transport.close();
  }
}
