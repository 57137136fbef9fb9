'use client';
import { deepEqual } from 'fast-equals';
import { del, get, set } from 'idb-keyval';
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
import { sendText, sendTextLeaving } from '#editor/saving/send-text';
import { type AutosaveState, type BrowserCopy, TextAutosave } from '#editor/saving/text-autosave';
import type { ArticleText } from '#newsroom/editing/working-copy';

type DashboardPage = {
  articleId: number;
  keeper: TextAutosave;
  state: AutosaveState;
  /** What the fields begin with; another `key` makes them begin anew. */
  shown: { text: ArticleText; key: number };
  /** Shows another text in the fields, as if it had been typed. */
  show(text: ArticleText): void;
  /** A text that was left in this browser and that the server does not have. */
  left: BrowserCopy | null;
  letGo(): void;
};

const DeskContext = createContext<DashboardPage | null>(null);

export function useArticleScreen(): DashboardPage {
  const desk = use(DeskContext);
  if (!desk) throw new Error('there is no desk around this');
  return desk;
}

const copyName = (articleId: number) => `text of article ${articleId}`;

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
  const [left, setLeft] = useState<BrowserCopy | null>(null);
  const [store] = useState(() => {
    const listeners = new Set<() => void>();
    const keeper = new TextAutosave(
      { text, version, slug },
      {
        send: (written, base, isExplicit) => sendText(articleId, { text: written, base, isExplicit }),
        // The browser may have no room, or keep nothing in a private window; then the server's copy is the only one.
        keep: (copy) => void (copy ? set(copyName(articleId), copy) : del(copyName(articleId))).catch(() => {}),
        changed: () => {
          for (const listener of listeners) listener();
        },
      },
    );
    const subscribe = (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    };
    return { keeper, subscribe };
  });
  const { keeper, subscribe } = store;
  const state = useSyncExternalStore(
    subscribe,
    () => keeper.state,
    () => keeper.state,
  );

  useEffect(() => {
    get<BrowserCopy>(copyName(articleId))
      .then((copy) => copy && !deepEqual(copy.text, keeper.text) && setLeft(copy))
      .catch(() => {});
    const warn = (event: BeforeUnloadEvent) => keeper.isDirty && event.preventDefault();
    const leave = () =>
      keeper.isDirty &&
      sendTextLeaving(articleId, { text: keeper.text, base: keeper.state.version, isExplicit: false });
    addEventListener('beforeunload', warn);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('beforeunload', warn);
      removeEventListener('pagehide', leave);
      keeper.stop();
    };
  }, [articleId, keeper]);

  const show = useCallback(
    (other: ArticleText) => {
      keeper.write(other);
      setShown(({ key }) => ({ text: other, key: key + 1 }));
    },
    [keeper],
  );
  const letGo = useCallback(() => {
    setLeft(null);
    del(copyName(articleId)).catch(() => {});
  }, [articleId]);
  const desk = useMemo(
    () => ({ articleId, keeper, state, shown, show, left, letGo }),
    [articleId, keeper, state, shown, show, left, letGo],
  );
  return <DeskContext value={desk}>{children}</DeskContext>;
}
