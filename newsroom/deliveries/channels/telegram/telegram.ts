import { z } from 'zod';
import type { Account, Channel, Done, Post } from '#newsroom/deliveries/channels/channel';
import { postText } from '#newsroom/deliveries/channels/post-text';
import { type Answer, call } from '#newsroom/deliveries/channels/telegram/call';
import { escapeHtml } from '#newsroom/deliveries/channels/telegram/escape-html';
import { messageOf } from '#newsroom/deliveries/channels/telegram/message-of';

// Telegram's Bot API (core.telegram.org/bots/api). A bot that may post in a channel posts there; the secret is its token.

const config = z.object({
  /** @name of a public channel, or the number of one. */
  chat: z.string().regex(/^(@[A-Za-z]\w{3,31}|-100\d{5,15})$/),
  /** Whether posts have the story's picture; otherwise its link with a preview. */
  hasPictures: z.boolean().default(true),
  /** Where the Bot API is; without it, Telegram’s own. */
  server: z.url({ protocol: /^https?$/ }).optional(),
});

type Config = z.infer<typeof config>;

/** Longest message, and longest text of a picture, UTF-16 units after Telegram has read the marks in it. */
const MESSAGE = 4_096;
const CAPTION = 1_024;

const length = (text: string) => text.length;

export const telegram: Channel<Config> = {
  config,
  counts: 'units',
  room: (config, post) => longestOf(config, post) - linkOf(post).length,
  shows: (config, post) => ({
    text: wordsOf(post, longestOf(config, post)).shown,
    pictures: picturesOf(config, post).length,
  }),
  // Nothing tells Telegram that it has a message already, and a bot cannot read what a channel shows.
  repeats: false,

  async create(account, post) {
    const pictures = picturesOf(account.config, post);
    const silent = { disable_notification: account.isQuiet };
    if (pictures.length > 1) {
      const { text, shown } = wordsOf(post, CAPTION);
      const media = pictures.map(({ url }, index) => ({
        type: 'photo',
        media: url,
        ...(index === 0 && html(text, 'caption')),
      }));
      const answer = await call(account, 'sendMediaGroup', { ...silent, media });
      if (answer.ok || !answer.isPicture) return posted(account, answer, shown);
    } else if (pictures[0]) {
      const { text, shown } = wordsOf(post, CAPTION);
      const answer = await call(account, 'sendPhoto', { ...silent, photo: pictures[0].url, ...html(text, 'caption') });
      if (answer.ok || !answer.isPicture) return posted(account, answer, shown);
    }
    // Telegram could not get the picture, or there is none: the link's preview shows what there is.
    const { text, shown } = wordsOf(post, MESSAGE);
    return posted(
      account,
      await call(account, 'sendMessage', { ...silent, ...html(text, 'text'), ...preview(post) }),
      shown,
    );
  },

  async edit(account, { remoteId }, post) {
    return change(account, remoteId, post, (longest) => wordsOf(post, longest));
  },

  async remove(account, remoteId, post) {
    const [kind, ...ids] = partsOf(remoteId);
    for (const id of ids) {
      const answer = await call(account, 'deleteMessage', { message_id: id });
      if (answer.ok || answer.isGone) continue;
      // Telegram deletes what is older than two days only where it likes to: the post then says that it is withdrawn.
      if (answer.isRefused && post.withdrawal)
        return change(account, [kind, ids[0]].join(' '), post, () => ({
          text: escapeHtml(post.withdrawal),
          shown: post.withdrawal,
        }));
      return failed(answer);
    }
    return { ok: true, remoteId, url: '', text: '', answer: 'deleted' };
  },

  remoteIdOf({ chat, hasPictures }, link, post) {
    return messageOf(link, { chat, isPicture: hasPictures && (post?.pictures.length ?? 0) > 0 });
  },

  async test(account) {
    const chat = await call(account, 'getChat', {});
    if (!chat.ok) return { ok: false, answer: chat.answer };
    const self = await call(account, 'getMe', {});
    if (!self.ok) return { ok: false, answer: self.answer };
    const member = await call(account, 'getChatMember', { user_id: self.result.id });
    if (!member.ok) return { ok: false, answer: member.answer };
    const mayPost = member.result.status === 'creator' || member.result.can_post_messages === true;
    const { title, username } = chat.result;
    return { ok: mayPost, answer: mayPost ? `${title ?? username}` : 'the bot is no administrator that may post' };
  },
};

function picturesOf({ hasPictures }: Config, post: Post): Post['pictures'] {
  return hasPictures ? post.pictures : [];
}

function longestOf(config: Config, post: Post): number {
  return picturesOf(config, post).length > 0 ? CAPTION : MESSAGE;
}

function linkOf({ url }: Post): string {
  return `\n\n${url}`;
}

/** Headline in bold, the rest, and the link; `shown` without marks. */
function wordsOf(post: Post, longest: number): { text: string; shown: string } {
  const link = linkOf(post);
  const words = postText(post, { longest, rest: link.length, length });
  const [first = '', ...rest] = words.split('\n\n');
  const head = post.ownText ? escapeHtml(first) : `<b>${escapeHtml(first)}</b>`;
  return { text: [head, ...rest.map(escapeHtml)].join('\n\n') + escapeHtml(link), shown: words + link };
}

function html(text: string, name: 'text' | 'caption') {
  return { [name]: text, parse_mode: 'HTML' };
}

function preview({ url }: Post) {
  return { link_preview_options: { url, prefer_large_media: true } };
}

/** What a post is called here: how it was sent, since that is how it has to be changed, and its messages. */
function partsOf(remoteId: string): [kind: 'text' | 'caption', ...ids: number[]] {
  const [kind, ...ids] = remoteId.split(' ');
  return [kind === 'text' ? 'text' : 'caption', ...ids.map(Number)];
}

function posted({ config: { chat } }: Account<Config>, answer: Answer, text: string): Done {
  if (!answer.ok) return { ...failed(answer), ...(answer.isMaybeThere && { isMaybeThere: true }) };
  const messages = Array.isArray(answer.result) ? answer.result : [answer.result];
  const ids = messages.map(({ message_id }) => Number(message_id));
  const kind = messages[0]?.photo ? 'caption' : 'text';
  // Private channels have numbers whose links are for members.
  const place = chat.startsWith('@') ? chat.slice(1) : `c/${chat.slice('-100'.length)}`;
  return { ok: true, remoteId: [kind, ...ids].join(' '), url: `https://t.me/${place}/${ids[0]}`, text, answer: '' };
}

async function change(
  account: Account<Config>,
  remoteId: string,
  post: Post,
  words: (longest: number) => { text: string; shown: string },
): Promise<Done> {
  const [kind, id = 0] = partsOf(remoteId);
  const { text, shown } = words(kind === 'text' ? MESSAGE : CAPTION);
  const message = { message_id: id, ...html(text, kind), ...(kind === 'text' && preview(post)) };
  const answer = await call(account, kind === 'text' ? 'editMessageText' : 'editMessageCaption', message);
  const url = '';
  if (answer.ok || answer.isSame) return { ok: true, remoteId, url, text: shown, answer: answer.ok ? '' : 'unchanged' };
  return failed(answer);
}

function failed(answer: Answer & { ok: false }): Done & { ok: false } {
  const { answer: why, retryAfterSeconds, isGone } = answer;
  return { ok: false, why, retryAfterSeconds, ...(isGone && { isFinal: true }) };
}
