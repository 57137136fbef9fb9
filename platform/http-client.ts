const TIMEOUT_MS = 10_000;

export type PostResult = { ok: true } | { ok: false; why: string; retryAfterSeconds?: number };

/** Posts to another site. An unreachable or slow site, a redirect and an error status are failures, not exceptions. */
export async function post(address: string, type: string, body: string): Promise<PostResult> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    if (response.ok) return { ok: true };
    const retryAfter = Number(response.headers.get('retry-after'));
    return { ok: false, why: `status ${response.status}`, ...(retryAfter > 0 && { retryAfterSeconds: retryAfter }) };
  } catch (error) {
    return { ok: false, why: String((error as Error).cause ?? error) };
  }
}
