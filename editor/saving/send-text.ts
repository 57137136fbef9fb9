import { editAddress } from '#i18n/admin-addresses';
import type { TextSave } from '#newsroom/editing/save-text';
import type { Sent } from './text-autosave.ts';

/** Longest that a save is waited for, ms. */
const PATIENCE_MS = 20_000;

function request(articleId: number, save: TextSave): [string, RequestInit] {
  return [
    `${editAddress(articleId)}/text`,
    { method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify(save) },
  ];
}

const REFUSED = { 401: 'signed-out', 403: 'not-allowed', 404: 'absent', 400: 'bad-text' } as const;

/** Hands a text to the server and says what came of it. */
export async function sendText(articleId: number, save: TextSave): Promise<Sent> {
  try {
    const [address, init] = request(articleId, save);
    const response = await fetch(address, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
    if (response.ok) return { kind: 'saved', ...(await response.json()) };
    if (response.status === 409) {
      const { version, text, byName } = await response.json();
      return { kind: 'conflict', version, text, byName };
    }
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
export function sendTextLeaving(articleId: number, save: TextSave): void {
  const [address, init] = request(articleId, save);
  // Browsers send at most 64 kB so.
  void fetch(address, { ...init, keepalive: true }).catch(() => {});
}
