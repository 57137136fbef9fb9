import type { ComponentProps, ReactNode } from 'react';

/** A labelled field for more than a line; the hint is read with it. One with an `id` may have namesakes on the page. */
export function LongField({ label, hint, ...input }: { label: string; hint?: ReactNode } & ComponentProps<'textarea'>) {
  const hintId = hint ? `${input.id ?? input.name}-hint` : undefined;
  return (
    <label className="field">
      <span>{label}</span>
      <textarea className="input" rows={3} aria-describedby={hintId} {...input} />
      {hint && (
        <span id={hintId} className="field-hint">
          {hint}
        </span>
      )}
    </label>
  );
}
