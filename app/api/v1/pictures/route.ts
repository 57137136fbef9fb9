import { addPicture } from '#newsroom/media/add-picture';
import { findLibraryPicture } from '#newsroom/media/find-library-picture';
import { BYTE_LIMIT } from '#newsroom/media/picture-file';
import { withUploadedFile } from '#platform/uploaded-file';
import { notAllowed, problem } from '../../answer.ts';
import { withToken } from '../token-handler.ts';
import { presentLibraryPicture } from './present-picture.ts';

const STATUS = {
  'not-allowed': 403,
  'too-heavy': 413,
  unsupported: 415,
  'not-a-picture': 415,
  heic: 415,
  'too-large': 422,
  'avif-too-large': 422,
  'too-narrow': 422,
  broken: 422,
  busy: 503,
} as const;

/** Takes the file that is the body into the library. The same file is the same picture, however often it is sent. */
export const POST = withToken('media:write', async (request, actor) => {
  const saved = await withUploadedFile(request, BYTE_LIMIT, async (file) =>
    file.ok ? addPicture(actor, file.bytes, file) : file,
  );
  if (!saved.ok) return problem(STATUS[saved.why], 'Refused', 'The picture was not taken in.', { code: saved.why });
  const picture = await findLibraryPicture(actor, saved.id);
  if (!picture) return problem(410, 'Gone', 'The picture has been deleted.');
  const status = saved.isNew ? 201 : 200;
  return Response.json({ ...presentLibraryPicture(picture), isNew: saved.isNew }, { status });
});

const unsupported = notAllowed('POST');

export { unsupported as DELETE, unsupported as GET, unsupported as PATCH, unsupported as PUT };
