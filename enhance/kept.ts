// Stories that are kept in the browser for times without a connection; shared by the page that keeps them and the
// worker that brings them out again.

/** Pages of stories, each with the time it was kept. */
export const STORIES = 'stories-1';
/** What these pages need to be drawn, style sheet, script and fonts, and the offline pages with theirs. */
export const PARTS = 'parts-1';
export const PICTURES = 'pictures-1';
export const KEPT_AT = 'x-kept-at';

/** Removes what was put in first, down to so many. */
export async function prune(cache: Cache, length: number): Promise<void> {
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - length)).map((key) => cache.delete(key)));
}

/** When something was kept, as the format of a language has it (`en-GB`) and by the reader's own clock. */
export function keptTime(response: Response, format: string | undefined): string {
  const time = new Date(response.headers.get(KEPT_AT) ?? 0);
  return new Intl.DateTimeFormat(format, {
    dateStyle: 'long',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).format(time);
}
