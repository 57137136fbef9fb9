'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { Count } from '#newsroom/deliveries/channels/channel';
import { lengthIn } from '#newsroom/deliveries/channels/post-text';

/** What a channel shows in place of the headline, with how long it has become. */
export function OwnText({
  id,
  label,
  hint,
  value,
  room,
  counts,
}: {
  id: string;
  label: string;
  hint: ReactNode;
  value: string;
  room: number;
  counts: Count;
}) {
  const t = useTranslations('articleText');
  const [length, setLength] = useState(() => lengthIn(value, counts));
  const isCut = length > room;
  return (
    <label className="field">
      <span>{label}</span>
      <textarea
        name="text"
        rows={4}
        maxLength={4_000}
        className="input"
        defaultValue={value}
        aria-describedby={`${id}-length ${id}-hint`}
        onInput={(event) => setLength(lengthIn(event.currentTarget.value.trim(), counts))}
      />
      <span id={`${id}-length`} className={`field-hint ${isCut ? 'text-accent' : ''}`}>
        {t(isCut ? 'channelTooLong' : 'channelLength', { length, room })}
      </span>
      <span id={`${id}-hint`} className="field-hint">
        {hint}
      </span>
    </label>
  );
}
