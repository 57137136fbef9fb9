import { sameOriginActor } from '#app/admin/gate';
import { guarded, notAllowed, problem } from '#app/api/answer';
import { exportPerson } from '#newsroom/privacy/export-person';
import { openEmail } from '#newsroom/privacy/sealed-email';

type Context = { params: Promise<{ person: string }> };

/** What is kept about a person as one file (docs/privacy.md). */
export const POST = guarded<Context>(async (_, { params }) => {
  const actor = await sameOriginActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in to the newsroom first.');
  const email = openEmail((await params).person);
  if (email === undefined) return problem(404, 'Not found', 'This is no address of a person.');
  const exported = await exportPerson(actor, email);
  if (!exported.ok)
    return exported.why === 'not-found'
      ? problem(404, 'Not found', 'Nothing is kept about this person.')
      : problem(403, 'Forbidden', 'Your role has no access to the data of others.');
  return new Response(JSON.stringify(exported.file, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="personal-data.json"',
      'cache-control': 'no-store',
    },
  });
});

const refused = notAllowed('POST');

export { refused as DELETE, refused as GET, refused as PATCH, refused as PUT };
