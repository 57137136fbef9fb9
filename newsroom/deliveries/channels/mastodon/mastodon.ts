import { z } from 'zod';
import type { Account, Channel, Done, Post } from '#newsroom/deliveries/channels/channel';
import { graphemeLength, postText } from '#newsroom/deliveries/channels/post-text';
import { type SendResult, sendToInternet } from '#platform/http-client';
import { parseJson } from '#platform/parse-json';

// Mastodon's API (docs.joinmastodon.org/methods/statuses), which other servers have too. The secret is an access token
// with the right write:statuses.

const config = z.object({
  /** Origin of the server that the account is on. */
  server: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  /** How long a post may be there, characters. */
  longest: z.number().int().min(100).max(100_000).default(500),
});

type Config = z.infer<typeof config>;

/** A link counts as so many characters however long it is. */
const LINK = 23;
const LIMIT = 200_000;

const status = z.object({ id: z.string(), url: z.string().nullish(), visibility: z.string().default('') });

export const mastodon: Channel<Config> = {
  config,
  counts: 'graphemes',
  room: ({ longest }) => longest - LINK - 2,
  shows: (config, post) => ({ text: bodyOf(config, post).text, pictures: 0 }),
  // Idempotency-Key: for an hour, and what is older than that is no news.
  repeats: true,

  async create(account, post, { messageId, isAgain }) {
    const { sent, text } = bodyOf(account.config, post);
    const headers = { 'idempotency-key': messageId };
    const answer = await call(account, 'POST', '/api/v1/statuses', { ...sent, visibility: 'public' }, headers);
    // It may show what a former try said, which nobody knows any more: the next change is made, whatever it is.
    const done = doneOf(answer, isAgain ? '' : text);
    // As it is, it is not taken.
    if (!done.ok && answer.ok && answer.status === 422) return { ...done, isFinal: false, isRefused: true };
    if (!done.ok || !isQuestion(answer)) return done;
    // Its key was spent on asking whether it is there (below): the story has been published again since, under another.
    const gone = await removeStatus(account, done.remoteId);
    return gone.ok ? { ok: false, why: 'published again since', isFinal: true } : gone;
  },

  /**
   * The server answers a key that it knows with the post that there is. To a new one it makes a message to nobody,
   * which only this account sees, and which goes at once.
   */
  async find(account, { messageId }) {
    const question = { status: 'Is it there?', visibility: 'direct' };
    const answer = await call(account, 'POST', '/api/v1/statuses', question, { 'idempotency-key': messageId });
    const none = { ok: true as const, remoteId: '', url: '', text: '', answer: 'not there' };
    // The key is known, and its post was deleted.
    if (answer.ok && answer.status === 404) return none;
    const found = doneOf(answer, '');
    if (!found.ok || !isQuestion(answer)) return found;
    const gone = await removeStatus(account, found.remoteId);
    return gone.ok ? none : gone;
  },

  async edit(account, { remoteId, text: before }, post) {
    const { sent, text } = bodyOf(account.config, post);
    // It would be called edited.
    if (text === before) return { ok: true, remoteId, url: '', text, answer: 'unchanged' };
    return doneOf(await call(account, 'PUT', `/api/v1/statuses/${encodeURIComponent(remoteId)}`, sent), text);
  },

  remove: (account, remoteId) => removeStatus(account, remoteId),

  async test(account) {
    const answer = await call(account, 'GET', '/api/v1/accounts/verify_credentials');
    if (!answer.ok) return { ok: false, answer: answer.why };
    const named = z.object({ acct: z.string() }).safeParse(parseJson(answer.words));
    return answer.status === 200 && named.success
      ? { ok: true, answer: `@${named.data.acct}` }
      : { ok: false, answer: troubleOf(answer) };
  },
};

async function removeStatus(account: Account<Config>, remoteId: string): Promise<Done> {
  const answer = await call(account, 'DELETE', `/api/v1/statuses/${encodeURIComponent(remoteId)}`);
  // Somebody has deleted it there.
  if (answer.ok && (answer.status === 404 || answer.status === 410))
    return { ok: true, remoteId, url: '', text: '', answer: 'not there' };
  const done = doneOf(answer, '');
  return done.ok ? { ...done, remoteId, url: '' } : done;
}

/** Whether what is there is a message to nobody, which only asks. */
function isQuestion(answer: SendResult): boolean {
  return answer.ok && status.safeParse(parseJson(answer.words)).data?.visibility === 'direct';
}

/** As the server counts: links in a text of somebody's own are links too; what stands behind one is none of it. */
function length(text: string): number {
  const counted = text.replace(/https?:\/\/\S*?([^\p{L}\p{N}/=_~&#%\s-]*)(?=\s|$)/gu, `${'x'.repeat(LINK)}$1`);
  return graphemeLength(counted);
}

function bodyOf({ longest }: Config, post: Post) {
  const words = postText(post, { longest, rest: LINK + 2, length });
  const text = `${words}\n\n${post.url}`;
  return { sent: { status: text, language: post.language }, text };
}

function call(
  { config: { server }, secret, door }: Account<Config>,
  method: 'POST' | 'PUT' | 'DELETE' | 'GET',
  path: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<SendResult> {
  return sendToInternet(server + path, {
    method,
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', ...headers },
    ...(body && { body: JSON.stringify(body) }),
    ...{ limit: LIMIT, door },
  });
}

function doneOf(answer: SendResult, text: string): Done {
  if (!answer.ok) return { ok: false, why: answer.why };
  const { status: code, words, retryAfterSeconds } = answer;
  const made = status.safeParse(parseJson(words));
  if (code >= 200 && code < 300 && made.success)
    return { ok: true, remoteId: made.data.id, url: made.data.url ?? '', text, answer: '' };
  const isFinal = code === 404 || code === 410 || code === 422;
  return { ok: false, why: troubleOf(answer), retryAfterSeconds, ...(isFinal && { isFinal }) };
}

/** The server's own words, or its status. */
function troubleOf({ status: code, words }: SendResult & { ok: true }): string {
  const said = z.object({ error: z.string() }).safeParse(parseJson(words));
  return said.success ? `${code} ${said.data.error}` : `status ${code}`;
}
