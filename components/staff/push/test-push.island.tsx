'use client';
import { useEffect, useState } from 'react';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';

/**
 * Sends a notification to the browser that somebody sits at. Only a script can ask it for leave: without one there is
 * nothing here.
 */
export function TestPush({
  publicKey,
  action,
  words,
}: {
  publicKey: string;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
  words: { test: string; hint: string; unable: string };
}) {
  const [isAble, setAble] = useState(false);
  useEffect(() => setAble('serviceWorker' in navigator && 'PushManager' in window), []);
  if (!isAble) return null;

  async function test(previous: Answer | null): Promise<Answer> {
    const device = await subscribe(publicKey).catch(() => null);
    if (!device) return { ok: false, message: words.unable };
    const data = new FormData();
    for (const [name, value] of Object.entries(device)) data.set(name, value);
    return action(previous, data);
  }
  return (
    <StaffForm action={test} label={words.test} className="mt-8 grid justify-items-start gap-2">
      <p className="field-hint">{words.hint}</p>
      <button type="submit" className="button">
        {words.test}
      </button>
    </StaffForm>
  );
}

/** Where this browser can be reached; a subscription that its reader has made is used as it is. */
async function subscribe(applicationServerKey: string) {
  await Notification.requestPermission();
  await navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' });
  const { pushManager } = await navigator.serviceWorker.ready;
  const made = await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
  const { endpoint = '', keys = {} } = made.toJSON();
  return { endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' };
}
