import { decrypt, encrypt } from '#platform/encryption';

const PURPOSE = 'address of a person in an address of the newsroom';

/** An e-mail address as a part of a page's address: logs and the browser's history do not have it. */
export function sealEmail(email: string): string {
  return Buffer.from(encrypt(email, PURPOSE)).toString('base64url');
}

/** The reverse; undefined for what this portal has not written. */
export function openEmail(sealed: string): string | undefined {
  return decrypt(Buffer.from(sealed, 'base64url'), PURPOSE);
}
