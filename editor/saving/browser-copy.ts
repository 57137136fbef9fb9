import { del, get, set } from 'idb-keyval';
import { parseBody, storedBody } from '#blocks/body';
import type { ArticleText } from '#newsroom/editing/working-copy';

/** A copy of a text in the browser, and the version that it was written on, with its text (older copies have none). */
export type BrowserCopy = { text: ArticleText; base: number; baseText?: ArticleText; at: number };

type StoredText = Omit<ArticleText, 'body'> & { body: unknown };
type Stored = { text: StoredText; base: number; baseText?: StoredText; at: number };

/** Of an article by its id, or of something else by a name of its own. */
type CopyOf = number | string;

const nameOf = (of: CopyOf) => (typeof of === 'number' ? `text of article ${of}` : of);

// The browser may have no room, or keep nothing in a private window; then the server's copy is the only one.

/** Keeps a copy of what is being written, for when this window closes or crashes before it is saved. */
export function keepCopy(of: CopyOf, { text, base, baseText, at }: BrowserCopy): void {
  const written = (some: ArticleText): StoredText => ({ ...some, body: storedBody(some.body) });
  const stored: Stored = { base, at, text: written(text), ...(baseText && { baseText: written(baseText) }) };
  set(nameOf(of), stored).catch(() => {});
}

export function deleteCopy(of: CopyOf): void {
  del(nameOf(of)).catch(() => {});
}

/** The copy that was left in this browser, which an earlier version of this code may have made; null for none. */
export async function readCopy(of: CopyOf): Promise<BrowserCopy | null> {
  const stored = await get<Stored>(nameOf(of)).catch(() => undefined);
  if (!stored) return null;
  const { text, base, baseText, at } = stored;
  const read = (some: StoredText): ArticleText => ({ ...some, body: parseBody(some.body) });
  return { base, at, text: read(text), ...(baseText && { baseText: read(baseText) }) };
}
