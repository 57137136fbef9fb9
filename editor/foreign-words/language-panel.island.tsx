'use client';

import type { Editor } from '@tiptap/core';
import { useEffect, useId, useRef, useState } from 'react';
import type { EditorTexts } from '#editor/editor-texts';

/** Languages that words in a story may be in, whatever the site is published in. */
const FOREIGN =
  'ar az be bg cs da de el en es et fa fi fr he hi hu hy it ja ka kk ko ku la lt lv nl no pl pt ro ru sr sv tg tr uk ur uz zh';

type Props = { editor: Editor; texts: EditorTexts; close(): void };

/** Says in which language the selected words are, or those that the cursor is in. */
export function LanguagePanel({ editor, texts, close }: Props) {
  const current: string = editor.getAttributes('language').lang ?? '';
  const [lang, setLang] = useState(current);
  const field = useRef<HTMLSelectElement>(null);
  const id = useId();

  useEffect(() => field.current?.focus(), []);

  function leave() {
    close();
    editor.commands.focus();
  }

  function mark(chosen: string) {
    const chain = editor.chain().focus().extendMarkRange('language');
    if (chosen) chain.setMark('language', { lang: chosen }).run();
    else chain.unsetMark('language').run();
    close();
  }

  return (
    // No form: the text may stand in one, and a form inside a form is none.
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame of its own.
    <div
      role="group"
      aria-label={texts.foreignLabel}
      className="link-panel"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        leave();
      }}
    >
      <label htmlFor={id}>{texts.foreignLabel}</label>
      <div className="link-line">
        <select ref={field} id={id} value={lang} onChange={({ target }) => setLang(target.value)}>
          <option value="">{texts.foreignNone}</option>
          {languages(texts.language, current).map(([code, name]) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
        <button type="button" onClick={() => mark(lang)}>
          {texts.foreignSet}
        </button>
        <button type="button" onClick={leave}>
          {texts.close}
        </button>
      </div>
    </div>
  );
}

/** Codes with their names in the writer's language, by name; the one that is set is among them. */
function languages(writer: string, current: string): [code: string, name: string][] {
  const names = new Intl.DisplayNames(writer, { type: 'language' });
  const codes = new Set([...FOREIGN.split(' '), current].filter(Boolean));
  const named = [...codes].map((code): [string, string] => [code, names.of(code) ?? code]);
  return named.sort(([, one], [, other]) => one.localeCompare(other, writer));
}
