import { z } from 'zod';
import { escapeHtml } from '#newsroom/deliveries/channels/telegram/escape-html';
import type { WireEntry } from '#newsroom/wire/wire-entry';

/** Parts of a text with a meaning, by places of UTF-16 units (core.telegram.org/bots/api#messageentity). */
const entity = z.object({
  type: z.string(),
  offset: z.int().min(0),
  length: z.int().min(0),
  url: z.string().optional(),
});
const entities = z.array(entity).default([]);
type Entity = z.infer<typeof entity>;

/** What is read of a post in a channel; a picture's text is its caption. */
export const channelPost = z.object({
  message_id: z.int(),
  date: z.number(),
  edit_date: z.number().optional(),
  chat: z.object({ id: z.number(), username: z.string().optional() }),
  text: z.string().default(''),
  entities,
  caption: z.string().default(''),
  caption_entities: entities,
});
type ChannelPost = z.infer<typeof channelPost>;

/** A first line that is longer is no headline, characters. */
const HEADLINE = 140;

/** Whether a post is in a channel: `@name`, or its number. */
export function isOf(chat: string, { chat: { id, username = '' } }: ChannelPost): boolean {
  return chat.startsWith('@') ? chat.slice(1).toLowerCase() === username.toLowerCase() : chat === String(id);
}

/**
 * A post as an item of the wire: its first line is the headline, or what fits of it, and its link leads to the post. An
 * edited post is a new version. Undefined where it has no words: pictures are not fetched.
 */
export function entryOf(post: ChannelPost): WireEntry | undefined {
  const text = post.text || post.caption;
  const lines = linesOf(text);
  const [first] = lines;
  if (!first) return undefined;
  const isTitle = lines.length > 1 && [...first.text].length <= HEADLINE;
  const marks = post.text ? post.entities : post.caption_entities;
  const { id, username } = post.chat;
  return {
    id: `${id}/${post.message_id}`,
    link: `https://t.me/${username ?? `c/${String(id).slice('-100'.length)}`}/${post.message_id}`,
    wireVersion: post.edit_date ?? post.date,
    status: 'usable',
    headline: isTitle ? first.text : cut(first.text),
    standfirst: '',
    html: (isTitle ? lines.slice(1) : lines).map((line) => `<p>${htmlOf(line, marks)}</p>`).join(''),
    language: '',
    note: '',
    credit: '',
    published: new Date(post.date * 1_000),
    pictures: [],
  };
}

type Line = { text: string; from: number };

/** Lines that say something, with the place where each begins. */
function linesOf(text: string): Line[] {
  let from = 0;
  return text.split('\n').flatMap((line) => {
    const start = from + line.length - line.trimStart().length;
    from += line.length + 1;
    return line.trim() ? [{ text: line.trim(), from: start }] : [];
  });
}

function cut(text: string): string {
  if ([...text].length <= HEADLINE) return text;
  const words = [...text].slice(0, HEADLINE).join('');
  return `${words.slice(0, Math.max(words.lastIndexOf(' '), 1)).trimEnd()}…`;
}

const TAGS: Record<string, string> = { bold: 'strong', italic: 'em', strikethrough: 's' };

/** A line with what is marked in it. Marks lie within each other: each is opened and closed in its order. */
function htmlOf({ text, from }: Line, marks: Entity[]): string {
  const inLine = marks.flatMap((mark) => {
    const [start, end] = [Math.max(mark.offset - from, 0), Math.min(mark.offset + mark.length - from, text.length)];
    const address = mark.type === 'text_link' ? mark.url : mark.type === 'url' ? text.slice(start, end) : undefined;
    const tag = address ? 'a' : TAGS[mark.type];
    if (start >= end || !tag) return [];
    const opening = address ? `<a href="${escapeHtml(absolute(address)).replaceAll('"', '&quot;')}">` : `<${tag}>`;
    return [{ start, end, opening, closing: `</${tag}>` }];
  });
  const edges = [...new Set([0, text.length, ...inLine.flatMap(({ start, end }) => [start, end])])].toSorted(
    (one, other) => one - other,
  );
  return edges
    .map((at, index) => {
      const closes = inLine.filter(({ end }) => end === at).toSorted((one, other) => other.start - one.start);
      const opens = inLine.filter(({ start }) => start === at).toSorted((one, other) => other.end - one.end);
      const words = escapeHtml(text.slice(at, edges[index + 1] ?? at));
      return [...closes.map(({ closing }) => closing), ...opens.map(({ opening }) => opening), words].join('');
    })
    .join('');
}

/** Telegram takes `example.com` for a link too. */
function absolute(address: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `https://${address}`;
}
