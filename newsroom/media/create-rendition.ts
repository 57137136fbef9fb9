import PQueue from 'p-queue';
import { createSize } from '#newsroom/media/create-renditions';
import { findRendition } from '#newsroom/media/picture';
import { readSource } from '#newsroom/media/read-source';
import { database } from '#platform/database';

export type Created = 'created' | 'not-found' | 'busy' | 'away';

/** A page refers to some thirty files. More than so many waiting are turned away. */
const WAITING = 200;

const queue = new PQueue({ concurrency: 1 });
/** Files that are being made or wait for it: several readers may ask for the same one. */
const pending = new Map<string, Promise<Created>>();

/**
 * Makes a file of a picture that a reader asks for and that was not made yet, one at a time in this process. `name` is
 * what renditionFile makes. `not-found`: pages do not refer to such a file, or nothing is left to make it from. `busy`:
 * too many are waiting. `away`: a machine that may have what it is made from cannot be asked. Throws when the database or the file store cannot be reached.
 */
export async function createRendition(name: string): Promise<Created> {
  const known = pending.get(name);
  if (known) return known;
  if (queue.size >= WAITING) return 'busy';
  const created = queue.add(() => create(name)).finally(() => pending.delete(name));
  pending.set(name, created);
  return created;
}

async function create(name: string): Promise<Created> {
  const [id = ''] = name.split('/');
  const picture = await database().picture.findUnique({
    where: { id },
    select: { id: true, cut: true, width: true, height: true, focusX: true, focusY: true },
  });
  const rendition = picture && findRendition(picture, name);
  if (!rendition) return 'not-found';
  const source = await readSource(picture);
  if (!source.ok) return source.why;
  const { focusX, focusY, ...original } = picture;
  const { crop, size, format } = rendition;
  await createSize({ ...original, focus: { x: focusX, y: focusY } }, source.bytes, crop, size, [format]);
  return 'created';
}
