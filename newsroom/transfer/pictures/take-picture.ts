import { PICTURE_TEXT_LENGTH } from '#blocks/picture-texts';
import { DEFAULT_LANGUAGE } from '#i18n/languages';
import { storeOriginal } from '#newsroom/media/import-picture';
import { findFile } from '#newsroom/transfer/pictures/find-file';
import { importedLanguage } from '#newsroom/transfer/run/import-language';
import type { ImportReason } from '#newsroom/transfer/run/import-reasons';
import type { ImportRun, Transaction } from '#newsroom/transfer/run/import-run';
import { oneLine } from '#newsroom/transfer/source/one-line';

type PictureTexts = { alt: string; caption: string; credit: string };

/** A picture whose files are stored; its row is still to be written. `id` in a dry run is none. */
export type TakenPicture = { id: string; width: number; height: number; fileName: string; texts: PictureTexts };

/** In a dry run pictures are looked for and not read. */
const PLANNED_PICTURE = '0'.repeat(20);

const PICTURE_NAME = /\.(?:jpe?g|png|webp|avif|gif)$/i;

/**
 * Stores the files of a picture of the source. Fails by value where there is no file, where it is no picture, and where
 * it is one that is not taken in.
 */
export async function takePicture(
  run: ImportRun,
  given: { address: string; file?: string; alt?: string; caption?: string; credit?: string },
): Promise<{ ok: true; picture: TakenPicture } | { ok: false; why: ImportReason }> {
  const [path = ''] = (given.file ?? given.address).split(/[?#]/, 1);
  const fileName = path.split('/').at(-1) ?? '';
  const found = await findFile(run, given);
  if (!found.ok) return found;
  const texts = { alt: textOf(given.alt), caption: textOf(given.caption), credit: textOf(given.credit) };
  if (run.isDryRun) {
    if (!PICTURE_NAME.test(fileName)) return { ok: false, why: 'not-a-picture' };
    return { ok: true, picture: { id: PLANNED_PICTURE, width: 1, height: 1, fileName, texts } };
  }
  const bytes = await found.read();
  if (!bytes) return { ok: false, why: 'not-fetched' };
  try {
    const stored = await storeOriginal(bytes, { renditions: 'later' });
    if (!stored.ok) return stored;
    const { id, width, height } = stored;
    return { ok: true, picture: { id, width, height, fileName, texts } };
  } catch {
    return { ok: false, why: 'broken' };
  }
}

function textOf(text = ''): string {
  return oneLine(text).slice(0, PICTURE_TEXT_LENGTH);
}

/** Writes rows of pictures, with their texts in the source's language. Returns those that were not here before. */
export async function savePictures(
  run: ImportRun,
  transaction: Transaction,
  pictures: readonly TakenPicture[],
): Promise<Set<string>> {
  const language = (run.language && importedLanguage(run.language, run.options)) || DEFAULT_LANGUAGE;
  const rows = await transaction.$queryRaw<{ id: string }[]>`
    WITH given AS (
      SELECT DISTINCT ON (id) * FROM jsonb_to_recordset(${JSON.stringify(pictures)}::jsonb) AS r (
        id text, width integer, height integer, "fileName" text, texts jsonb)
    ), added AS (
      INSERT INTO picture (id, key, width, height, file_name)
      SELECT id, id, width, height, "fileName" FROM given ON CONFLICT DO NOTHING RETURNING id
    ), texts AS (
      INSERT INTO picture_text (picture_id, language, alt, caption, credit)
      SELECT added.id, ${language}, texts->>'alt', texts->>'caption', texts->>'credit'
      FROM added JOIN given ON given.id = added.id
      WHERE texts->>'alt' <> '' OR texts->>'caption' <> '' OR texts->>'credit' <> ''
    )
    SELECT id FROM added`;
  return new Set(rows.map(({ id }) => id));
}
