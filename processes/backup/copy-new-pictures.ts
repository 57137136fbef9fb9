import { join } from 'node:path';
import type { connect } from '#platform/database';
import type { BackupStore } from '#processes/backup/backup-store';
import { copyPicture } from '#processes/backup/copy-pictures';
import { PICTURES } from '#processes/backup/manifest';

/** Their sizes are cut after they have come: those of the last minutes are looked at again, milliseconds. */
const SETTLE_MS = 120_000;

/** By the store: names that are there, and until when pictures were looked for. */
const copied = new WeakMap<BackupStore, { names: Set<string>; until: Date }>();

/** Copies pictures that have come since the last time; all others come with the next backup. */
export async function copyNewPictures(
  client: ReturnType<typeof connect>,
  store: BackupStore,
  dataFolder: string,
): Promise<void> {
  const begun = new Date();
  const known = copied.get(store) ?? { names: await namesIn(store), until: new Date(Number(begun) - SETTLE_MS) };
  const pictures = await client.picture.findMany({
    where: { addedAt: { gt: new Date(Number(known.until) - SETTLE_MS) } },
    orderBy: { addedAt: 'desc' },
    select: { id: true },
  });
  for (const { id } of pictures) {
    const find = (name: string) => (known.names.has(name) ? { name, bytes: 0, sha256: '' } : undefined);
    const one = await copyPicture(store, join(dataFolder, 'media'), id.trim(), find);
    if (one) known.names.add(one.name);
  }
  copied.set(store, { names: known.names, until: begun });
}

async function namesIn(store: BackupStore): Promise<Set<string>> {
  return new Set((await store.list(PICTURES)).map(({ name }) => name));
}
