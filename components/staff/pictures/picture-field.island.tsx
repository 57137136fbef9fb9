'use client';
import { useRef, useState } from 'react';
import { type ChooserTexts, PictureChooser } from '#components/staff/pictures/picture-chooser.island';
import type { Language } from '#i18n/languages';
import type { ChosenPicture } from './chosen-pictures.ts';

/** One picture as a field of the form around it: shown, chosen from the library, taken away. */
export function PictureField({
  name,
  language,
  pictureId,
  picture,
  words,
  chooserWords,
}: {
  name: string;
  language: Language;
  pictureId: string | null;
  picture: Pick<ChosenPicture, 'src' | 'alt'> | null;
  words: { label: string; choose: string; remove: string };
  chooserWords: ChooserTexts;
}) {
  const [chosen, setChosen] = useState(pictureId && picture ? { id: pictureId, ...picture } : null);
  const [isChoosing, setChoosing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    setChoosing(false);
    opener.current?.focus();
  };
  return (
    <fieldset>
      <legend className="field-name">{words.label}</legend>
      <input type="hidden" name={name} value={chosen?.id ?? ''} />
      {chosen && (
        // biome-ignore lint/performance/noImgElement: a rendition of our own, in the size that is shown.
        <img src={chosen.src} alt={chosen.alt} className="max-h-48" />
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <button
          ref={opener}
          type="button"
          className="button"
          onClick={() => setChoosing(!isChoosing)}
          aria-expanded={isChoosing}
        >
          {words.choose}
        </button>
        {chosen && (
          <button type="button" className="button" onClick={() => setChosen(null)}>
            {words.remove}
          </button>
        )}
      </div>
      {isChoosing && (
        <PictureChooser
          language={language}
          words={chooserWords}
          onChoose={([picture]) => {
            if (picture) setChosen({ id: picture.id, src: picture.src, alt: picture.alt });
            close();
          }}
          onClose={close}
        />
      )}
    </fieldset>
  );
}
