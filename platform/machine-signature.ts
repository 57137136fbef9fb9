import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { authSecret } from '#platform/secret';

// Machines that share a database know each other by AUTH_SECRET. What they send over the network fits one file alone:
// whoever listens can ask for nothing else with it.

function sign(...parts: (string | Uint8Array)[]): string {
  const hmac = createHmac('sha256', Buffer.from(hkdfSync('sha256', authSecret(), '', 'files of machines', 32)));
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** What a machine says with its question for a file, so that another one answers. */
export function signQuestion(file: string): string {
  return sign(`asks for\n${file}`);
}

/** Whether a question comes from a machine with the same AUTH_SECRET. */
export function isOurQuestion(file: string, signature: string): boolean {
  return isSame(signQuestion(file), signature);
}

/** What a machine says with its answer: the content of a file, or `undefined` that it has none of that name. */
export function signAnswer(file: string, bytes: Uint8Array | undefined): string {
  return bytes ? sign(`has\n${file}\n`, bytes) : sign(`has not\n${file}`);
}

/** Whether an answer is as a machine with the same AUTH_SECRET gave it. */
export function isOurAnswer(file: string, bytes: Uint8Array | undefined, signature: string): boolean {
  return isSame(signAnswer(file, bytes), signature);
}
