import { z } from 'zod';
import { LETTER_KINDS, type LetterKind } from '#newsroom/letters/kinds';
import type { SubscribeTrouble } from '#newsroom/letters/subscribers/subscribe';
import { decrypt, encrypt } from '#platform/encryption';

const PURPOSE = 'form of a subscription';

/** What somebody typed, and what was wrong with it. */
export type TypedForm = { address: string; kinds: LetterKind[]; trouble: SubscribeTrouble };

const typed = z.strictObject({
  address: z.string(),
  kinds: z.array(z.enum(LETTER_KINDS)),
  trouble: z.enum(['address', 'disposable', 'kinds', 'too-many']),
});

/** A form as a part of a page's address, so that nothing has to be typed again: logs do not have the address in it. */
export function sealForm(form: TypedForm): string {
  return Buffer.from(encrypt(JSON.stringify(form), PURPOSE)).toString('base64url');
}

/** The reverse; undefined for what this portal has not written. */
export function openForm(sealed: string): TypedForm | undefined {
  const text = decrypt(Buffer.from(sealed, 'base64url'), PURPOSE);
  return text === undefined ? undefined : typed.safeParse(JSON.parse(text)).data;
}
