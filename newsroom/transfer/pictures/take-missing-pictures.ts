import { inQuietStep, saveImported } from '#newsroom/transfer/apply/save-outcomes';
import { fileKey } from '#newsroom/transfer/pictures/picture-address';
import { savePictures, type TakenPicture, takePicture } from '#newsroom/transfer/pictures/take-picture';
import type { ImportedRow, ImportRun } from '#newsroom/transfer/run/import-run';

export type WantedPicture = { address: string; alt?: string; caption?: string };

/** Whether an address is one, and no id of the source. */
const ADDRESS = /^(?:https?:)?\/|^[^\s?#]+\.(?:jpe?g|png|webp|avif|gif)$/i;

/**
 * Takes in pictures that texts show and the source has no item of, where their files are to be had; each is looked for
 * once. Says whether there are any.
 */
export async function takeMissingPictures(run: ImportRun, wanted: readonly WantedPicture[]): Promise<boolean> {
  const { media, fetchMedia } = run.options;
  if (!media && !fetchMedia) return false;
  const found: { key: string; picture: TakenPicture }[] = [];
  for (const one of wanted) {
    const key = ADDRESS.test(one.address) ? fileKey(one.address, run.base) : undefined;
    if (!key || run.missingFiles.has(key) || found.some((other) => other.key === key)) continue;
    const result = await takePicture(run, one);
    if (result.ok) found.push({ key, picture: result.picture });
    else run.missingFiles.add(key);
  }
  const rowOf = (key: string, picture: TakenPicture, isOwn: boolean): ImportedRow => {
    return { kind: 'file', sourceId: key, fingerprint: '', resource: 'picture', resourceId: picture.id, isOwn };
  };
  if (run.isDryRun) for (const { key, picture } of found) run.ledger.plan(rowOf(key, picture, true), run.id);
  else if (found.length > 0)
    await inQuietStep(run, async (transaction) => {
      const added = await savePictures(
        run,
        transaction,
        found.map(({ picture }) => picture),
      );
      const rows = found.map(({ key, picture }) => rowOf(key, picture, added.delete(picture.id)));
      await saveImported(run, transaction, rows);
    });
  return found.length > 0;
}
