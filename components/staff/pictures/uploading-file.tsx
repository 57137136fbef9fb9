import type { ReactNode } from 'react';
import type { SentPicture } from '#components/staff/pictures/send-picture';
import { Thumbnail } from '#components/staff/pictures/thumbnail';
import type { ShownPicture } from '#newsroom/media/shown-picture';

/** A file on its way to the library. */
export type Uploading = { key: number; name: string; share: number; picture?: SentPicture; trouble?: string };

export type UploadingTexts = Record<'waiting' | 'uploading' | 'processing' | 'added' | 'known' | 'still', string>;

export function stateOf({ share, picture, trouble }: Uploading, words: UploadingTexts): string {
  if (trouble) return trouble;
  if (picture) return takenState(picture, words);
  if (share === 0) return words.waiting;
  return share < 1 ? words.uploading : words.processing;
}

/** What has come of a file: that it is in the library, and what was lost on the way. */
export function takenState({ isNew, isAnimated }: SentPicture, words: UploadingTexts): string {
  const state = isNew ? words.added : words.known;
  return isAnimated ? `${state}; ${words.still}` : state;
}

export function UploadingFile({
  file,
  words,
  after,
}: {
  file: Uploading;
  words: UploadingTexts;
  /** What stands behind one that has been taken in. */
  after: ((picture: ShownPicture) => ReactNode) | undefined;
}) {
  const { name, share, picture, trouble } = file;
  return (
    <li className="coming">
      {picture ? <Thumbnail src={picture.src} className="coming-picture" /> : <span className="coming-picture" />}
      <div className="min-w-0">
        <p className="break-words">{name}</p>
        <p className={trouble ? 'text-accent' : 'text-soft'}>
          {!picture && !trouble && <progress className="coming-bar" value={share} aria-label={name} />}{' '}
          {stateOf(file, words)}
        </p>
        {picture && after?.(picture)}
      </div>
    </li>
  );
}
