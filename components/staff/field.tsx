import type { ComponentProps, ReactNode } from 'react';

/** A labelled input; the hint is read with it. */
export function Field({ label, hint, ...input }: { label: string; hint?: ReactNode } & ComponentProps<'input'>) {
  const hintId = hint ? `${input.name}-hint` : undefined;
  return (
    <label className="field">
      <span>{label}</span>
      <input className="input" aria-describedby={hintId} {...input} />
      {hint && (
        <span id={hintId} className="field-hint">
          {hint}
        </span>
      )}
    </label>
  );
}
