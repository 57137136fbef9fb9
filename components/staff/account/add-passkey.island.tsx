'use client';
import {
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  startRegistration,
} from '@simplewebauthn/browser';
import { useEffect, useState } from 'react';
import { Field } from '#components/staff/field';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';

type Begun = { ok: true; options: PublicKeyCredentialCreationOptionsJSON } | Answer;

/** Makes a passkey on this device or another. Only a browser can, by a script: without one there is nothing here. */
export function AddPasskey({
  beginPasskey,
  keepPasskey,
  email,
  words,
}: {
  beginPasskey: (password: string) => Promise<Begun>;
  keepPasskey: (name: string, response: unknown) => Promise<Answer>;
  email: string;
  words: { name: string; password: string; add: string; failed: string; unsupported: string };
}) {
  const [isAble, setAble] = useState<boolean>();
  useEffect(() => setAble(browserSupportsWebAuthn()), []);
  if (isAble === undefined) return null;
  if (!isAble) return <p className="text-soft">{words.unsupported}</p>;

  async function make(_: unknown, data: FormData): Promise<Answer> {
    const begun = await beginPasskey(String(data.get('password')));
    if (!('options' in begun)) return begun;
    try {
      return await keepPasskey(String(data.get('name')), await startRegistration({ optionsJSON: begun.options }));
    } catch {
      return { ok: false, message: words.failed };
    }
  }
  return (
    <StaffForm action={make} clears className="grid gap-3">
      <Field label={words.name} name="name" maxLength={100} autoComplete="off" required />
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <Field label={words.password} name="password" type="password" autoComplete="current-password" required />
      <button type="submit" className="button justify-self-start">
        {words.add}
      </button>
    </StaffForm>
  );
}
