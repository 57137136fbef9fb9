import { createHash } from 'node:crypto';
import { type ArticleBody, proseOf } from '#blocks/body';
import type { Language } from '#i18n/languages';

/** Longest text that is read aloud, characters: some two hours. */
const LONGEST = 100_000;

/** What is read aloud of a story: headline, standfirst and text, without what is to be looked at. */
export function spokenText({
  headline,
  standfirst,
  body,
}: {
  headline: string;
  standfirst: string;
  body: ArticleBody;
}): string {
  return [headline, standfirst, ...proseOf(body)]
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .map((part) => (/[\p{P}]$/u.test(part) ? part : `${part}.`))
    .join('\n\n')
    .slice(0, LONGEST)
    .toWellFormed();
}

/** By which an audio is known to be of this text. */
export function fingerprintOf(text: string, language: Language): string {
  return createHash('sha256').update(`${language}\n${text}`).digest('hex').slice(0, 20);
}
