import { getTranslations } from 'next-intl/server';
import { sameOriginActor } from '#app/admin/gate';
import { guarded, notAllowed, problem } from '#app/api/answer';
import { PICTURE_REFUSALS } from '#app/api/picture-refusals';
import { PICTURES, pictureAddress } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';
import { addPicture } from '#newsroom/media/add-picture';
import { listLibrary } from '#newsroom/media/list-library';
import { BYTE_LIMIT, LIMITS } from '#newsroom/media/picture-file';
import { shownPicture } from '#newsroom/media/shown-picture';
import { isForm, withUploadedFile } from '#platform/uploaded-file';

/**
 * Takes one picture into the library and answers with it, in the words of the asked `language`, else of the person's;
 * trouble is a problem (RFC 9457) whose `detail` says it to the person. A form that was sent without a script is led on
 * to a page instead.
 */
export const POST = guarded(async (request) => {
  const actor = await sameOriginActor();
  if (!actor) return isForm(request) ? ledTo(PICTURES) : problem(401, 'Unauthorized', 'Sign in to the newsroom first.');
  const saved = await withUploadedFile(request, BYTE_LIMIT, async (file) =>
    file.ok ? addPicture(actor, file.bytes, file) : file,
  );
  if (!saved.ok) {
    if (isForm(request)) return ledTo(`${PICTURES}?trouble=${saved.why}`);
    const t = await getTranslations({ locale: actor.language, namespace: 'pictures.errors' });
    return problem(PICTURE_REFUSALS[saved.why], 'Upload refused', t(saved.why, LIMITS));
  }
  const { isNew, isAnimated } = saved;
  if (isForm(request))
    return ledTo(`${pictureAddress(saved.id)}?came=${isNew ? 'new' : 'known'}${isAnimated ? '&still=1' : ''}`);
  const asked = LANGUAGES.find(({ code }) => code === new URL(request.url).searchParams.get('language'));
  const [picture] = (await listLibrary(asked?.code ?? actor.language, { ids: [saved.id], limit: 1 })).pictures;
  if (!picture) return problem(410, 'Gone', 'The picture has been deleted.');
  return Response.json(
    { ...shownPicture(picture), isNew, isAnimated },
    { headers: { 'cache-control': 'private, no-store' } },
  );
});

function ledTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

const refused = notAllowed('POST');

export { refused as DELETE, refused as GET, refused as PATCH, refused as PUT };
