import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { BackupStore } from '#processes/backup/backup-store';
import { compress } from '#processes/backup/compressed';
import { logName, unfinishedLogName } from '#processes/backup/manifest';

/** Copies a file of the write-ahead log that nothing is added to any more. */
export async function copyLog(store: BackupStore, data: string, log: string): Promise<void> {
  await store.write(logName(log), compress(createReadStream(join(data, 'pg_wal', log))));
  await store.remove([unfinishedLogName(log)]);
}

/** Copies the first `bytes` of a file of the log that is still being written; the copy before it is replaced. */
export async function copyUnfinishedLog(store: BackupStore, data: string, log: string, bytes: number): Promise<void> {
  const content = createReadStream(join(data, 'pg_wal', log), { end: bytes - 1 });
  await store.write(unfinishedLogName(log), compress(content));
}
