import { useCallback, useMemo, useState } from 'react';
import type { TextAutosave } from '#editor/saving/text-autosave';

/** A form beside the text. With `save` it is saved together with the article; it says whether that succeeded. */
export type Part = { name: string; isChanged(): boolean; save?(): Promise<boolean> };

/** What could not be saved: the text, or the form of that name. */
export type Unsaved = 'text' | { part: string };

export type Parts = {
  /** Makes a form known; returns what forgets it. */
  register(part: Part): () => void;
  /** To be called when fields of a form may have changed. */
  check(): void;
  hasChanges(): boolean;
  /** Names of the forms that have something that is not saved. */
  changed: string[];
  /** Saves the text, then every form but `except` that has changed and is saved with it, until one refuses. */
  saveAll(isExplicit: boolean, except?: Part): Promise<Unsaved | null>;
};

/** The forms beside a text, which are saved with it. */
export function useParts(autosave: TextAutosave): Parts {
  const [known] = useState(() => new Set<Part>());
  const [changed, setChanged] = useState<string[]>([]);
  const check = useCallback(() => {
    const names = [...known].filter((part) => part.isChanged()).map(({ name }) => name);
    setChanged((before) => (before.join() === names.join() ? before : names));
  }, [known]);
  const register = useCallback(
    (part: Part) => {
      known.add(part);
      return () => {
        known.delete(part);
        check();
      };
    },
    [known, check],
  );
  const hasChanges = useCallback(() => [...known].some((part) => part.isChanged()), [known]);
  const saveAll = useCallback(
    async (isExplicit: boolean, except?: Part): Promise<Unsaved | null> => {
      if (!(await autosave.save(isExplicit))) return 'text';
      for (const part of known) {
        if (part === except || !part.save || !part.isChanged()) continue;
        if (!(await part.save())) return { part: part.name };
      }
      return null;
    },
    [autosave, known],
  );
  return useMemo(
    () => ({ register, check, hasChanges, changed, saveAll }),
    [register, check, hasChanges, changed, saveAll],
  );
}
