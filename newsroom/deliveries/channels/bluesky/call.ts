import { z } from 'zod';
import type { Account } from '#newsroom/deliveries/channels/channel';
import { type SendResult, sendToInternet } from '#platform/http-client';
import { parseJson } from '#platform/parse-json';

/** What a call of the AT Protocol has come to. */
export type Ask =
  | { ok: true; result: unknown }
  | {
      ok: false;
      why: string;
      retryAfterSeconds?: number | undefined;
      isNotThere: boolean;
      /** The session is over, or the server does not know it. */
      isSessionOver: boolean;
    };

export type Place = Account<{ server: string; name: string }>;

const LIMIT = 100_000;

const trouble = z.object({ error: z.string().default(''), message: z.string().default('') });

/** Calls a method: a procedure, or a query with `isQuery`. `token` is one of a session. */
export async function call(
  { config: { server }, door }: Place,
  method: string,
  {
    token,
    isQuery = false,
    parameters = {},
    body,
    type = 'application/json',
  }: {
    token?: string;
    isQuery?: boolean;
    parameters?: Record<string, string>;
    body?: string | Uint8Array;
    type?: string;
  },
): Promise<Ask> {
  const query = new URLSearchParams(parameters);
  return answerOf(
    await sendToInternet(`${server}/xrpc/${method}${query.size > 0 ? `?${query}` : ''}`, {
      method: isQuery ? 'GET' : 'POST',
      headers: {
        // A procedure without input is refused with a type.
        ...(body !== undefined && { 'content-type': type }),
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body }),
      ...{ limit: LIMIT, door },
    }),
  );
}

function answerOf(answer: SendResult): Ask {
  if (!answer.ok) return { ok: false, why: answer.why, isNotThere: false, isSessionOver: false };
  const { status, words, retryAfterSeconds } = answer;
  const result = parseJson(words);
  if (status === 200) return { ok: true, result };
  const { error = '', message = '' } = trouble.safeParse(result).data ?? {};
  return {
    ok: false,
    why: [status, error, message].filter(Boolean).join(' '),
    retryAfterSeconds,
    isNotThere: error === 'RecordNotFound' || /could not locate record/i.test(message),
    isSessionOver: error === 'ExpiredToken' || error === 'InvalidToken',
  };
}
