import { randomUUID } from 'node:crypto';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { type Refusal, refuse } from '#newsroom/result';
import { findUploadTrouble } from '#newsroom/transfer/manage/create-import';
import { STARTING, startWork } from '#newsroom/transfer/manage/start-work';
import type { ImportOptions } from '#newsroom/transfer/run/import-options';
import { parseSiteAddress } from '#newsroom/transfer/site/fetch-source';
import { database, sql } from '#platform/database';
import { isPublicHost } from '#platform/ip-address';

/**
 * Begins the import of a site or feed at an address: it is fetched, then planned. Returns its id. Fails by value for
 * somebody who may not, while an import runs, without a section, and for what is no address on the internet.
 */
export async function createAddressImport(
  actor: Actor,
  typed: string,
  options: ImportOptions,
): Promise<{ ok: true; id: number } | Refusal> {
  const trouble = await findUploadTrouble(actor);
  if (trouble === 'not-allowed') return refuse('not-allowed', 'it');
  if (trouble === 'busy') return refuse('busy', 'import');
  if (trouble) return refuse('not-found', 'section');
  const address = parseSiteAddress(typed);
  if (!address) return refuse('invalid', 'importAddress');
  if (!isPublicHost(address)) return refuse('invalid', 'privateAddress', { address: new URL(address).host });
  const id = await begin(actor, address, options);
  startWork(id);
  return { ok: true, id };
}

async function begin(actor: Actor, address: string, options: ImportOptions): Promise<number> {
  const [{ id }] = await database().$queryRaw<[{ id: number }]>`SELECT nextval('import_id_seq')::integer AS id`;
  const upload = randomUUID();
  await database().$executeRaw`
    WITH begun AS (
      INSERT INTO import (id, format, site, file, file_fingerprint, options, state, upload, address, progress)
      VALUES (${id}, 'site', ${address}, ${address}, ${`address ${upload}`}, ${JSON.stringify(options)}::jsonb, 'fetching',
        ${upload}, ${address}, ${STARTING})
      RETURNING id, file
    )
    ${recordEvent(actor, 'import.fetchStarted', sql`SELECT id, NULL, file, '{}' FROM begun`)}`;
  return id;
}
