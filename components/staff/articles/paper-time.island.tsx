'use client';
import { useEffect, useRef, useState } from 'react';
import { instantOf } from '#i18n/dates';

/** A time by the paper's clocks; somebody whose own clocks show another is told which. */
export function PaperTime({
  name,
  label,
  value,
  timeZone,
  own,
  required = false,
}: {
  name: string;
  label: string;
  value: string;
  timeZone: string;
  /** What stands before the person's own time. */
  own: string;
  required?: boolean;
}) {
  const [given, setGiven] = useState(value);
  const [hint, setHint] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // A time that was given before React had come stands in the field only.
  useEffect(() => setGiven((before) => field.current?.value || before), []);
  useEffect(() => {
    const instant = instantOf(given, timeZone);
    const mine = Intl.DateTimeFormat().resolvedOptions().timeZone;
    const isElsewhere =
      instant &&
      new Date(instant).toLocaleString('sv', { timeZone: mine }) !== instant.toLocaleString('sv', { timeZone });
    setHint(
      isElsewhere
        ? `${own} ${instant.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' })} (${mine})`
        : '',
    );
  }, [given, timeZone, own]);
  return (
    <label className="field">
      <span>{label}</span>
      <input
        ref={field}
        type="datetime-local"
        name={name}
        value={given}
        required={required}
        className="input"
        onChange={(event) => setGiven(event.target.value)}
      />
      <span className="field-hint" aria-live="polite">
        {hint}
      </span>
    </label>
  );
}
