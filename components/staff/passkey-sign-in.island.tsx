'use client';
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  type PublicKeyCredentialRequestOptionsJSON,
  startAuthentication,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import { unstable_rethrow } from 'next/navigation';
import { useEffect, useEffectEvent, useRef, useState } from 'react';

/** How long what a passkey is asked to sign is good for, milliseconds; a little less than the door says. */
const GOOD_MS = 280_000;

/**
 * Signing in by passkey: by a button, and among what the browser proposes in the field for the e-mail. Nothing where a
 * browser knows none.
 */
export function PasskeySignIn({
  begin,
  finish,
  to,
  words,
}: {
  begin: () => Promise<PublicKeyCredentialRequestOptionsJSON | null>;
  finish: (response: unknown, to: string) => Promise<{ message: string } | undefined>;
  to: string;
  words: { signIn: string; refused: string };
}) {
  const [isAble, setAble] = useState(false);
  const [refused, setRefused] = useState('');

  // One attempt at a time, whether somebody has pressed the button or taken a proposal: another that began meanwhile
  // would take its place in the cookie, or be asked of the page that the first has led to.
  const [isBusy, setBusy] = useState(false);
  const isHeld = useRef(false);
  function hold(now: boolean) {
    isHeld.current = now;
    setBusy(now);
  }

  /** Being taken elsewhere arrives as an error too. */
  function unanswered(error: unknown) {
    unstable_rethrow(error);
    return { message: words.refused };
  }

  async function enter(isProposal: boolean): Promise<void> {
    if (isHeld.current) return;
    if (!isProposal) {
      hold(true);
      setRefused('');
    }
    const optionsJSON = await begin().catch(() => null);
    if (isProposal && isHeld.current) return;
    const response =
      optionsJSON && (await startAuthentication({ optionsJSON, useBrowserAutofill: isProposal }).catch(() => null));
    // A proposal that nobody takes is none of anybody's concern.
    if (isProposal && (!response || isHeld.current)) return;
    hold(true);
    // Whoever is let in leaves from here by an error, and the button stays as it is.
    const refusal = response ? await finish(response, to).catch(unanswered) : { message: words.refused };
    setRefused(refusal?.message ?? '');
    hold(false);
  }

  // Beginning sets a cookie, and with it the page is drawn anew: that must not begin again.
  const propose = useEffectEvent(() => void enter(true));
  useEffect(() => {
    if (!browserSupportsWebAuthn()) return;
    setAble(true);
    let again: ReturnType<typeof setInterval> | undefined;
    let isGone = false;
    browserSupportsWebAuthnAutofill().then((can) => {
      if (!can || isGone) return;
      propose();
      again = setInterval(propose, GOOD_MS);
    });
    return () => {
      isGone = true;
      clearInterval(again);
      WebAuthnAbortService.cancelCeremony();
    };
  }, []);

  if (!isAble) return null;
  return (
    <div>
      <button type="button" className="button w-full" aria-disabled={isBusy} onClick={() => void enter(false)}>
        {words.signIn}
      </button>
      <div role="alert">{refused && <p className="message message-trouble mt-4">{refused}</p>}</div>
    </div>
  );
}
