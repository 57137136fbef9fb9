/** Longest that anyone outside is waited for, milliseconds. */
const PATIENCE_MS = 10_000;

export type PostResult = { ok: true } | { ok: false; why: string; retryAfterSeconds?: number };

/**
 * Posts something to another site. Fails by value when it cannot be reached, is slow, or answers with anything but
 * success.
 */
export async function post(address: string, type: string, body: string): Promise<PostResult> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    await response.body?.cancel();
    if (response.ok) return { ok: true };
    const retryAfter = Number(response.headers.get('retry-after'));
    return { ok: false, why: `answered ${response.status}`, ...(retryAfter > 0 && { retryAfterSeconds: retryAfter }) };
  } catch (error) {
    return { ok: false, why: String((error as Error).cause ?? error) };
  }
}
