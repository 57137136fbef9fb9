'use client';
import { useCallback, useState } from 'react';
import type { ArticleBody } from '#blocks/body';
import { type ChosenPicture, ChosenPictures } from '#components/staff/pictures/chosen-pictures.ts';
import { findInLibrary } from '#components/staff/pictures/find-in-library';
import { type ChooserTexts, PictureChooser } from '#components/staff/pictures/picture-chooser.island';
import type { Language } from '#i18n/languages';
import type { ShownPicture } from '#newsroom/media/shown-picture';
import type { EditorTexts } from './editor-texts.ts';
import { StoryEditor } from './story-editor.island.tsx';

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
  const [answer, setAnswer] = useState<((id: string | null) => void) | null>(null);
  const choosePicture = useCallback(() => new Promise<string | null>((chosen) => setAnswer(() => chosen)), []);
  const chosen = (picture: ShownPicture | null) => {
    if (picture) chosenPictures.put(picture.id, picture);
    answer?.(picture?.id ?? null);
    setAnswer(null);
  };
  return (
    <>
      {answer && (
        <PictureChooser language={language} words={chooserTexts} onChoose={chosen} onClose={() => chosen(null)} />
      )}
      <StoryEditor
        body={body}
        language={language}
        label={label}
        texts={texts}
        readOnly={readOnly}
        onChange={onChange}
        searchStories={(query) => searchStories(query, language)}
        choosePicture={choosePicture}
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
