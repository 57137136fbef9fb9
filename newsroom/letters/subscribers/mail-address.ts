import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { z } from 'zod';

/** As RFC 5321 limits it. */
const LONGEST = 254;

/** As HTML has it: TLDs of other scripts (`xn--…`) count too. */
const written = z.email({ pattern: z.regexes.html5Email });

export type MailAddress = { address: string; domain: string };

/**
 * An address as it is kept: in small letters, its domain as the DNS has it. Undefined for what is none: no quoted names,
 * no letters outside ASCII before the @, which most mail servers do not take.
 */
export function parseMailAddress(text: string): MailAddress | undefined {
  const at = text.trim().lastIndexOf('@');
  const domain = domainToASCII(text.trim().slice(at + 1)).toLowerCase();
  const address = `${text.trim().slice(0, Math.max(at, 0)).toLowerCase()}@${domain}`;
  const isPossible = at > 0 && at <= 64 && address.length <= LONGEST && !/^\.|\.\.|\.@/.test(address);
  if (!isPossible || !domain.includes('.') || !written.safeParse(address).success) return undefined;
  return { address, domain };
}

/** What is kept of an address that gets no letters any more. */
export function hashOfAddress(address: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(address).digest());
}
