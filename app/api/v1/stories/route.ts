import { writeCursor } from '#newsroom/articles/cursor';
import { listStories } from '#newsroom/articles/list-stories';
import { presentCard } from '../../present.ts';
import { openGet, page, preflight, readOnly } from '../open.ts';
import { noQuery, storiesQuery } from '../schemas.ts';

export const GET = openGet({ query: storiesQuery, parameters: noQuery }, async ({ request, query }) => {
  const { language, cursor: before, limit, ...filter } = query;
  const { articles, next } = await listStories(language, filter, { before, limit });
  const stories = articles.map((article) => presentCard(article, language));
  return page(request, 'stories', stories, next && writeCursor(next));
});

export { preflight as OPTIONS, readOnly as DELETE, readOnly as PATCH, readOnly as POST, readOnly as PUT };
