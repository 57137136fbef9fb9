import { PICTURE_REFUSALS } from '#app/api/picture-refusals';
import { addPicture } from '#newsroom/media/add-picture';
import { findLibraryPicture } from '#newsroom/media/find-library-picture';
import { BYTE_LIMIT } from '#newsroom/media/picture-file';
import { withUploadedFile } from '#platform/uploaded-file';
import { notAllowed, problem } from '../../answer.ts';
import { withToken } from '../token-handler.ts';
import { presentLibraryPicture } from './present-picture.ts';

/** Takes the file that is the body into the library. The same file is the same picture, however often it is sent. */
export const POST = withToken('media:write', async (request, actor) => {
  const saved = await withUploadedFile(request, BYTE_LIMIT, async (file) =>
    file.ok ? addPicture(actor, file.bytes, file) : file,
  );
  if (!saved.ok)
    return problem(PICTURE_REFUSALS[saved.why], 'Refused', 'The picture was not taken in.', { code: saved.why });
  const picture = await findLibraryPicture(actor, saved.id);
  if (!picture) return problem(410, 'Gone', 'The picture has been deleted.');
  const status = saved.isNew ? 201 : 200;
  return Response.json({ ...presentLibraryPicture(picture), isNew: saved.isNew }, { status });
});

const unsupported = notAllowed('POST');

export { unsupported as DELETE, unsupported as GET, unsupported as PATCH, unsupported as PUT };
