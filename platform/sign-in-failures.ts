/** Why somebody was not let in. Whoever has no account, or a suspended one, counts as one with a wrong password. */
const REASONS = ['password', 'code', 'recovery-code', 'passkey', 'too-many', 'other-site', 'other-secret'] as const;

export type SignInFailure = (typeof REASONS)[number];

// Next builds a copy of this module of its own; the web server counts all the same.
const holder = globalThis as typeof globalThis & { portalSignInFailures?: Record<SignInFailure, number> };

/** How often this process has not let somebody in, by reason. */
export function signInFailures(): Record<SignInFailure, number> {
  holder.portalSignInFailures ??= Object.fromEntries(REASONS.map((reason) => [reason, 0])) as Record<
    SignInFailure,
    number
  >;
  return holder.portalSignInFailures;
}

export function countSignInFailure(reason: SignInFailure): void {
  signInFailures()[reason]++;
}
