import { createTransport } from 'nodemailer';
import { readEnvironment } from '#platform/env';
import type { PostResult } from '#platform/http-client';

/** For each step of the conversation with the mail server. */
const STEP_MS = 10_000;
/** For all of it: somebody waits for the page. */
const WHOLE_MS = 15_000;

/** Whether mail can be sent: whether SMTP_URL is set. */
export function hasMail(): boolean {
  return readEnvironment().SMTP_URL !== undefined;
}

/**
 * Sends a mail of plain text to one recipient, by the mail server of SMTP_URL. Failures, not exceptions: SMTP_URL is
 * not set, the server is unreachable, slow or refuses, the address or the subject has more than one line.
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
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(to + subject)) return { ok: false, why: 'line break in the address or the subject' };
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: STEP_MS,
    dnsTimeout: STEP_MS,
  });
  let timer: NodeJS.Timeout | undefined;
  const slow = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the mail server took longer than ${WHOLE_MS / 1_000} s`)), WHOLE_MS);
  });
  try {
    // As an object it is one address, even with commas in it.
    const sent = transport.sendMail({
      from: MAIL_FROM,
      to: { name: '', address: to },
      subject,
      text,
      disableFileAccess: true,
      disableUrlAccess: true,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    await Promise.race([sent, slow]);
    return { ok: true };
  } catch (error) {
    return { ok: false, why: (error as Error).message };
  } finally {
    clearTimeout(timer);
    transport.close();
  }
}
