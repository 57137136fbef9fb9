import { getActor } from '#app/admin/gate';
import { guarded, notAllowed, problem } from '#app/api/answer';
import { may } from '#newsroom/permissions/permissions';
import { exportRedirects } from '#newsroom/redirects/export-redirects';

/** All redirects as CSV, sent while they are read. */
export const GET = guarded(async () => {
  const actor = await getActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in to the newsroom first.');
  if (!may(actor, 'redirect.edit')) return problem(403, 'Forbidden', 'Your role has no access to redirects.');
  const rows = exportRedirects();
  const text = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await rows.next();
      if (done) controller.close();
      else controller.enqueue(text.encode(value));
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="redirects.csv"',
      'cache-control': 'no-store',
    },
  });
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
