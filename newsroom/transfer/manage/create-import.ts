import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { storableText } from '#i18n/storable';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import type { UploadTrouble } from '#newsroom/transfer/manage/import-state';
import { uploadPath } from '#newsroom/transfer/manage/import-uploads';
import { runningImport } from '#newsroom/transfer/manage/running-import';
import { STARTING, startWork } from '#newsroom/transfer/manage/start-work';
import type { ImportOptions } from '#newsroom/transfer/run/import-options';
import { openSource } from '#newsroom/transfer/source/open-source';
import { database, sql } from '#platform/database';

const NAME_LENGTH = 200;

/** Why somebody cannot begin an import now; undefined where they can. */
export async function findUploadTrouble(actor: Actor): Promise<UploadTrouble | undefined> {
  if (!may(actor, 'transfer.import')) return 'not-allowed';
  if (await runningImport()) return 'busy';
  return (await database().section.count()) === 0 ? 'no-section' : undefined;
}

type Upload = { upload: string; fileName: string; options: ImportOptions };

/**
 * Begins the import of an upload (its name in DATA_DIR/imports) with a dry run. Returns its id. Fails by value for what
 * cannot be read, and as findUploadTrouble says; the upload is deleted then.
 */
export async function createImport(
  actor: Actor,
  given: Upload,
): Promise<{ ok: true; id: number } | { ok: false; why: UploadTrouble }> {
  const trouble = await findUploadTrouble(actor);
  const source = trouble ? undefined : await openSource(uploadPath(given.upload));
  if (!source?.ok) {
    await rm(uploadPath(given.upload), { force: true });
    return { ok: false, why: trouble ?? source?.why ?? 'unreadable' };
  }
  source.close();
  const id = await begin(actor, source.format, given);
  startWork(id);
  return { ok: true, id };
}

async function begin(actor: Actor, format: string, { upload, fileName, options }: Upload): Promise<number> {
  const file = storableText(basename(fileName)).slice(0, NAME_LENGTH) || upload;
  const [{ id }] = await database().$queryRaw<[{ id: number }]>`SELECT nextval('import_id_seq')::integer AS id`;
  // No run of the command line takes it for one of its own that was cut short.
  const fingerprint = `upload ${upload}`;
  await database().$executeRaw`
    WITH begun AS (
      INSERT INTO import (id, format, site, file, file_fingerprint, options, state, upload, progress)
      VALUES (${id}, ${format}, ${file}, ${file}, ${fingerprint}, ${JSON.stringify(options)}::jsonb, 'planning', ${upload},
        ${STARTING})
      RETURNING id, file
    )
    ${recordEvent(actor, 'import.uploaded', sql`SELECT id, NULL, file, '{}' FROM begun`)}`;
  return id;
}
