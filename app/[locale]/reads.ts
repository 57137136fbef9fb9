import { cache } from 'react';
import type { Site } from '#components/site/site-page';
import type { Language } from '#i18n/languages';
import { readCursor, writeCursor } from '#newsroom/articles/cursor';
import { findArticle } from '#newsroom/articles/find-article';
import { type ArticleFilter, listArticles } from '#newsroom/articles/list-articles';
import { findMasthead } from '#newsroom/masthead/find-masthead';
import { findAuthor } from '#newsroom/topics/find-author';
import { findTag } from '#newsroom/topics/find-tag';
import { listSections } from '#newsroom/topics/list-sections';
import { now } from '#platform/clock';

// What pages read. Each is asked once per page, however many of its parts (title, frame, content) need the answer.

export const readArticle = cache(findArticle);
export const readTag = cache(findTag);
export const readAuthor = cache(findAuthor);

/** What the frame round every page shows. */
export const readSite = cache(async (language: Language): Promise<Site> => {
  const [masthead, sections] = await Promise.all([findMasthead(language), listSections(language)]);
  return { masthead, sections, now: now() };
});

export const readLatest = cache(async (language: Language) => (await listArticles(language, {}, { limit: 10 })).articles);

const PAGE_LENGTH = 12;

/** One page of a list, from the cursor in the address on (`?before=`); an unreadable cursor is the first page. */
export async function readListPage(
  language: Language,
  filter: ArticleFilter,
  searchParams: Record<string, string | string[] | undefined>,
  address: (before?: string) => string,
) {
  const before = typeof searchParams.before === 'string' ? readCursor(searchParams.before) : undefined;
  const { articles, next } = await listArticles(language, filter, { limit: PAGE_LENGTH, ...(before && { before }) });
  return { articles, more: next && address(writeCursor(next)), newest: before ? address() : null };
}

const SECONDS = 3;
const FLOW = 10;
const BLOCK = 4;

/** The front page: a lead, a few seconds, the flow, a block for each section; no story twice. */
export async function readFront(language: Language) {
  const { sections } = await readSite(language);
  const newest = (await listArticles(language, {}, { limit: 1 + SECONDS + FLOW })).articles;
  // The lead needs a picture; the newest story that has one takes the place.
  const lead = newest.find((article) => article.lead) ?? newest[0] ?? null;
  const rest = newest.filter((article) => article !== lead);
  const seconds = rest.filter((article) => article.lead).slice(0, SECONDS);
  const flow = rest.filter((article) => !seconds.includes(article));
  const shown = new Set(newest.map(({ id }) => id));
  const blocks = await Promise.all(
    sections.map(async (section) => {
      const { articles } = await listArticles(language, { section: section.key }, { limit: BLOCK + shown.size });
      return { section, articles: articles.filter(({ id }) => !shown.has(id)).slice(0, BLOCK) };
    }),
  );
  return { lead, seconds, flow, blocks: blocks.filter(({ articles }) => articles.length > 0) };
}
