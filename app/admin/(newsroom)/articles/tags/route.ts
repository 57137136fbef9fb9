import { getActor } from '#app/admin/gate';
import { guarded, json, problem } from '#app/api/answer';
import { isLanguage } from '#i18n/languages';
import { may } from '#newsroom/permissions/permissions';
import { listTagChoices } from '#newsroom/topics/list-tag-choices';

/**
 * Tags to file a story under, by how words of their names begin, in any language: `?q=…&language=en`, in which they are
 * named.
 */
export const GET = guarded(async (request) => {
  const actor = await getActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in again.');
  if (!may(actor, 'newsroom.read')) return problem(403, 'Forbidden', 'Your role has no access to tags.');
  const { searchParams } = new URL(request.url);
  const language = searchParams.get('language');
  if (!isLanguage(language)) return problem(400, 'Bad request', 'Unknown language.');
  return json(request, {
    tags: await listTagChoices((searchParams.get('q') ?? '').slice(0, 100), { language, limit: 12 }),
  });
});
