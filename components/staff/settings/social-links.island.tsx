'use client';
import { useEffect, useRef, useState } from 'react';
import { networkName } from '#newsroom/settings/social-networks';

type Row = { id: number; url: string };

function rowsOf(links: string[]): Row[] {
  return withEmptyRow(links.map((url, id) => ({ id, url })));
}

/** The last row is always empty, for one more. */
function withEmptyRow(rows: Row[]): Row[] {
  const next = Math.max(-1, ...rows.map(({ id }) => id)) + 1;
  return rows.at(-1)?.url === '' ? rows : [...rows, { id: next, url: '' }];
}

function addressesOf(rows: Row[]): string {
  return rows.flatMap(({ url }) => url.trim() || []).join('\n');
}

/**
 * Addresses of the paper in social networks, in the order in which readers see them, as fields called `socialLink`.
 * Without a script addresses can still be changed, emptied and added, one at a time.
 */
export function SocialLinks({
  links,
  words,
}: {
  links: string[];
  words: Record<'add' | 'up' | 'down' | 'remove', string>;
}) {
  const [rows, setRows] = useState(() => rowsOf(links));
  // What the server said last. Another list replaces this one only while nobody has changed it here.
  const [saved, setSaved] = useState(links.join('\n'));
  if (links.join('\n') !== saved) {
    setSaved(links.join('\n'));
    if (addressesOf(rows) === saved) setRows(rowsOf(links));
  }
  const list = useRef<HTMLOListElement>(null);
  // An address that was typed before React had come stands in its field only.
  useEffect(() => {
    const typed = [...(list.current?.querySelectorAll('input') ?? [])].map(({ value }) => value);
    setRows((before) => withEmptyRow(before.map((row, index) => ({ ...row, url: typed[index] ?? row.url }))));
  }, []);
  const change = (id: number, url: string) => {
    setRows(withEmptyRow(rows.map((row) => (row.id === id ? { id, url } : row))));
  };
  const move = (index: number, by: 1 | -1) => setRows(rows.with(index, at(index + by)).with(index + by, at(index)));
  const at = (index: number) => rows[index] as Row;
  const filled = rows.length - 1;
  return (
    <ol ref={list} className="grid max-w-2xl gap-3">
      {rows.map(({ id, url }, index) => {
        const name = url === '' ? words.add : networkName(url);
        const button = (word: string, sign: string, isDisabled: boolean, act: () => void) => (
          <button
            type="button"
            className="button needs-script min-w-11 px-2"
            aria-label={`${word}: ${name}`}
            disabled={isDisabled}
            onClick={act}
          >
            {sign}
          </button>
        );
        return (
          <li key={id} className="flex flex-wrap items-end gap-1">
            <label className="field min-w-32 flex-1">
              <span>{name}</span>
              <input
                name="socialLink"
                type="url"
                value={url}
                maxLength={500}
                className="input"
                autoComplete="off"
                onChange={(event) => change(id, event.currentTarget.value)}
              />
            </label>
            {index < filled && (
              <>
                {button(words.up, '↑', index === 0, () => move(index, -1))}
                {button(words.down, '↓', index === filled - 1, () => move(index, 1))}
                {button(words.remove, '✕', false, () => setRows(rows.filter((row) => row.id !== id)))}
              </>
            )}
          </li>
        );
      })}
    </ol>
  );
}
