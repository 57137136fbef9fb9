import { parseBody, storedBody } from '#blocks/body';
import { editAddress } from '#i18n/admin-addresses';
import type { TextSave } from '#newsroom/editing/save-text';
import type { SaveResult } from './text-autosave.ts';

/** Longest that a save is waited for, ms. */
const TIMEOUT_MS = 20_000;

function request(articleId: number, { text, ...rest }: TextSave): [string, RequestInit] {
  const sent = { ...rest, text: { ...text, body: storedBody(text.body) } };
  return [
    `${editAddress(articleId)}/text`,
    { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) },
  ];
}

const REFUSED = {
  401: 'signed-out',
  403: 'not-allowed',
  404: 'absent',
  400: 'bad-text',
  422: 'unknown-block',
} as const;

/** Sends a text to the server and says what came of it. */
export async function sendText(articleId: number, save: TextSave): Promise<SaveResult> {
  try {
    const [address, init] = request(articleId, save);
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) return { kind: 'saved', ...(await response.json()) };
    if (response.status === 409) {
      const { version, text, byName } = await response.json();
      return { kind: 'conflict', version, text: { ...text, body: parseBody(text.body) }, byName };
    }
    if (response.status === 503 && (await response.json()).database === 'read-only')
      return { kind: 'refused', why: 'read-only' };
    const why = REFUSED[response.status as keyof typeof REFUSED];
    return why ? { kind: 'refused', why } : { kind: 'unreachable' };
  } catch {
    return { kind: 'unreachable' };
  }
}

/**
 * A last save while the page goes away; nobody waits for it, and the browser's copy stays until it is known to have
 * arrived.
 */
export function sendTextOnLeaving(articleId: number, save: TextSave): void {
  const [address, init] = request(articleId, save);
  // Browsers send at most 64 kB so.
  void fetch(address, { ...init, keepalive: true }).catch(() => {});
}
