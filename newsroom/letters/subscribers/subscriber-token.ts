import { isSignatureOf, signatureOf } from '#platform/signature';

// What readers' links say who they are by. They are signed, not stored: nothing that opens a subscription can be read
// from the database, and every letter has one.

const UUID = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** For changing and ending a subscription; good for as long as there is one. */
const MANAGE = 'letters of a subscriber';
const CONFIRM = 'confirmation of a subscription';

/** A link to confirm is good for so long, milliseconds. */
export const CONFIRM_MS = 48 * 3_600_000;

export function manageToken(subscriberId: string): string {
  const id = subscriberId.replaceAll('-', '');
  return id + signatureOf(id, MANAGE);
}

/** Whose token it is; undefined for what this portal has not signed. */
export function subscriberOfToken(token: string): string | undefined {
  const [id, signature] = [token.slice(0, 32), token.slice(32)];
  return isSignatureOf(signature, id, MANAGE) ? id.replace(UUID, '$1-$2-$3-$4-$5') : undefined;
}

/** For confirming what was asked for at an instant, and nothing that was asked for later. */
export function confirmToken(subscriberId: string, askedAt: Date): string {
  const text = subscriberId.replaceAll('-', '') + askedAt.getTime().toString(36);
  return text + signatureOf(text, CONFIRM);
}

export function askedOfToken(token: string): { subscriberId: string; askedAt: Date } | undefined {
  const [text, signature] = [token.slice(0, -32), token.slice(-32)];
  if (!/^[0-9a-f]{32}[0-9a-z]{1,10}$/.test(text) || !isSignatureOf(signature, text, CONFIRM)) return undefined;
  return {
    subscriberId: text.slice(0, 32).replace(UUID, '$1-$2-$3-$4-$5'),
    askedAt: new Date(Number.parseInt(text.slice(32), 36)),
  };
}
