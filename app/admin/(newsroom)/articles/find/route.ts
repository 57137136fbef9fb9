import { getActor } from '#app/admin/gate';
import { guarded, json, problem } from '#app/api/answer';
import { postAddress } from '#i18n/addresses';
import { isLanguage } from '#i18n/languages';
import { listNewsroomArticles } from '#newsroom/editing/list-newsroom-articles';

/** Our own stories that readers have, by a part of the headline, for links in a text: `?q=…&language=en`. */
export const GET = guarded(async (request) => {
  const actor = await getActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in again.');
  const { searchParams } = new URL(request.url);
  const language = searchParams.get('language');
  const q = (searchParams.get('q') ?? '').trim().slice(0, 100);
  if (!isLanguage(language)) return problem(400, 'Bad request', 'Unknown language.');
  if (q.length < 2) return json(request, { stories: [] });
  const filter = { q, language, state: 'published' } as const;
  const { articles } = await listNewsroomArticles(actor, filter, { limit: 8, language, timeZone: 'UTC' });
  return json(request, {
    stories: articles.map(({ headline, slug }) => ({ headline, href: postAddress(language, slug) })),
  });
});
