'use client';

import type { Editor } from '@tiptap/core';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { mayLinkTo } from '#blocks/spans';
import type { EditorTexts } from '#editor/editor-texts';

export type FoundStory = { headline: string; href: string };

type Props = {
  editor: Editor;
  texts: EditorTexts;
  searchStories(query: string): Promise<FoundStory[]>;
  close(): void;
};

/** A pause in typing, in milliseconds, after which our stories are searched. */
const PAUSE = 250;

/** One field for both: an address links there, words look for our own stories. */
export function LinkPanel({ editor, texts, searchStories, close }: Props) {
  const current: string = editor.getAttributes('link').href ?? '';
  const [value, setValue] = useState(current);
  const [stories, setStories] = useState<FoundStory[]>();
  const [isRefused, setRefused] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const id = useId();
  const query = value.trim();

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  useEffect(() => {
    setStories(undefined);
    setRefused(false);
    if (query.length < 2 || addressIn(query)) return;
    let isWanted = true;
    const timer = setTimeout(async () => {
      const found = await searchStories(query);
      if (isWanted) setStories(found);
    }, PAUSE);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [query, searchStories]);

  function link(href: string, text: string) {
    const chain = editor.chain().focus().extendMarkRange('link');
    if (editor.state.selection.empty && !current)
      chain.insertContent({ type: 'text', text, marks: [{ type: 'link', attrs: { href } }] }).run();
    else chain.setMark('link', { href }).run();
    close();
  }

  function set() {
    const address = addressIn(query);
    if (address) link(address, query);
    else if (stories?.length) reach(0);
    else setRefused(true);
  }

  function leave() {
    close();
    editor.commands.focus();
  }

  /** Goes to a story, or back to the field before the first. */
  function reach(index: number) {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    if (index < 0) field.current?.focus();
    else buttons[Math.min(index, buttons.length - 1)]?.focus();
  }

  function handleKey(event: KeyboardEvent) {
    const at = [...(list.current?.querySelectorAll('button') ?? [])].indexOf(event.target as HTMLButtonElement);
    const isInList = at >= 0 || event.target === field.current;
    if (event.key === 'Escape') leave();
    else if (event.key === 'ArrowDown' && isInList && stories?.length) reach(at + 1);
    else if (event.key === 'ArrowUp' && at >= 0) reach(at - 1);
    else return;
    event.preventDefault();
  }

  function unlink() {
    editor.chain().focus().extendMarkRange('link').unsetMark('link').run();
    close();
  }

  return (
    // No form: the text may stand in one, and a form inside a form is none.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame of its own.
    <div role="group" aria-label={texts.linkTo} className="link-panel" onKeyDown={handleKey}>
      <label htmlFor={id}>{texts.linkTo}</label>
      <div className="link-line">
        <input
          ref={field}
          id={id}
          type="text"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          value={value}
          aria-describedby={`${id}-status`}
          onChange={({ target }) => setValue(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            event.preventDefault();
            set();
          }}
        />
        <button type="button" onClick={set}>
          {texts.linkSet}
        </button>
        {current && (
          <button type="button" onClick={unlink}>
            {texts.linkRemove}
          </button>
        )}
        <button type="button" onClick={leave}>
          {texts.close}
        </button>
      </div>
      <p id={`${id}-status`} className="link-status" role="status">
        {isRefused
          ? texts.linkRefused
          : stories?.length === 0
            ? texts.noStories
            : stories
              ? `${texts.stories}: ${stories.length}`
              : texts.linkHint}
      </p>
      {stories && stories.length > 0 && (
        <ul ref={list} aria-label={texts.stories}>
          {stories.map(({ headline, href }) => (
            <li key={href}>
              <button type="button" onClick={() => link(href, headline)}>
                {headline}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The address that a writer means: as it was pasted, or a name of a site or a mail box alone. */
function addressIn(value: string): string | undefined {
  const named = /^[\w.+-]+@[\w-]+(\.[\w-]+)+$/.test(value)
    ? `mailto:${value}`
    : /^[\p{L}\d-]+(\.[\p{L}\d-]+)*\.\p{L}{2,}(\/\S*)?$/u.test(value)
      ? `https://${value}`
      : value;
  return mayLinkTo(named) ? named : undefined;
}
