import type { Readable } from 'node:stream';
import { typedPath } from '#processes/import/typed-path';

export type StoredFile = { name: string; bytes: number; modified: Date };

/** Where backups lie: a folder, or a bucket. Names are paths with slashes. */
export type BackupStore = {
  /** As people know it. */
  place: string;
  /** Writes a file, in place of one of that name; it is never there in part. */
  write(name: string, content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes of a file; undefined where there is none. */
  read(name: string): Promise<Readable | undefined>;
  /** All files whose names begin like this, in the order of their names. */
  list(prefix: string): Promise<StoredFile[]>;
  /** Those that are not there are not missed. */
  remove(names: readonly string[]): Promise<void>;
};

/** Opens a folder, made when it is missing, or a bucket: `s3://bucket` or `s3://bucket/prefix`. */
export async function openBackupStore(place: string): Promise<BackupStore> {
  if (place.startsWith('s3://')) return (await import('#processes/backup/store-in-s3')).storeInS3(place);
  return (await import('#processes/backup/store-in-folder')).storeInFolder(typedPath(place));
}

/** A whole file as text; undefined where there is none. */
export async function readText(store: BackupStore, name: string): Promise<string | undefined> {
  const content = await store.read(name);
  return content && Buffer.concat(await content.toArray()).toString('utf8');
}
