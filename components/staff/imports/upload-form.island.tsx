'use client';
import { type ReactNode, type SubmitEvent, useState } from 'react';

type Texts = { label: string; sending: string; failed: string };

/**
 * Sends its file and shows how much of it is on its way, then goes on to the page of the import. Without a script the
 * browser sends the form by itself.
 */
export function UploadForm({ address, texts, children }: { address: string; texts: Texts; children: ReactNode }) {
  const [share, setShare] = useState<number>();
  const [trouble, setTrouble] = useState('');

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    if (share !== undefined) return;
    setTrouble('');
    setShare(0);
    const request = new XMLHttpRequest();
    request.open('POST', address);
    request.setRequestHeader('accept', 'application/json');
    request.responseType = 'json';
    // Only XMLHttpRequest knows.
    request.upload.onprogress = ({ loaded, total }) => setShare(loaded / total);
    request.onload = () => {
      if (request.status === 200) return location.assign(request.response.address);
      refused(request.response?.detail ?? texts.failed);
    };
    request.onerror = () => refused(texts.failed);
    request.send(new FormData(event.currentTarget));
  }

  function refused(sentence: string): void {
    setShare(undefined);
    setTrouble(sentence);
  }

  return (
    <form
      action={address}
      method="post"
      encType="multipart/form-data"
      aria-label={texts.label}
      aria-busy={share !== undefined}
      className="grid max-w-2xl justify-items-start gap-4 *:w-full"
      onSubmit={send}
    >
      {children}
      {share !== undefined && (
        <label className="field">
          <span>{texts.sending}</span>
          <progress className="w-full" max={1} value={share} />
        </label>
      )}
      <div role="alert">{trouble && <p className="message message-trouble">{trouble}</p>}</div>
    </form>
  );
}
