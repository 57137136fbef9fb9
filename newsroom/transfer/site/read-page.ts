import { parseFeedDate } from '#newsroom/transfer/feed/feed-date';
import type { FoundPage } from '#newsroom/transfer/site/crawl-line';
import { type PageDocument, pageDocument } from '#newsroom/transfer/site/page-document';
import { PageFacts } from '#newsroom/transfer/site/page-facts';
import { withoutLead } from '#newsroom/transfer/site/page-picture';
import type { PageReason } from '#newsroom/transfer/site/page-reasons';
import { pageText, textOf, wordsIn } from '#newsroom/transfer/site/page-text';
import { plainText } from '#newsroom/transfer/source/plain-text';

/** What is known of a page before it is read. */
type Known = {
  address: string;
  /** Name of the site: titles often end with it. */
  siteName: string;
  /** As a news sitemap or feed has it; ISO 8601. */
  publishedAt?: string | undefined;
  /** Whether an address is of the site. */
  isInside(address: string): boolean;
};

/** More of its letters are in links: it is a list. */
const MOST_LINKED = 0.6;

/** The story that a page of a site is the page of, or why it is of none. */
export function readPage(html: string, known: Known): { page: FoundPage } | { why: PageReason } {
  const document = pageDocument(html);
  if (!document) return { why: 'page-unreadable' };
  const facts = new PageFacts(document, known.address);
  if (facts.isList || !(facts.isStory || looksLikeStory(document))) return { why: 'not-a-story' };
  const title = facts.title(known.siteName);
  if (title === '') return { why: 'no-headline' };
  const found = foundIn(facts, known, title);
  withoutHeadline(document, title);
  const text = pageText(document, facts.body);
  const { html: own, caption } = withoutLead(text.html, found.picture);
  const words = textOf(own);
  if (wordsIn(words).length === 0) return { why: 'no-words' };
  if (!facts.isStory && linkedShare(own, words) > MOST_LINKED) return { why: 'not-a-story' };
  return {
    page: {
      ...found,
      standfirst: standfirstOf(facts.description, words),
      html: own,
      beside: text.beside,
      ...(caption && !found.pictureCaption && { pictureCaption: caption }),
    },
  };
}

/** It stands above the text here. */
function withoutHeadline(document: PageDocument, title: string): void {
  for (const heading of [...document.querySelectorAll('h1')])
    if (plainText(heading.innerHTML) === title) heading.remove();
}

/** Pages that describe themselves to nobody: one headline and a date, as a story has it. */
function looksLikeStory(document: PageDocument): boolean {
  const headlines = document.querySelectorAll('h1').length;
  return (
    headlines === 1 &&
    document.querySelector('time[datetime]') !== null &&
    document.querySelectorAll('article').length <= 1
  );
}

function foundIn(facts: PageFacts, { address, publishedAt, isInside }: Known, title: string) {
  const published = isoTime(facts.published) ?? publishedAt;
  const changed = isoTime(facts.changed);
  const { section, picture, pictureAlt, pictureCaption, language } = facts;
  const canonical =
    facts.canonical && isInside(facts.canonical) && !isFront(facts.canonical) ? facts.canonical : address;
  return {
    canonical,
    addresses: facts.otherAddresses.filter(isInside),
    alternates: facts.alternates.filter((one) => isInside(one.address) && !isFront(one.address)),
    title,
    ...(published && { publishedAt: published }),
    ...(changed && { changedAt: changed }),
    ...(language && { language }),
    authors: facts.authors,
    ...(section && { section }),
    keywords: facts.keywords,
    ...(picture && { picture }),
    ...(pictureAlt && { pictureAlt }),
    ...(pictureCaption && { pictureCaption }),
    ...(facts.isOpinion && { isOpinion: true }),
  };
}

/** Some pages all say that they are the front page, or have it for a translation. */
function isFront(address: string): boolean {
  const { pathname, search } = new URL(address);
  return search === '' && /^\/(?:[a-z]{2,3}(?:-[a-z]{2,4})?\/?)?$/i.test(pathname);
}

function isoTime(written: string): string | undefined {
  return parseFeedDate(written)?.toISOString();
}

/** What was written as a summary; many sites put the beginning of the text there. */
function standfirstOf(description: string, text: string): string {
  const summary = plainText(description);
  const start = wordsIn(summary.replace(/(?:\[?(?:…|\.\.\.)\]?)\s*$/, ''));
  // The last word may be cut.
  const compared = start.slice(0, -1).join(' ');
  return wordsIn(text).join(' ').startsWith(compared) ? '' : summary;
}

function linkedShare(html: string, text: string): number {
  const linked = [...html.matchAll(/<a[\s>][\s\S]*?<\/a>/gi)].map(([link]) => wordsIn(textOf(link)).length);
  return linked.reduce((sum, words) => sum + words, 0) / Math.max(1, wordsIn(text).length);
}
