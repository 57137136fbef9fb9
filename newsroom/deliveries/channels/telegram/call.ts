import { z } from 'zod';
import type { Account } from '#newsroom/deliveries/channels/channel';
import { sendToInternet } from '#platform/http-client';
import { parseJson } from '#platform/parse-json';

const TELEGRAM = 'https://api.telegram.org';
/** Answers are a few hundred bytes; those of albums have every size of every picture. */
const LIMIT = 200_000;
/** … of many posts, of whose letters each takes six bytes where they are not English. */
const UPDATES_LIMIT = 4_000_000;

type Method =
  | 'sendMessage'
  | 'sendPhoto'
  | 'sendMediaGroup'
  | 'editMessageText'
  | 'editMessageCaption'
  | 'deleteMessage'
  | 'getChat'
  | 'getMe'
  | 'getUpdates'
  | 'getChatMember';

const answer = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  error_code: z.number().optional(),
  description: z.string().default(''),
  parameters: z.object({ retry_after: z.number().optional() }).default({}),
});

// biome-ignore lint/suspicious/noExplicitAny: what Telegram answers, of which each caller reads a field or two.
type Result = any;

export type Answer =
  | { ok: true; result: Result }
  | {
      ok: false;
      /** Telegram's words, which never have the token. */
      answer: string;
      retryAfterSeconds?: number | undefined;
      /** The message already says that. */
      isSame: boolean;
      /** There is no such message any more. */
      isGone: boolean;
      /** It is there, and Telegram does not do this with it. */
      isRefused: boolean;
      /** Telegram could not get or read the picture. */
      isPicture: boolean;
      /** It may have been done, and nobody has heard of it. */
      isMaybeThere?: boolean;
    };

/** Calls a method of the Bot API for a channel. */
export async function call(
  { config: { chat, server = TELEGRAM }, secret, door }: Account<{ chat: string; server?: string | undefined }>,
  method: Method,
  parameters: Record<string, unknown>,
): Promise<Answer> {
  const asked = await sendToInternet(`${server}/bot${secret}/${method}`, {
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ chat_id: chat, ...parameters }),
    limit: method === 'getUpdates' ? UPDATES_LIMIT : LIMIT,
    door,
  });
  // The address has the token.
  if (!asked.ok) return { ...failure(asked.why.replaceAll(secret, '…')), isMaybeThere: asked.isSent };
  const read = answer.safeParse(parseJson(asked.words));
  // A proxy in between, or an answer that was cut: only a refusal says that nothing was done.
  if (!read.success)
    return { ...failure(`status ${asked.status}`), isMaybeThere: asked.status < 400 || asked.status >= 500 };
  const { ok, result, error_code: code = asked.status, description, parameters: more } = read.data;
  if (ok) return { ok, result };
  const failed = failure(description || `status ${asked.status}`, more.retry_after ?? asked.retryAfterSeconds);
  // Trouble over there may have come after the message was posted: it is not posted in another way either.
  return code >= 500 ? { ...failed, isPicture: false, isMaybeThere: true } : failed;
}

function failure(words: string, retryAfterSeconds?: number): Answer & { ok: false } {
  return {
    ok: false,
    answer: words,
    retryAfterSeconds,
    isSame: /message is not modified/i.test(words),
    isGone: /message to (edit|delete) not found|MESSAGE_ID_INVALID/i.test(words),
    isRefused: /can't be (deleted|edited)/i.test(words),
    isPicture:
      /wrong (file identifier|type of the web page)|failed to get HTTP URL|WEBPAGE_|PHOTO_|IMAGE_PROCESS/i.test(words),
  };
}
