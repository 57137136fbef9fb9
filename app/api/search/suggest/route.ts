import { listSuggestions } from '#newsroom/search/list-suggestions';
import { badRequest, guarded, json, notAllowed } from '../../answer.ts';
import { suggestQuery } from '../../shapes.ts';

export const GET = guarded(async (request) => {
  const query = suggestQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return badRequest(query.error.issues);
  const suggestions = await listSuggestions(query.data.language, query.data.q);
  // They change with the paper, but nobody is wronged by those of a minute ago.
  return json(request, { suggestions }, { 'cache-control': 'public, max-age=60' });
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
