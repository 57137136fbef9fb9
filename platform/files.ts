import { readEnvironment } from '#platform/env';
import { filesOnDisk } from '#platform/files-on-disk';

/** Stored pictures, by names such as `0123…/wide-640.avif`: a folder and a file in it. */
export type FileStore = {
  /** Stores a file. It is never seen half written. */
  store(name: string, bytes: Uint8Array): Promise<void>;
  has(name: string): Promise<boolean>;
  /** A file's content; undefined if there is none of that name. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Removes a folder with all its files, if there is one. */
  remove(folder: string): Promise<void>;
};

/** DATA_DIR/media, or the bucket of MEDIA_S3_BUCKET. The S3 client is loaded only if it is needed. */
async function fileStore(): Promise<FileStore> {
  const { MEDIA_S3_BUCKET, DATA_DIR } = readEnvironment();
  return MEDIA_S3_BUCKET ? (await import('#platform/files-in-s3')).filesInS3() : filesOnDisk(DATA_DIR);
}

function checked(name: string, pattern: RegExp): string {
  if (!pattern.test(name)) throw new RangeError(`invalid file name: ${name}`);
  return name;
}

const FILE = /^[a-z0-9-]+\/[a-z0-9-]+\.[a-z0-9]+$/;
const FOLDER = /^[a-z0-9-]+$/;

/** Stores a file, in place of one of the same name. Throws RangeError for a name that is not of the form above. */
export async function storeFile(name: string, bytes: Uint8Array): Promise<void> {
  await (await fileStore()).store(checked(name, FILE), bytes);
}

/** Whether there is a file of that name. */
export async function hasFile(name: string): Promise<boolean> {
  return (await fileStore()).has(checked(name, FILE));
}

/** A stored file's content; undefined if there is none of that name. */
export async function readStoredFile(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  return (await fileStore()).read(checked(name, FILE));
}

/** Removes all files of a folder. */
export async function removeFiles(folder: string): Promise<void> {
  await (await fileStore()).remove(checked(folder, FOLDER));
}
