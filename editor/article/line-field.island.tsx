'use client';
import { useTranslations } from 'next-intl';
import { useId, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import { pasteLine } from '#editor/paste/pasted-line';
import type { Language } from '#i18n/languages';
import { applyTypography } from '#newsroom/editing/typography';

const never = () => () => {};

/** A text of one paragraph that grows with what is in it; it says how long it has become where that matters. */
export function LineField({
  label,
  value,
  advised,
  max,
  readOnly,
  className = '',
  language,
  onChange,
}: {
  label: string;
  value: string;
  /** Longer is allowed, and said. */
  advised?: number;
  max: number;
  readOnly: boolean;
  className?: string;
  /** Whose quotes, dashes and dots are set when the field is left; without one it stays as it was typed. */
  language?: Language;
  onChange(value: string): void;
}) {
  const t = useTranslations('articleText');
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  // What is typed before React has come is thrown away by it; nothing can be typed until then.
  const isAwake = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the value.
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${field.current.scrollHeight + 2}px`;
  }, [value]);
  const length = [...value].length;
  return (
    <div className="field">
      <label htmlFor={id} className="field-name">
        {label}
      </label>
      <textarea
        ref={field}
        id={id}
        rows={1}
        value={value}
        maxLength={max}
        readOnly={readOnly || !isAwake}
        aria-describedby={advised ? `${id}-length` : undefined}
        className={`input resize-none overflow-hidden ${className}`}
        onPaste={pasteLine}
        onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && event.preventDefault()}
        onBlur={() => {
          const set = language ? applyTypography(value, language) : value;
          if (set !== value) onChange(set);
        }}
        onChange={(event) => onChange(event.target.value.replace(/[\r\n]+/g, ' '))}
      />
      {advised && (
        <span id={`${id}-length`} className={`field-hint ${length > advised ? 'text-accent' : ''}`}>
          {t(length > advised ? 'tooLong' : 'length', { length, advised })}
        </span>
      )}
    </div>
  );
}
