import { z } from 'zod';
import type { Account } from '#newsroom/deliveries/channels/channel';
import { parseJson } from '#newsroom/deliveries/channels/parse-json';
import { type SendResult, sendToInternet } from '#platform/http-client';

/** What a call of the AT Protocol has come to. */
export type Ask =
  | { ok: true; result: unknown }
  | { ok: false; why: string; retryAfterSeconds?: number | undefined; isNotThere: boolean };

export type Session = {
  ok: true;
  did: string;
  handle: string;
  /** A query where there is no input, else a procedure. */
  ask(method: string, input?: object, parameters?: Record<string, string>): Promise<Ask>;
  /** A picture for a record; undefined where it could not be stored. */
  upload(bytes: Uint8Array, type: string): Promise<unknown>;
};

const LIMIT = 100_000;

const opened = z.object({ did: z.string(), handle: z.string(), accessJwt: z.string() });
const blob = z.object({ blob: z.unknown().optional() });
const trouble = z.object({ error: z.string().default(''), message: z.string().default('') });

type Place = Account<{ server: string; name: string }>;

/**
 * Signs in with an app password. Once for each delivery: a session is good for two hours, and an account may have three
 * hundred a day.
 */
export async function signIn(account: Place): Promise<Session | (Ask & { ok: false })> {
  const { config, secret } = account;
  const answer = answerOf(
    await send(account, 'com.atproto.server.createSession', {
      body: JSON.stringify({ identifier: config.name, password: secret }),
    }),
  );
  if (!answer.ok) return answer;
  const read = opened.safeParse(answer.result);
  if (!read.success) return { ok: false, why: 'no session', isNotThere: false };
  const { did, handle, accessJwt } = read.data;
  return {
    ...{ ok: true, did, handle },
    ask: async (method, input, parameters = {}) =>
      answerOf(await send(account, method, { accessJwt, parameters, ...(input && { body: JSON.stringify(input) }) })),
    async upload(bytes, type) {
      const stored = answerOf(await send(account, 'com.atproto.repo.uploadBlob', { accessJwt, body: bytes, type }));
      return stored.ok ? blob.safeParse(stored.result).data?.blob : undefined;
    },
  };
}

function send(
  { config: { server }, door }: Place,
  method: string,
  {
    accessJwt,
    parameters = {},
    body,
    type = 'application/json',
  }: {
    accessJwt?: string;
    parameters?: Record<string, string>;
    body?: string | Uint8Array;
    type?: string;
  },
): Promise<SendResult> {
  const query = new URLSearchParams(parameters);
  return sendToInternet(`${server}/xrpc/${method}${query.size > 0 ? `?${query}` : ''}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...(body !== undefined && { 'content-type': type }),
      ...(accessJwt && { authorization: `Bearer ${accessJwt}` }),
    },
    ...(body !== undefined && { body }),
    ...{ limit: LIMIT, door },
  });
}

function answerOf(answer: SendResult): Ask {
  if (!answer.ok) return { ok: false, why: answer.why, isNotThere: false };
  const { status, words, retryAfterSeconds } = answer;
  const result = parseJson(words);
  if (status === 200) return { ok: true, result };
  const { error = '', message = '' } = trouble.safeParse(result).data ?? {};
  const isNotThere = error === 'RecordNotFound' || /could not locate record/i.test(message);
  return { ok: false, why: [status, error, message].filter(Boolean).join(' '), retryAfterSeconds, isNotThere };
}
