import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Message = { id: number; chat: string; text: string; photo?: string; isSilent: boolean; edits: number };

/** What Telegram would say instead. */
type Refusal = { code: number; description: string; retryAfter?: number };

/** As Telegram writes JSON: what is not ASCII takes six bytes. */
function asciiOf(value: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[\u0080-\uffff]/g, escaped);
}

/** The part of Telegram's Bot API that posts to channels, in memory: what it checks and says is as Telegram does. */
export async function startTelegram({ token = '1:secret', chat = '@paper' } = {}) {
  const messages = new Map<number, Message>();
  const calls: { method: string; parameters: Record<string, unknown> }[] = [];
  const refusals: (Refusal | 'cut' | 'half')[] = [];
  /** What bots are told of channels; forgotten when they ask for what comes after it. */
  let updates: { update_id: number }[] = [];
  let next = 1;

  const withoutMarks = (text: string) =>
    text
      .replace(/<\/?b>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&');
  const refuse = (code: number, description: string, retryAfter?: number) => ({
    code,
    body: { ok: false, error_code: code, description, ...(retryAfter && { parameters: { retry_after: retryAfter } }) },
  });
  const accept = (result: unknown) => ({ code: 200, body: { ok: true, result } });
  const publicOf = (message: Message) => ({
    message_id: message.id,
    chat: { id: -1001, username: chat.slice(1) },
    ...(message.photo && { photo: [{ file_id: message.photo }] }),
  });

  function post(given: { text: string; photo?: string; isSilent: boolean }, longest: number) {
    const text = withoutMarks(given.text);
    if (/<(?!\/?b>)/.test(given.text)) return refuse(400, "Bad Request: can't parse entities");
    if (text.length > longest)
      return refuse(
        400,
        longest === 1_024 ? 'Bad Request: message caption is too long' : 'Bad Request: message is too long',
      );
    const message: Message = { id: next++, chat, edits: 0, ...given, text };
    messages.set(message.id, message);
    return message;
  }

  function answer(method: string, parameters: Record<string, unknown>) {
    if (method === 'getUpdates') {
      updates = updates.filter(({ update_id }) => update_id >= Number(parameters.offset ?? 0));
      return accept(updates.slice(0, Number(parameters.limit ?? 100)));
    }
    if (parameters.chat_id !== chat && method !== 'getMe') return refuse(400, 'Bad Request: chat not found');
    const isSilent = parameters.disable_notification === true;
    const id = Number(parameters.message_id);
    const known = messages.get(id);
    switch (method) {
      case 'getMe':
        return accept({ id: 1, is_bot: true });
      case 'getChat':
        return accept({ id: -1001, title: 'The paper', username: chat.slice(1) });
      case 'getChatMember':
        return accept({ status: 'administrator', can_post_messages: true });
      case 'sendMessage': {
        const made = post({ text: String(parameters.text), isSilent }, 4_096);
        return 'code' in made ? made : accept(publicOf(made));
      }
      case 'sendPhoto': {
        const made = post({ text: String(parameters.caption), photo: String(parameters.photo), isSilent }, 1_024);
        return 'code' in made ? made : accept(publicOf(made));
      }
      case 'sendMediaGroup': {
        const media = parameters.media as { media: string; caption?: string }[];
        const made = media.map((one) => post({ text: one.caption ?? '', photo: one.media, isSilent }, 1_024));
        const wrong = made.find((one) => 'code' in one);
        return wrong ?? accept(made.map((one) => publicOf(one as Message)));
      }
      case 'editMessageText':
      case 'editMessageCaption': {
        if (!known) return refuse(400, 'Bad Request: message to edit not found');
        const text = withoutMarks(String(parameters.text ?? parameters.caption));
        if ((method === 'editMessageText') === (known.photo !== undefined))
          return refuse(400, 'Bad Request: there is no text in the message to edit');
        if (text === known.text) return refuse(400, 'Bad Request: message is not modified');
        Object.assign(known, { text, edits: known.edits + 1 });
        return accept(publicOf(known));
      }
      case 'deleteMessage':
        return messages.delete(id) ? accept(true) : refuse(400, 'Bad Request: message to delete not found');
      default:
        return refuse(404, 'Not Found');
    }
  }

  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
      const parameters = JSON.parse(body || '{}') as Record<string, unknown>;
      const scripted = /^(send|edit|delete|getUpdates)/.test(method) ? refusals.shift() : undefined;
      calls.push({ method, parameters });
      // The message is there, and nobody hears of it.
      if (scripted === 'cut') {
        answer(method, parameters);
        return response.destroy();
      }
      // So is this, and half of the answer is heard.
      if (scripted === 'half') {
        const whole = JSON.stringify(answer(method, parameters).body);
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(whole.length) });
        return response.write(whole.slice(0, 20), () => response.destroy());
      }
      const { code, body: said } =
        given !== token
          ? refuse(401, 'Unauthorized')
          : scripted
            ? refuse(scripted.code, scripted.description, scripted.retryAfter)
            : answer(method, parameters);
      return response.writeHead(code, { 'content-type': 'application/json' }).end(asciiOf(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    chat,
    messages,
    calls,
    /** Somebody posts in a channel, or edits a post (`edited_channel_post`), as bots that are in it are told. */
    tell: (post: object, kind = 'channel_post') =>
      void updates.push({ update_id: 700 + next++, [kind]: post } as { update_id: number }),
    waiting: () => updates.length,
    /** What it says to the next calls that post, change or delete, in place of doing so. */
    script: (...next_: (Refusal | 'cut' | 'half')[]) => void refusals.push(...next_),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export type Telegram = Awaited<ReturnType<typeof startTelegram>>;
