import type { OpenTarget, Outside, PurgeOutcome } from '#newsroom/purges/purge-target';
import { openToken } from '#newsroom/purges/token';
import { sendToInternet } from '#platform/http-client';

type Call = { address: string; headers(token: string): Record<string, string>; body: string };

/** Calls the API of a CDN with the token of a target. What is answered is kept without the token. */
export async function callApi(
  target: OpenTarget,
  { address, headers, body }: Call,
  { door }: Outside,
): Promise<PurgeOutcome> {
  const token = openToken(target);
  if (!token) return { ok: false, answer: 'its token cannot be read: AUTH_SECRET is another one', trouble: 'secret' };
  const sent = await sendToInternet(address, { headers: headers(token), body, door });
  if (!sent.ok) return { ok: false, answer: sent.why, trouble: 'failed' };
  const { status, words, retryAfterSeconds } = sent;
  const answer = `${status} ${words.replaceAll(token, '…')}`.trim();
  // Cloudflare says in its answer whether it has done it.
  if (status >= 200 && status < 300 && !/"success"\s*:\s*false/.test(words)) return { ok: true, answer };
  const trouble = status === 401 || status === 403 ? 'token' : 'failed';
  return { ok: false, answer, trouble, ...(retryAfterSeconds && { retryAfterSeconds }) };
}
