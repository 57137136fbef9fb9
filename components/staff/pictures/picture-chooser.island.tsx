'use client';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { ChoiceGrid } from '#components/staff/pictures/choice-grid';
import { findInLibrary } from '#components/staff/pictures/find-in-library';
import { PictureUpload, type UploadTexts } from '#components/staff/pictures/picture-upload.island';
import type { Language } from '#i18n/languages';
import type { ShownPicture } from '#newsroom/media/shown-picture';

export type ChooserTexts = Record<
  'title' | 'search' | 'submit' | 'choose' | 'more' | 'add' | 'close' | 'failed' | 'noneFound',
  string
> & {
  intake: UploadTexts;
};

/**
 * A panel in the page, not over it: what came last, a search, and a way for files to come in. `language` is that of the
 * words which the pictures come with; `many` is for several at once. Escape closes it.
 */
export function PictureChooser({
  language,
  words,
  many = false,
  onChoose,
  onClose,
}: {
  language: Language;
  words: ChooserTexts;
  many?: boolean;
  onChoose: (pictures: ShownPicture[]) => void;
  onClose: () => void;
}) {
  const [q, setQuestion] = useState('');
  const [pictures, setPictures] = useState<ShownPicture[]>([]);
  const [chosen, setChosen] = useState<ShownPicture[]>([]);
  const [next, setNext] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const asked = useRef(0);

  async function look(question: string, before?: string): Promise<void> {
    const turn = ++asked.current;
    const found = await findInLibrary(language, { q: question, ...(before && { before }) });
    // An answer that another question has overtaken.
    if (turn !== asked.current) return;
    setNote(found ? (found.pictures.length === 0 && !before ? words.noneFound : '') : words.failed);
    if (!found) return;
    setPictures((known) => (before ? [...known, ...found.pictures] : found.pictures));
    setNext(found.next);
  }

  function toggle(picture: ShownPicture) {
    const others = chosen.filter(({ id }) => id !== picture.id);
    setChosen(others.length < chosen.length ? others : [...others, picture]);
  }

  const begin = useEffectEvent(() => {
    search.current?.focus();
    void look('');
  });
  useEffect(() => begin(), []);

  return (
    <section aria-label={words.title} className="chooser" onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      <div className="flex items-center justify-between gap-4">
        <h2 className="font-bold">{words.title}</h2>
        <button type="button" className="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
      <search className="flex items-end gap-3">
        <label className="field flex-1">
          <span>{words.search}</span>
          <input
            ref={search}
            type="search"
            value={q}
            maxLength={100}
            className="input"
            onChange={({ currentTarget }) => setQuestion(currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              // The form that the panel may stand in is not meant.
              event.preventDefault();
              void look(q);
            }}
          />
        </label>
        <button type="button" className="button" onClick={() => void look(q)}>
          {words.submit}
        </button>
      </search>
      <PictureUpload
        language={language}
        words={words.intake}
        onTaken={(taken) => {
          setPictures((known) => [taken, ...known.filter(({ id }) => id !== taken.id)]);
          setChosen((others) => [...others.filter(({ id }) => id !== taken.id), taken]);
        }}
      />
      <p role="status">{note}</p>
      <ChoiceGrid
        pictures={pictures}
        label={words.title}
        choose={words.choose}
        chosen={many ? chosen : undefined}
        onChoose={(picture) => (many ? toggle(picture) : onChoose([picture]))}
      />
      {next && (
        <button type="button" className="button justify-self-start" onClick={() => void look(q, next)}>
          {words.more}
        </button>
      )}
      {many && (
        <button
          type="button"
          className="button chooser-add"
          disabled={chosen.length === 0}
          onClick={() => onChoose(chosen)}
        >
          {words.add.replace('{count}', String(chosen.length))}
        </button>
      )}
    </section>
  );
}
