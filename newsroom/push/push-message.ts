import type { Language } from '#i18n/languages';

/** What a message is: of a story, in place of an earlier one, or that the story is withdrawn. */
export type PushKind = 'story' | 'correction' | 'withdrawal';

/** Most characters of a notification's two lines. Systems show some 50 and 150 of them. */
export const LONGEST = { title: 150, text: 300 } as const;

/** More devices than that are not counted for whom a story would be. */
export const COUNTED = 100_000;

/** After that nobody wants a message any more that a push service still has (TTL, RFC 8030, 5.2), seconds. */
export const TTL_SECONDS = 12 * 3_600;

/** What messages of a story have in common, so that a later one takes the place of an earlier one. */
export function tagOf(articleId: number): string {
  return `story-${articleId}`;
}

export type Notification = {
  language: Language;
  title: string;
  text: string;
  /** Absolute. */
  url: string;
  icon: string;
  tag: string;
  /** Takes the place of another one without a sound. */
  isSilent: boolean;
};

/**
 * What a device gets, before it is encrypted: enhance/service-worker.ts shows it. Safari from 18.4 on shows the same by
 * itself, without waking a worker (Declarative Web Push, W3C Push API, 3.3).
 */
export function payloadOf({ language, title, text, url, icon, tag, isSilent }: Notification): string {
  return JSON.stringify({
    web_push: 8030,
    notification: {
      ...{ title, body: text, lang: language, dir: 'ltr' },
      ...{ navigate: url, icon, tag, silent: isSilent },
    },
  });
}

/** A text in at most so many characters, cut at a space. */
export function shorten(text: string, longest: number): string {
  const words = text.replace(/\s+/g, ' ').trim();
  if (words.length <= longest) return words;
  const cut = words.slice(0, longest - 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > longest / 2 ? space : undefined).toWellFormed()}…`;
}
