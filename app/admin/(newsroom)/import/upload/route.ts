import { getTranslations } from 'next-intl/server';
import { sameOriginActor } from '#app/admin/gate';
import { guarded, notAllowed, problem } from '#app/api/answer';
import { IMPORTS, importAddress } from '#i18n/admin-addresses';
import type { Actor } from '#newsroom/permissions/actor';
import { createImport, findUploadTrouble } from '#newsroom/transfer/manage/create-import';
import type { UploadTrouble } from '#newsroom/transfer/manage/import-state';
import { UPLOAD_LIMIT, uploadsFolder } from '#newsroom/transfer/manage/import-uploads';
import { importOptions } from '#newsroom/transfer/run/import-options';
import { uploadToDisk } from '#platform/upload-to-disk';

const STATUSES: Record<UploadTrouble, number> = {
  'not-allowed': 403,
  busy: 409,
  'no-section': 409,
  'no-file': 400,
  'cut-off': 400,
  'too-large': 413,
  'disk-full': 507,
  'not-an-export': 415,
  'unknown-format': 415,
  'unknown-version': 415,
  'unsafe-archive': 422,
  unreadable: 422,
};

/**
 * Takes an export in and begins its import with a dry run. A script is answered with the address of the import's page, or
 * with a problem (RFC 9457) whose `detail` says it to the person; a form without one is led on to a page.
 */
export const POST = guarded(async (request) => {
  const actor = await sameOriginActor();
  const wantsJson = request.headers.get('accept') === 'application/json';
  if (!actor) return wantsJson ? problem(401, 'Unauthorized', 'Sign in to the newsroom first.') : ledTo(IMPORTS);
  const taken = await takeIn(request, actor);
  if (taken.ok) {
    const address = importAddress(taken.id);
    return wantsJson ? Response.json({ address }, { headers: { 'cache-control': 'no-store' } }) : ledTo(address);
  }
  if (!wantsJson) return ledTo(`${IMPORTS}?trouble=${taken.why}`);
  const t = await getTranslations({ locale: actor.language, namespace: 'import.trouble' });
  return problem(STATUSES[taken.why], 'Upload refused', t(taken.why));
});

async function takeIn(
  request: Request,
  actor: Actor,
): Promise<{ ok: true; id: number } | { ok: false; why: UploadTrouble }> {
  // Before two gigabytes have arrived.
  const trouble = await findUploadTrouble(actor);
  if (trouble) return { ok: false, why: trouble };
  const uploaded = await uploadToDisk(request, { folder: uploadsFolder(), limit: UPLOAD_LIMIT });
  if (!uploaded.ok) return uploaded;
  const { section, language, fetchMedia } = uploaded.fields;
  const chosen = { ...(section && { section }), ...(language && { language }), fetchMedia: fetchMedia === 'on' };
  const options = importOptions.safeParse(chosen);
  const { name, fileName } = uploaded;
  return createImport(actor, { upload: name, fileName, options: options.data ?? importOptions.parse({}) });
}

function ledTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}

const refused = notAllowed('POST');

export { refused as DELETE, refused as GET, refused as PATCH, refused as PUT };
