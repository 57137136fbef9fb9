'use client';
import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from 'react';
import { canonicalJson } from '#blocks/canonical-json';
import { type BrowserCopy, deleteCopy, keepCopy, readCopy } from '#editor/saving/browser-copy';
import { sendText, sendTextOnLeaving } from '#editor/saving/send-text';
import { type AutosaveState, TextAutosave } from '#editor/saving/text-autosave';
import type { ArticleText } from '#newsroom/editing/working-copy';
import { type Parts, useParts } from './parts.ts';

type ArticleScreenContext = {
  articleId: number;
  autosave: TextAutosave;
  state: AutosaveState;
  /** The forms beside the text. */
  parts: Parts;
  /** What the fields begin with; another `key` makes them begin anew. */
  shown: { text: ArticleText; key: number };
  /** Shows another text in the fields, as if it had been typed. */
  show(text: ArticleText): void;
  /** A text that was left in this browser and that the server does not have. */
  localCopy: BrowserCopy | null;
  discardLocalCopy(): void;
};

const Context = createContext<ArticleScreenContext | null>(null);

export function useArticleScreen(): ArticleScreenContext {
  const context = use(Context);
  if (!context) throw new Error('this stands only in an ArticleScreen');
  return context;
}

/** Where an article is written: what stands inside shares one text, one version and one way of saving it. */
export function ArticleScreen({
  articleId,
  text,
  version,
  slug,
  children,
}: {
  articleId: number;
  text: ArticleText;
  version: number;
  slug: string;
  children: ReactNode;
}) {
  const [shown, setShown] = useState({ text, key: 0 });
  const [localCopy, setLocalCopy] = useState<BrowserCopy | null>(null);
  const [store] = useState(() => {
    const listeners = new Set<() => void>();
    const autosave = new TextAutosave(
      { text, version, slug },
      {
        send: (written, base, isExplicit) => sendText(articleId, { text: written, base, isExplicit }),
        keepCopy: (copy) => (copy ? keepCopy(articleId, copy) : deleteCopy(articleId)),
        changed: () => {
          for (const listener of listeners) listener();
        },
      },
    );
    const subscribe = (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    return { autosave, subscribe };
  });
  const { autosave, subscribe } = store;
  const parts = useParts(autosave);
  const { hasChanges } = parts;
  const state = useSyncExternalStore(
    subscribe,
    () => autosave.state,
    () => autosave.state,
  );

  useEffect(() => {
    void readCopy(articleId).then((copy) => {
      if (copy && canonicalJson(copy.text) !== canonicalJson(autosave.text)) setLocalCopy(copy);
    });
    const warn = (event: BeforeUnloadEvent) => {
      if (autosave.isDirty || hasChanges()) event.preventDefault();
    };
    const leave = () =>
      autosave.isDirty &&
      sendTextOnLeaving(articleId, { text: autosave.text, base: autosave.state.version, isExplicit: false });
    addEventListener('beforeunload', warn);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('beforeunload', warn);
      removeEventListener('pagehide', leave);
      autosave.stop();
    };
  }, [articleId, autosave, hasChanges]);

  const show = useCallback(
    (other: ArticleText) => {
      autosave.write(other);
      setShown(({ key }) => ({ text: other, key: key + 1 }));
    },
    [autosave],
  );
  const discardLocalCopy = useCallback(() => {
    setLocalCopy(null);
    deleteCopy(articleId);
  }, [articleId]);
  const context = useMemo(
    () => ({ articleId, autosave, state, parts, shown, show, localCopy, discardLocalCopy }),
    [articleId, autosave, state, parts, shown, show, localCopy, discardLocalCopy],
  );
  return <Context value={context}>{children}</Context>;
}
