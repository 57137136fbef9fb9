'use client';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { type QueueTexts, useFileQueue } from '#components/staff/pictures/file-queue';
import { stateOf, UploadingFile, type UploadingTexts } from '#components/staff/pictures/uploading-file';
import type { Language } from '#i18n/languages';
import { ACCEPTED } from '#newsroom/media/picture-file';
import type { ShownPicture } from '#newsroom/media/shown-picture';

export type UploadTexts = UploadingTexts &
  QueueTexts &
  Record<'label' | 'hint' | 'drop' | 'choose' | 'submit' | 'files', string>;

/**
 * Takes files into the library one after another, by drop, paste or choice. `everywhere` is for a page of its own: then
 * they may be dropped and pasted anywhere on it, and the form round it takes one without a script.
 */
export function PictureUpload({
  language,
  words,
  everywhere = false,
  onTaken,
  after,
}: {
  /** Of the words that taken pictures come with; else that of the person. */
  language?: Language;
  words: UploadTexts;
  everywhere?: boolean;
  onTaken?: (picture: ShownPicture) => void;
  after?: (picture: ShownPicture) => ReactNode;
}) {
  const { files, take } = useFileQueue({ language, words, onTaken });
  const [isOver, setOver] = useState(false);
  const [isAwake, setAwake] = useState(false);
  const zone = useRef<HTMLDivElement>(null);

  const bring = useEffectEvent((event: Event) => {
    const data = event instanceof ClipboardEvent ? event.clipboardData : (event as DragEvent).dataTransfer;
    if (!data?.types.includes('Files')) return;
    event.preventDefault();
    setOver(event.type === 'dragover');
    if (event.type === 'drop' || event.type === 'paste') take(data.files);
  });

  useEffect(() => {
    const place = everywhere ? document : zone.current;
    const leave = () => setOver(false);
    setAwake(true);
    for (const type of ['dragover', 'drop', 'paste']) place?.addEventListener(type, bring);
    place?.addEventListener('dragleave', leave);
    return () => {
      for (const type of ['dragover', 'drop', 'paste']) place?.removeEventListener(type, bring);
      place?.removeEventListener('dragleave', leave);
    };
  }, [everywhere]);

  const latest = files.findLast(({ picture, trouble }) => picture || trouble);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset takes no part in the layout round it.
    <div ref={zone} role="group" aria-label={words.label} className="intake" data-over={isOver}>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <label className="intake-choice">
          <span className="button">{words.choose}</span>
          <input
            type="file"
            accept={ACCEPTED}
            // A form without a script brings one.
            multiple={isAwake}
            {...(everywhere && { name: 'file', required: true })}
            onChange={({ currentTarget }) => {
              take(currentTarget.files ?? []);
              currentTarget.value = '';
            }}
          />
        </label>
        {everywhere && (
          <button type="submit" className="button needs-no-script">
            {words.submit}
          </button>
        )}
        <p className="needs-script">{words.drop}</p>
      </div>
      <p className="field-hint">{words.hint}</p>
      {files.length > 0 && (
        <ul aria-label={words.files} className="mt-3 grid gap-3">
          {files.map((file) => (
            <UploadingFile key={file.key} file={file} words={words} after={after} />
          ))}
        </ul>
      )}
      <p role="status" className="unseen">
        {latest && `${latest.name}: ${stateOf(latest, words)}`}
      </p>
    </div>
  );
}
