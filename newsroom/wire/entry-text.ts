import { type ArticleBody, searchTextOf } from '#blocks/body';
import { mayLinkTo } from '#blocks/spans';
import type { Language } from '#i18n/languages';
import { sourceLine } from '#i18n/source-line';
import { type EntryText, MOST_BLOCKS } from '#newsroom/live/entry';

type Said = {
  language: Language;
  guid: string;
  headline: string;
  standfirst: string;
  body: ArticleBody;
  credit: string;
  link: string;
};

/**
 * What an item says as an entry of a live blog: its own words, and at the end whose they are, with a link to where they
 * stand. Undefined where it is longer than an entry may be.
 */
export async function entryText({ headline, standfirst, ...item }: Said): Promise<EntryText | undefined> {
  const own: ArticleBody = [...(standfirst ? [paragraph(standfirst)] : []), ...item.body];
  const line = await sourceLine(item.language, item.credit);
  const body = [...own, paragraph(line, item.link !== '' && mayLinkTo(item.link) ? item.link : undefined)];
  if (body.length > MOST_BLOCKS) return undefined;
  // A post without a first line of its own has the beginning of its text for a headline, what names none its id.
  const isName = headline === item.guid || searchTextOf(own.slice(0, 1)).startsWith(headline.replace(/…$/, ''));
  return { title: isName ? '' : headline, body };
}

function paragraph(text: string, href?: string): ArticleBody[number] {
  return { type: 'paragraph', text: [{ text, ...(href && { href }) }] };
}
