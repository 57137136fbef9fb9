'use client';
import { useTranslations } from 'next-intl';
import { type ReactNode, startTransition, useEffect, useId, useRef, useState } from 'react';
import { useAnsweredAction } from '#components/staff/form-answer.ts';
import { BodyField } from '#editor/body-field.island.tsx';
import { settleConflict } from '#editor/saving/settle-conflict';
import { clockTime } from '#i18n/dates';
import type { ArticleText } from '#newsroom/editing/working-copy';
import type { EntryText } from '#newsroom/live/entry';
import { useEntryAutosave } from './entry-autosave.ts';
import { EntryConflict } from './entry-conflict.island.tsx';
import { useLiveDesk } from './live-desk.island.tsx';

/** Where an entry is written: saved as one types, published with a key. */
export function EntryEditor({
  entry,
  text,
  version,
  isPublished,
  author = null,
  published,
  onPublished,
  onKept,
  children,
}: {
  /** Null for one that is yet to begin. */
  entry: number | null;
  text: EntryText;
  /** 0 where there is no text in the language. */
  version: number;
  isPublished: boolean;
  /** Key of who a new entry is by. */
  author?: string | null;
  /** Entries that readers have, of a new one to know when somebody else has published it. */
  published?: readonly number[];
  /** Gets what the server said of it. */
  onPublished(message: string): void;
  /** What is written is kept as a draft, and another may be begun. */
  onKept?(message: string): void;
  /** More buttons. */
  children?: ReactNode;
}) {
  const t = useTranslations();
  const { storyId, language, timeZone, texts, chooserTexts, pictures, publishAction } = useLiveDesk();
  const { autosave, place, last, state, heldBy, localCopy, discardLocalCopy } = useEntryAutosave({
    ...{ storyId, language, entry, text, version },
  });
  place.author = author;
  const [shown, setShown] = useState({ text: autosave.text, key: 0 });
  const [title, setTitle] = useState(autosave.text.headline);
  const [trouble, setTrouble] = useState('');
  const [isPublishing, setPublishing] = useState(false);
  const isBusy = useRef(false);
  const publishNow = useAnsweredAction(publishAction ?? (async () => null));
  const id = useId();

  function show(other: ArticleText): void {
    autosave.write(other);
    setTitle(other.headline);
    setShown(({ key }) => ({ text: other, key: key + 1 }));
  }

  /** Saves what there is; of a new entry also who it is by. */
  async function keep(): Promise<boolean> {
    return autosave.save(place.isNew && place.entry !== null);
  }

  async function keepAsDraft(): Promise<void> {
    if (await keep()) onKept?.(t(last.isOut ? 'liveDesk.publishedMeanwhile' : 'liveDesk.kept'));
  }

  // Somebody has published it from the list, or this person has.
  useEffect(() => {
    if (isBusy.current || !place.isNew || place.entry === null || autosave.isDirty) return;
    if (published?.includes(place.entry)) onPublished(t('liveDesk.publishedMeanwhile'));
  });

  async function publish(): Promise<void> {
    if (!publishAction || isBusy.current || heldBy !== null) return;
    isBusy.current = true;
    setTrouble('');
    setPublishing(true);
    try {
      await publishOnce();
    } finally {
      isBusy.current = false;
      setPublishing(false);
    }
  }

  async function publishOnce(): Promise<void> {
    const begun = place.entry;
    const isSaved = await keep();
    if (isSaved && place.isNew && last.isOut) return onPublished(t('liveDesk.publishedMeanwhile'));
    // It would stand there a second time: whoever means that says so again.
    if (begun !== null && place.entry !== begun && last.leftBehind === 'published') return;
    const form = new FormData();
    form.set('entry', String(place.entry ?? ''));
    form.set('language', language);
    form.set('version', String(autosave.state.version));
    const answer = isSaved && place.entry !== null ? await publishNow(null, form) : null;
    if (answer?.ok) onPublished(answer.message);
    else if (answer) setTrouble(answer.message);
    else if (place.entry === null && isSaved) setTrouble(t('liveDesk.empty'));
  }

  const isProblem = !['saved', 'writing', 'saving'].includes(state.status);
  const time = state.savedAt && clockTime(new Date(state.savedAt), texts.language as typeof language, timeZone);
  return (
    <div
      className="entry-editor"
      onKeyDownCapture={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
        event.preventDefault();
        event.stopPropagation();
        startTransition(publish);
      }}
    >
      {localCopy && (
        <p className="message flex flex-wrap items-center gap-3">
          {t('saving.localCopy.title', { time: clockTime(new Date(localCopy.at), language, timeZone) })}
          <button
            type="button"
            className="button"
            onClick={() => {
              show(localCopy.text);
              discardLocalCopy();
            }}
          >
            {t('saving.localCopy.restore')}
          </button>
          <button type="button" className="button" onClick={discardLocalCopy}>
            {t('saving.localCopy.discard')}
          </button>
        </p>
      )}
      {state.theirs && (
        <EntryConflict
          key={state.theirs.version}
          theirs={state.theirs}
          mine={autosave.text}
          choose={(choice) => void settleConflict(autosave, choice, show)}
        />
      )}
      {last.leftBehind && (
        <p role="alert" className="message">
          {t(`liveDesk.leftBehind.${last.leftBehind}`)}
        </p>
      )}
      {heldBy !== null && <p role="alert">{t('liveDesk.heldBy', { name: heldBy })}</p>}
      <label className="field" htmlFor={`${id}-title`}>
        <span>{t('liveDesk.titleField')}</span>
        <input
          id={`${id}-title`}
          className="input headline"
          lang={language}
          maxLength={300}
          value={title}
          readOnly={heldBy !== null}
          onChange={({ target }) => {
            setTitle(target.value);
            autosave.write({ headline: target.value });
          }}
        />
      </label>
      <BodyField
        key={shown.key}
        body={shown.text.body}
        language={language}
        label={t('liveDesk.text')}
        texts={texts}
        chooserTexts={chooserTexts}
        pictures={pictures}
        readOnly={heldBy !== null}
        onChange={(body) => autosave.write({ body })}
      />
      <div className="flex flex-wrap items-center gap-3">
        {publishAction && (
          <button
            type="button"
            className="button button-main"
            title={t('liveDesk.publishKeys', { keys: 'Ctrl+Enter' })}
            aria-busy={isPublishing}
            disabled={heldBy !== null || state.status === 'conflict'}
            onClick={() => startTransition(publish)}
          >
            {t(isPublished ? 'liveDesk.update' : 'liveDesk.publish')}
          </button>
        )}
        {onKept && place.entry !== null && (
          <button
            type="button"
            className="button"
            disabled={heldBy !== null || state.status === 'conflict'}
            onClick={() => startTransition(keepAsDraft)}
          >
            {t('liveDesk.keep')}
          </button>
        )}
        {children}
        <p role="status" className={`entry-status ${isProblem ? 'font-semibold text-accent' : 'text-soft'}`}>
          {state.status === 'saved' && time ? t('saving.savedAt', { time }) : t(`saving.status.${state.status}`)}
        </p>
        {state.removed > 0 && <p role="alert">{t('saving.removed', { count: state.removed })}</p>}
      </div>
      {trouble && (
        <p role="alert" className="message message-trouble">
          {trouble}
        </p>
      )}
    </div>
  );
}
