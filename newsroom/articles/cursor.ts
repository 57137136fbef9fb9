/** A place in a list ordered by publication, newest first: the last article seen. */
export type Cursor = { publishedAt: Date; id: number };

/** Text for addresses, e.g. `1747144380000-17`: milliseconds since 1970 UTC and the article's id. */
export function writeCursor(cursor: Cursor): string {
  return `${cursor.publishedAt.getTime()}-${cursor.id}`;
}

/** The reverse of writeCursor; undefined for anything that it cannot have written. */
export function readCursor(text: string): Cursor | undefined {
  const match = /^(\d{1,15})-(\d{1,10})$/.exec(text);
  if (!match) return undefined;
  const publishedAt = new Date(Number(match[1]));
  const id = Number(match[2]);
  if (Number.isNaN(publishedAt.getTime()) || id < 1 || id > 2_147_483_647) return undefined;
  return { publishedAt, id };
}
