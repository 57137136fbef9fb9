import { askOnce, charsetOf, readBody, troubleOf } from '#platform/http-answer';
import { type Door, INTERNET, redirectTarget, retryAfterOf } from '#platform/http-client';

const TIMEOUT_MS = 30_000;

export type PageAnswer =
  /** `type` is its media type in small letters, empty where it names none. */
  | { kind: 'page'; bytes: Uint8Array; type: string; charset?: string }
  | { kind: 'redirect'; to: string }
  | {
      kind: 'failed';
      why: 'not-public' | 'unknown-host' | 'unreachable' | 'status' | 'too-large';
      /** Of an answer with an error. */
      status?: number;
      retryAfterSeconds?: number;
    };

/**
 * Gets a page of another site, at most `limit` bytes however it is compressed, from no address of this machine or of a
 * private network. Redirects are told and not followed: whoever asks knows whether it may go there. Trouble is a value.
 */
export async function getPage(
  address: string,
  { accept, limit, door = INTERNET }: { accept: string; limit: number; door?: Door | undefined },
): Promise<PageAnswer> {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || !door.isAllowed(url.href))
    return { kind: 'failed', why: 'not-public' };
  try {
    const signal = AbortSignal.timeout(door.timeout ?? TIMEOUT_MS);
    const response = await askOnce(url, door, { headers: { accept }, signal });
    const { statusCode: status = 0, headers } = response;
    if (status === 200) {
      const bytes = await readBody(response, limit);
      if (!bytes) return { kind: 'failed', why: 'too-large' };
      const [type = ''] = (headers['content-type'] ?? '').toLowerCase().split(';', 1);
      const charset = charsetOf(response);
      return { kind: 'page', bytes, type: type.trim(), ...(charset && { charset }) };
    }
    response.destroy();
    if ([301, 302, 303, 307, 308].includes(status) && headers.location)
      return { kind: 'redirect', to: redirectTarget(headers.location, url) };
    const retryAfterSeconds = retryAfterOf(headers['retry-after']);
    return { kind: 'failed', why: 'status', status, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) };
  } catch (error) {
    const { why, detail } = troubleOf(error);
    return { kind: 'failed', why: detail === 'ENOTFOUND' ? 'unknown-host' : why };
  }
}
