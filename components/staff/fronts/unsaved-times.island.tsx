'use client';
import { useEffect, useRef, useState } from 'react';

/**
 * Says `note` while times were typed into the form around it that are in no layout yet, and asks before somebody leaves
 * them. Begins anew with each layout (`key`).
 */
export function UnsavedTimes({ note }: { note: string }) {
  const place = useRef<HTMLDivElement>(null);
  const [isTyped, setIsTyped] = useState(false);
  useEffect(() => {
    const form = place.current?.closest('form');
    const before = timesIn(form);
    const look = () => setIsTyped(timesIn(form) !== before);
    form?.addEventListener('input', look);
    return () => form?.removeEventListener('input', look);
  }, []);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    if (isTyped) addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [isTyped]);
  return (
    <div ref={place} role="status">
      {isTyped && <p>{note}</p>}
    </div>
  );
}

function timesIn(form: HTMLFormElement | null | undefined): string {
  const fields = form?.querySelectorAll<HTMLInputElement>('input[type="datetime-local"]') ?? [];
  return [...fields].map(({ value }) => value).join();
}
