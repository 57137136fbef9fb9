'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import type { EntryText } from '#newsroom/live/entry';
import { EntryEditor } from './entry-editor.island.tsx';

/** An entry as it is (`children`), and when somebody wants it the editor in its place. */
export function EditableEntry({
  entry,
  text,
  version,
  isPublished,
  name,
  heldBy,
  children,
}: {
  entry: number;
  /** Null where there is none in the language of the desk. */
  text: EntryText | null;
  version: number;
  isPublished: boolean;
  /** What it is called to those who cannot see which button belongs to it. */
  name: string;
  /** Who is writing it, if somebody else is. */
  heldBy: string | null;
  children: ReactNode;
}) {
  const t = useTranslations('liveDesk');
  const [isOpen, setOpen] = useState(false);
  const [said, setSaid] = useState('');
  if (isOpen)
    return (
      <EntryEditor
        entry={entry}
        text={text ?? { title: '', body: [] }}
        version={version}
        isPublished={isPublished}
        onPublished={(message) => {
          setSaid(message);
          setOpen(false);
        }}
      >
        <button type="button" className="button" onClick={() => setOpen(false)}>
          {t('done')}
        </button>
      </EntryEditor>
    );
  return (
    <>
      {children}
      <p className="mt-2 flex flex-wrap items-center gap-3">
        <button
          type="button"
          className="button"
          disabled={heldBy !== null}
          aria-label={`${t(text ? 'edit' : 'translate')}: ${name}`}
          onClick={() => {
            setSaid('');
            setOpen(true);
          }}
        >
          {t(text ? 'edit' : 'translate')}
        </button>
        {heldBy !== null && <strong className="state state-now">{t('heldBy', { name: heldBy })}</strong>}
        <span role="status">{said}</span>
      </p>
    </>
  );
}
