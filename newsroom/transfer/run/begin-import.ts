import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { canonicalJson } from '#blocks/canonical-json';
import { KEPT_DAYS } from '#newsroom/transfer/run/delete-old-import-items';
import type { ImportOptions } from '#newsroom/transfer/run/import-options';
import type { Client } from '#newsroom/transfer/run/import-run';

type ToBegin = {
  path: string;
  /** What people know the file by, if not by its own name. */
  name?: string | undefined;
  format: string;
  options: ImportOptions;
  isDryRun: boolean;
};

/**
 * The import of a file with some options: the one that was cut short, if there is one, else a new one. A dry run always
 * begins anew. Returns its id.
 */
export async function beginImport(client: Client, { path, name, format, options, isDryRun }: ToBegin): Promise<number> {
  const fingerprint = await fileFingerprint(path);
  const chosen = canonicalJson(options);
  const [unfinished] = isDryRun
    ? []
    : await client.$queryRaw<{ id: number }[]>`
        SELECT id FROM import
        WHERE file_fingerprint = ${fingerprint} AND options = ${chosen}::jsonb AND state IN ('staging', 'applying')
          AND started_at > now() - make_interval(days => ${KEPT_DAYS}::integer)
        ORDER BY id DESC LIMIT 1`;
  if (unfinished) return unfinished.id;
  const [begun] = await client.$queryRaw<{ id: number }[]>`
    INSERT INTO import (format, site, file, file_fingerprint, options, state)
    VALUES (${format}, ${name ?? basename(path)}, ${name ?? basename(path)}, ${fingerprint}, ${chosen}::jsonb,
      ${isDryRun ? 'planning' : 'staging'})
    RETURNING id`;
  if (!begun) throw new Error('the import could not be begun');
  return begun.id;
}

/** Of a file by its content; of a folder by its name and the time of its last change. */
async function fileFingerprint(path: string): Promise<string> {
  const hash = createHash('sha256');
  const found = await stat(path);
  if (found.isFile()) for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  else hash.update(`${resolve(path)} ${found.mtimeMs}`);
  return hash.digest('hex');
}
