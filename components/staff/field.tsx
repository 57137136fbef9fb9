import type { ComponentProps, ReactNode } from 'react';

/** A labelled input; the hint is read with it. One with an `id` may have namesakes on the page. */
export function Field({ label, hint, ...input }: { label: string; hint?: ReactNode } & ComponentProps<'input'>) {
  const hintId = hint ? `${input.id ?? input.name}-hint` : undefined;
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
