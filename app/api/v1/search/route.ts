import { listMatches } from '#newsroom/search/list-matches';
import type { MarkedText } from '#newsroom/search/match';
import { presentCard } from '../../present.ts';
import { openGet, page, preflight, readOnly } from '../open.ts';
import { noQuery, searchQuery } from '../schemas.ts';

const textOf = (marked: MarkedText) => marked.map(({ text }) => text).join('');

export const GET = openGet({ query: searchQuery, parameters: noQuery }, async ({ request, query }) => {
  const { language, q, order, cursor: asked = 1, ...filter } = query;
  const found = await listMatches(language, q, { filter, order, page: asked });
  const stories = found.matches.map(({ article, excerpt }) => ({
    ...presentCard(article, language),
    excerpt: textOf(excerpt),
  }));
  const next = found.page < found.pages ? `page-${found.page + 1}` : null;
  const { total, more, understood } = found;
  return page(request, 'stories', stories, next, { total, more, understood });
});

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
