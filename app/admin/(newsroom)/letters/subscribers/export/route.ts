import { getActor } from '#app/admin/gate';
import { guarded, notAllowed, problem } from '#app/api/answer';
import { exportSubscribers, recordExport } from '#newsroom/letters/subscribers/manage-subscribers';

/** All subscribers as CSV, sent while they are read; the activity log says who took them. */
export const GET = guarded(async () => {
  const actor = await getActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in to the newsroom first.');
  if (!(await recordExport(actor))) return problem(403, 'Forbidden', 'Your role has no access to subscribers.');
  const rows = exportSubscribers();
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
      'content-disposition': 'attachment; filename="subscribers.csv"',
      'cache-control': 'no-store',
    },
  });
});

const refused = notAllowed('GET, HEAD');

export { refused as DELETE, refused as PATCH, refused as POST, refused as PUT };
