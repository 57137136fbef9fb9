import { readCursor, writeCursor } from '#newsroom/articles/cursor';
import { listArticles } from '#newsroom/articles/list-articles';
import { badRequest, guarded, json, notAllowed } from '../answer.ts';
import { presentCard } from '../present.ts';
import { articlesQuery } from '../schemas.ts';

export const GET = guarded(async (request) => {
  const query = articlesQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return badRequest(query.error.issues);
  const { language, section, cursor, limit } = query.data;
  const before = cursor === undefined ? undefined : readCursor(cursor);
  if (cursor !== undefined && !before) return badRequest([{ path: ['cursor'], message: 'Invalid cursor' }]);

  const { articles, next } = await listArticles(language, section ? { section } : {}, {
    limit,
    ...(before && { before }),
  });
  return json(request, {
    articles: articles.map((article) => presentCard(article, language)),
    next: next && writeCursor(next),
  });
});

const unsupported = notAllowed('GET, HEAD');

export { unsupported as DELETE, unsupported as PATCH, unsupported as POST, unsupported as PUT };
