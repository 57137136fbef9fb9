import { fetchSource } from '#newsroom/media/fetch-source';
import { sourceFiles } from '#newsroom/media/picture-source';
import { readStoredFile } from '#platform/files';

export type Source =
  | { ok: true; bytes: Uint8Array }
  /** `away`: a machine that may have it cannot be asked at present. */
  | { ok: false; why: 'not-found' | 'away' };

/**
 * What renditions can be made from (sourceFiles). Where it is missing on this disk and machines have disks of their
 * own, it is fetched from another one and kept.
 */
export async function readSource(picture: { id: string; width: number; height: number }): Promise<Source> {
  for (const file of sourceFiles(picture)) {
    const bytes = await readStoredFile(file);
    if (bytes) return { ok: true, bytes };
  }
  return fetchSource(picture);
}
