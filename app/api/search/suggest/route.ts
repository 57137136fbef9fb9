import { listSuggestions } from '#newsroom/search/list-suggestions';
import { now } from '#platform/clock';
import { validUntil } from '#platform/reads';
import { badRequest, guarded, json, notAllowed } from '../../answer.ts';
import { suggestQuery } from '../../schemas.ts';

export const GET = guarded(async (request) => {
  const query = suggestQuery.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success) return badRequest(query.error.issues);
  const suggestions = await listSuggestions(query.data.language, query.data.q);
  // Suggestions may be a minute old.
  validUntil(now().getTime() + 60_000);
  return json(request, { suggestions }, { 'cache-control': 'public, max-age=60' });
});

const unsupported = notAllowed('GET, HEAD');

export { unsupported as DELETE, unsupported as PATCH, unsupported as POST, unsupported as PUT };
