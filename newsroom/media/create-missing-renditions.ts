import { createHash } from 'node:crypto';
import { z } from 'zod';
import { createRenditions } from '#newsroom/media/create-renditions';
import { CROPS, FORMATS } from '#newsroom/media/picture';
import { readSource } from '#newsroom/media/read-source';
import { database } from '#platform/database';
import { readStoredFile, storeFile } from '#platform/files';

const BATCH = 50;
/** Where it lies beside the pictures: whoever loses them loses it too, and all are looked through again. */
const PROGRESS_FILE = 'renditions/progress.json';

/** `set` tells which sizes and formats were wanted, `after` the last picture that has them, `isDone` that all have. */
const progressFile = z.object({ set: z.string(), after: z.string(), isDone: z.boolean() });
type Progress = z.infer<typeof progressFile>;

const RENDITION_SET = createHash('sha256')
  .update(JSON.stringify([CROPS, FORMATS]))
  .digest('hex')
  .slice(0, 12);

/**
 * Makes the files that pictures lack, after a change of the sizes that pages use and for pictures that were imported
 * without them. Goes through the archive once for each set of sizes, in batches; cut short, it goes on where it was.
 * Until then createRendition makes what readers ask for. Returns how many files were made.
 */
export async function createMissingRenditions(): Promise<number> {
  const progress = await readProgress();
  let made = 0;
  while (!progress.isDone) {
    const pictures = await database().picture.findMany({
      where: { id: { gt: progress.after } },
      select: { id: true, cut: true, width: true, height: true, focusX: true, focusY: true },
      orderBy: { id: 'asc' },
      take: BATCH,
    });
    for (const { focusX, focusY, ...picture } of pictures) {
      const source = await readSource(picture);
      if (source.ok) made += await createRenditions({ ...picture, focus: { x: focusX, y: focusY } }, source.bytes);
    }
    progress.after = pictures.at(-1)?.id ?? progress.after;
    progress.isDone = pictures.length < BATCH;
    await storeFile(PROGRESS_FILE, new TextEncoder().encode(JSON.stringify(progress)));
  }
  return made;
}

async function readProgress(): Promise<Progress> {
  const stored = await readStoredFile(PROGRESS_FILE);
  const progress = stored && parse(new TextDecoder().decode(stored));
  return progress?.set === RENDITION_SET ? progress : { set: RENDITION_SET, after: '', isDone: false };
}

function parse(text: string): Progress | undefined {
  try {
    return progressFile.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
