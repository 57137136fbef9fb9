'use client';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { EntryEditor } from './entry-editor.island.tsx';

const REMEMBERED = 'live author';

/** Where the next entry is written: published, it makes room for another. */
export function Composer({
  authors,
  published,
}: {
  authors: { key: string; name: string }[];
  /** Entries that readers have, of those that are listed. */
  published: number[];
}) {
  const t = useTranslations('liveDesk');
  const [number, setNumber] = useState(0);
  const [said, setSaid] = useState('');
  const [author, setAuthor] = useState('');
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const remembered = localStorage.getItem(REMEMBERED) ?? '';
    if (authors.some(({ key }) => key === remembered)) setAuthor(remembered);
  }, [authors]);
  // The next one is written at once.
  useEffect(() => {
    if (number > 0) place.current?.querySelector('input')?.focus();
  }, [number]);
  const next = (message: string) => {
    setSaid(message);
    setNumber((before) => before + 1);
  };
  return (
    <section ref={place} aria-label={t('compose')} className="live-composer">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <h2 className="newsroom-heading">{t('compose')}</h2>
        <label className="flex items-center gap-2 text-small">
          {t('author')}
          <select
            className="input"
            value={author}
            onChange={({ target }) => {
              setAuthor(target.value);
              localStorage.setItem(REMEMBERED, target.value);
            }}
          >
            <option value="">{t('noAuthor')}</option>
            {authors.map(({ key, name }) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <EntryEditor
        key={number}
        entry={null}
        text={{ title: '', body: [] }}
        version={0}
        isPublished={false}
        author={author || null}
        published={published}
        onPublished={next}
        onKept={next}
      />
      <p role="status" className={said ? 'message mt-2' : 'unseen'}>
        {said}
      </p>
    </section>
  );
}
