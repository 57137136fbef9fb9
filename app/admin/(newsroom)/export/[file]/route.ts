import { Readable } from 'node:stream';
import { getActor } from '#app/admin/gate';
import { guarded, notAllowed, problem } from '#app/api/answer';
import { openExport } from '#newsroom/transfer/export/open-export';
import { publicUrl } from '#platform/env';

type Context = { params: Promise<{ file: string }> };

/** A file of everything, or of a list, sent while it is made. */
export const GET = guarded(async (_: Request, { params }: Context) => {
  const actor = await getActor();
  if (!actor) return problem(401, 'Unauthorized', 'Sign in to the newsroom first.');
  const { file } = await params;
  const opened = await openExport(actor, file, publicUrl());
  if (!opened.ok)
    return opened.why === 'not-allowed'
      ? problem(403, 'Forbidden', 'Only administrators may export.')
      : problem(404, 'Not found', 'There is no such export.');
  return new Response(Readable.toWeb(opened.stream) as ReadableStream, {
    headers: {
      'content-type': opened.contentType,
      'content-disposition': `attachment; filename="${file}"`,
      'cache-control': 'no-store',
    },
  });
});

// Nor HEAD: a file would be made for nothing.
const refused = notAllowed('GET');

export { refused as DELETE, refused as HEAD, refused as PATCH, refused as POST, refused as PUT };
