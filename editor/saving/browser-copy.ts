import { del, get, set } from 'idb-keyval';
import { parseBody, storedBody } from '#blocks/body';
import type { ArticleText } from '#newsroom/editing/working-copy';

/** A copy of a text in the browser, and the version that it was written on. */
export type BrowserCopy = { text: ArticleText; base: number; at: number };

type Stored = { text: Omit<ArticleText, 'body'> & { body: unknown }; base: number; at: number };

const nameOf = (articleId: number) => `text of article ${articleId}`;

// The browser may have no room, or keep nothing in a private window; then the server's copy is the only one.

/** Keeps a copy of what is being written, for when this window closes or crashes before it is saved. */
export function keepCopy(articleId: number, { text, ...rest }: BrowserCopy): void {
  const stored: Stored = { ...rest, text: { ...text, body: storedBody(text.body) } };
  set(nameOf(articleId), stored).catch(() => {});
}

export function deleteCopy(articleId: number): void {
  del(nameOf(articleId)).catch(() => {});
}

/** The copy that was left in this browser, which an earlier version of this code may have made; null for none. */
export async function readCopy(articleId: number): Promise<BrowserCopy | null> {
  const stored = await get<Stored>(nameOf(articleId)).catch(() => undefined);
  return stored ? { ...stored, text: { ...stored.text, body: parseBody(stored.text.body) } } : null;
}
