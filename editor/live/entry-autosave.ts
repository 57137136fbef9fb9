import { useEffect, useState, useSyncExternalStore } from 'react';
import { canonicalJson } from '#blocks/canonical-json';
import { type BrowserCopy, deleteCopy, keepCopy, readCopy } from '#editor/saving/browser-copy';
import { TextAutosave } from '#editor/saving/text-autosave';
import type { Language } from '#i18n/languages';
import type { EntryText } from '#newsroom/live/entry';
import {
  type EntryPlace,
  type EntrySaveResult,
  holdEntry,
  sendEntry,
  sendEntryOnLeaving,
  textOf,
} from './send-entry.ts';

/** A window says so often that it has an entry open, ms. */
const HOLD_MS = 20_000;
/** … as long as something was written in it so long ago at most, ms: others may have it from somebody who has gone. */
const IDLE_MS = 300_000;

type Opened = {
  storyId: number;
  language: Language;
  /** Null for one that is yet to begin. */
  entry: number | null;
  text: EntryText;
  /** 0 where there is no text in the language. */
  version: number;
};

/** Keeps an entry that is being written as a story is kept (text-autosave.ts), and holds it for this window meanwhile. */
export function useEntryAutosave({ storyId, language, entry, text, version }: Opened) {
  const copyName = entry === null ? `live blog ${storyId} in ${language}` : `live entry ${entry} in ${language}`;
  const [store] = useState(() => {
    const listeners = new Set<() => void>();
    const changed = () => {
      for (const listener of listeners) listener();
    };
    const place: EntryPlace = {
      ...{ storyId, language, entry, token: crypto.randomUUID(), author: null, isNew: entry === null },
    };
    const autosave = new TextAutosave(
      { text: textOf(text), version, slug: '' },
      {
        async send(written, base) {
          const sent = await sendEntry(place, written, base);
          place.entry = sent.entry;
          store.heldBy = sent.heldBy;
          store.isOut = sent.isOut === true;
          store.leftBehind = sent.leftBehind ?? store.leftBehind;
          return sent.result;
        },
        keepCopy(copy) {
          if (!copy) return deleteCopy(copyName);
          store.writtenAt = Date.now();
          keepCopy(copyName, copy);
        },
        changed,
      },
    );
    const store = {
      autosave,
      place,
      heldBy: null as string | null,
      isOut: false,
      leftBehind: null as EntrySaveResult['leftBehind'] | null,
      writtenAt: Date.now(),
      changed,
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    return store;
  });
  const { autosave, place, subscribe, changed } = store;
  const state = useSyncExternalStore(
    subscribe,
    () => autosave.state,
    () => autosave.state,
  );
  const heldBy = useSyncExternalStore(
    subscribe,
    () => store.heldBy,
    () => store.heldBy,
  );
  const [localCopy, setLocalCopy] = useState<BrowserCopy | null>(null);
  const { entry: number } = place;

  useEffect(() => {
    void readCopy(copyName).then((copy) => {
      if (copy && canonicalJson(copy.text) !== canonicalJson(autosave.text)) setLocalCopy(copy);
    });
    const warn = (event: BeforeUnloadEvent) => autosave.isDirty && event.preventDefault();
    const leave = () => {
      if (autosave.isDirty) sendEntryOnLeaving(place, autosave.text, autosave.state.version);
      if (place.entry !== null) void holdEntry(storyId, place.entry, true);
    };
    addEventListener('beforeunload', warn);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('beforeunload', warn);
      removeEventListener('pagehide', leave);
      leave();
      autosave.stop();
    };
  }, [autosave, copyName, place, storyId]);

  useEffect(() => {
    if (number === null) return;
    const hold = async () => {
      // Whoever waits for a colleague cannot write, and asks until they have stopped.
      if (store.heldBy === null && Date.now() - store.writtenAt > IDLE_MS) return;
      store.heldBy = await holdEntry(storyId, number, false);
      changed();
    };
    void hold();
    const timer = setInterval(hold, HOLD_MS);
    return () => clearInterval(timer);
  }, [number, storyId, store, changed]);

  return {
    ...{ autosave, place, state, heldBy, localCopy },
    /** As of the last save. */
    last: store as Pick<typeof store, 'isOut' | 'leftBehind'>,
    discardLocalCopy() {
      setLocalCopy(null);
      deleteCopy(copyName);
    },
  };
}
