'use client';
import { useCallback, useState } from 'react';
import { findInLibrary } from '#components/staff/pictures/find-in-library';
import { type ChooserTexts, PictureChooser } from '#components/staff/pictures/picture-chooser.island';
import type { Language } from '#i18n/languages';
import type { ArticleBody, Block } from '#newsroom/articles/article-body';
import type { ShownPicture } from '#newsroom/media/shown-picture';
import { type ChosenPicture, ChosenPictures } from '../components/staff/pictures/chosen-pictures.ts';
import type { EditorTexts } from './editor-texts.ts';
import { StoryEditor } from './story-editor.island.tsx';

/** The story editor with the library beside it, from which pictures come. */
export function BodyField({
  body,
  language,
  label,
  words,
  chooserWords,
  pictures,
  readOnly = false,
  onChange,
}: {
  body: ArticleBody;
  language: Language;
  label: string;
  words: EditorTexts;
  chooserWords: ChooserTexts;
  /** Those of the text that it begins with, by id. */
  pictures: Record<string, ChosenPicture>;
  readOnly?: boolean;
  onChange(body: Block[]): void;
}) {
  const [shelf] = useState(
    () => new ChosenPictures(pictures, async (ids) => (await findInLibrary(language, { ids }))?.pictures ?? null),
  );
  const [choose, setChoose] = useState<((id: string | null) => void) | null>(null);
  const choosePicture = useCallback(() => new Promise<string | null>((chosen) => setChoose(() => chosen)), []);
  const chosen = (picture: ShownPicture | null) => {
    if (picture) shelf.put(picture.id, picture);
    choose?.(picture?.id ?? null);
    setChoose(null);
  };
  return (
    <>
      {choose && (
        <PictureChooser language={language} words={chooserWords} onChoose={chosen} onClose={() => chosen(null)} />
      )}
      <StoryEditor
        body={body}
        language={language}
        label={label}
        words={words}
        readOnly={readOnly}
        onChange={onChange}
        searchStories={(query) => searchStories(query, language)}
        choosePicture={choosePicture}
        shelf={shelf}
        intake={chooserWords.intake}
      />
    </>
  );
}

async function searchStories(query: string, language: Language): Promise<{ headline: string; href: string }[]> {
  const address = `/admin/articles/find?${new URLSearchParams({ q: query, language })}`;
  const response = await fetch(address, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  return response?.ok ? (await response.json()).stories : [];
}
