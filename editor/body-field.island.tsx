'use client';
import { useCallback, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ArticleBody } from '#blocks/body';
import { type ChosenPicture, ChosenPictures } from '#components/staff/pictures/chosen-pictures.ts';
import { findInLibrary } from '#components/staff/pictures/find-in-library';
import { type ChooserTexts, PictureChooser } from '#components/staff/pictures/picture-chooser.island';
import type { Language } from '#i18n/languages';
import type { ShownPicture } from '#newsroom/media/shown-picture';
import type { EditorTexts } from './editor-texts.ts';
import { StoryEditor } from './story-editor.island.tsx';

/** Who asks for pictures, and how far down the page that was, pixels. */
type Asked = { many: boolean; top: number; answer(ids: string[]): void };

/** The story editor with the library beside it, from which pictures come. */
export function BodyField({
  body,
  language,
  label,
  texts,
  chooserTexts,
  pictures,
  readOnly = false,
  onChange,
}: {
  body: ArticleBody;
  language: Language;
  label: string;
  texts: EditorTexts;
  chooserTexts: ChooserTexts;
  /** Those of the text that it begins with, by id. */
  pictures: Record<string, ChosenPicture>;
  readOnly?: boolean;
  onChange(body: ArticleBody): void;
}) {
  const [chosenPictures] = useState(
    () => new ChosenPictures(pictures, async (ids) => (await findInLibrary(language, { ids }))?.pictures ?? null),
  );
  const [asked, setAsked] = useState<Asked | null>(null);
  const choosePictures = useCallback(
    (many: boolean) =>
      new Promise<string[]>((answer) => setAsked((before) => ({ many, top: before?.top ?? scrollY, answer }))),
    [],
  );
  // The same one each time: what has been found stays while the text around is drawn anew, as after each save.
  const searchOurs = useCallback((query: string) => searchStories(query, language), [language]);
  const answer = (chosen: ShownPicture[]) => {
    for (const picture of chosen) chosenPictures.put(picture.id, picture);
    // The panel stands over the text: once it has gone, the text is brought back to where the writer was.
    flushSync(() => setAsked(null));
    scrollTo({ top: asked?.top ?? 0, behavior: 'instant' });
    asked?.answer(chosen.map(({ id }) => id));
  };
  return (
    <>
      {asked && (
        <PictureChooser
          // Whoever asks again asks for something else.
          key={String(asked.many)}
          language={language}
          words={chooserTexts}
          many={asked.many}
          onChoose={answer}
          onClose={() => answer([])}
        />
      )}
      <StoryEditor
        body={body}
        language={language}
        label={label}
        texts={texts}
        readOnly={readOnly}
        onChange={onChange}
        searchStories={searchOurs}
        choosePictures={choosePictures}
        pictures={chosenPictures}
        uploadTexts={chooserTexts.intake}
      />
    </>
  );
}

async function searchStories(query: string, language: Language): Promise<{ headline: string; href: string }[]> {
  const address = `/admin/articles/find?${new URLSearchParams({ q: query, language })}`;
  const response = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  return response?.ok ? (await response.json()).stories : [];
}
