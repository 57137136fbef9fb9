import { z } from 'zod';
import { getActor } from '#app/admin/gate';
import { badRequest, guarded, notAllowed, problem } from '#app/api/answer';
import { languageCode } from '#newsroom/languages/language-code';
import { readLibraryCursor, writeLibraryCursor } from '#newsroom/media/library';
import { listLibrary } from '#newsroom/media/list-library';
import { shownPicture } from '#newsroom/media/shown-picture';
import { may } from '#newsroom/permissions/permissions';

const LIMIT = 24;

const query = z.strictObject({
  q: z.string().trim().max(100).optional(),
  before: z.string().max(40).optional(),
  ids: z
    .string()
    .regex(/^[0-9a-f]{20}(,[0-9a-f]{20}){0,99}$/)
    .optional(),
  /** Whose words are asked for. */
  language: languageCode,
});

/**
 * Pictures of the library for islands, newest first; `ids` asks for these alone. `next` goes into `before` of the
 * following request.
 */
export const GET = guarded(async (request) => {
  const actor = await getActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in to the newsroom first.');
  if (!may(actor, 'picture.create'))
    return problem(403, 'Forbidden', 'Your role has no access to the picture library.');
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return badRequest(asked.error.issues);
  const { q, before, ids, language } = asked.data;
  const from = readLibraryCursor(before ?? '');
  const { pictures, next } = await listLibrary(language, {
    ...(q && { text: q }),
    ...(from && { before: from }),
    ...(ids && { ids: ids.split(',') }),
    limit: ids ? 100 : LIMIT,
  });
  return Response.json(
    { pictures: pictures.map(shownPicture), next: next && writeLibraryCursor(next) },
    { headers: { 'cache-control': 'private, no-store' } },
  );
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
