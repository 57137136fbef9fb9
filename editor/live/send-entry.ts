import { parseBody, storedBody } from '#blocks/body';
import type { SaveResult } from '#editor/saving/text-autosave';
import { liveDeskAddress } from '#i18n/admin-addresses';
import type { Language } from '#i18n/languages';
import type { ArticleText } from '#newsroom/editing/working-copy';

/** Longest that a save is waited for, ms. */
const TIMEOUT_MS = 20_000;

/** Which entry is saved: its number, and what the window calls it until it has one. */
export type EntryPlace = {
  storyId: number;
  entry: number | null;
  token: string;
  author: string | null;
  language: Language;
  /** Whether this window has begun it, or is yet to. */
  isNew: boolean;
};

/**
 * A result with the entry's number, or with who is writing it instead. `isOut`: readers have it, or had it. `leftBehind`:
 * what this window had begun was published or discarded by somebody, and its text is a new entry now.
 */
export type EntrySaveResult = {
  result: SaveResult;
  entry: number | null;
  heldBy: string | null;
  isOut?: boolean;
  leftBehind?: 'published' | 'discarded';
};

const REFUSED = {
  401: 'signed-out',
  403: 'not-allowed',
  404: 'absent',
  400: 'bad-text',
  422: 'unknown-block',
} as const;

/** An entry is saved as a text whose headline is its title. */
export function textOf({ title, body }: { title: string; body: ArticleText['body'] }): ArticleText {
  return { headline: title, standfirst: '', source: '', body };
}

function request({ storyId, ...place }: EntryPlace, text: ArticleText, base: number): [string, RequestInit] {
  const sent = { ...place, base, text: { title: text.headline, body: storedBody(text.body) } };
  return [
    `${liveDeskAddress(storyId)}/entries`,
    { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) },
  ];
}

/** Sends an entry to the server and says what came of it. */
export async function sendEntry(place: EntryPlace, text: ArticleText, base: number): Promise<EntrySaveResult> {
  const other = (result: SaveResult, heldBy: string | null = null) => ({ result, entry: place.entry, heldBy });
  try {
    const [address, init] = request(place, text, base);
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) {
      const { entry, version, removed, isOut } = await response.json();
      return { result: { kind: 'saved', version, removed, slug: '', publishedVersion: 0 }, entry, heldBy: null, isOut };
    }
    if (place.isNew && place.entry !== null && (response.status === 410 || response.status === 404)) {
      Object.assign(place, { entry: null, token: crypto.randomUUID() });
      const leftBehind = response.status === 410 ? ('published' as const) : ('discarded' as const);
      return { ...(await sendEntry(place, text, 0)), leftBehind };
    }
    if (response.status === 409) {
      const { version, text: theirs, byName } = await response.json();
      const { title, body } = theirs;
      return other({ kind: 'conflict', version, byName, text: textOf({ title, body: parseBody(body) }) });
    }
    // Whoever is writing it stops some time; until then the text stays here.
    if (response.status === 423) return other({ kind: 'unreachable' }, (await response.json()).name ?? '');
    if (response.status === 503 && (await response.json()).database === 'read-only')
      return other({ kind: 'refused', why: 'read-only' });
    const why = REFUSED[response.status as keyof typeof REFUSED];
    return other(why ? { kind: 'refused', why } : { kind: 'unreachable' });
  } catch {
    return other({ kind: 'unreachable' });
  }
}

/** A last save while the page goes away; the browser's copy stays until it is known to have arrived. */
export function sendEntryOnLeaving(place: EntryPlace, text: ArticleText, base: number): void {
  const [address, init] = request(place, text, base);
  void fetch(address, { ...init, keepalive: true }).catch(() => {});
}

/** Says that this window has an entry open, or is closing it. Who is writing it instead, if somebody is. */
export async function holdEntry(storyId: number, entry: number, isClosing: boolean): Promise<string | null> {
  const response = await fetch(`${liveDeskAddress(storyId)}/hold`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ entry, isClosing }),
    keepalive: isClosing,
  }).catch(() => null);
  return response?.status === 423 ? ((await response.json()).name ?? '') : null;
}
