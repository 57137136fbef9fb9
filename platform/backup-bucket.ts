import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { readEnvironment } from '#platform/env';
import { createS3Client } from '#platform/s3-client';

/** For a piece of 64 MB over a slow line, milliseconds. */
const REQUEST_MS = 300_000;
/** Objects that one request may remove. */
const REMOVED_AT_ONCE = 1_000;

/** Objects of a bucket on Amazon S3 or a compatible store. Everything throws where the bucket cannot be reached. */
export type BackupBucket = {
  put(key: string, bytes: Uint8Array): Promise<void>;
  /** The bytes of an object; undefined where there is none. */
  get(key: string): Promise<Readable | undefined>;
  /** Those whose keys begin like this. */
  list(prefix: string): Promise<{ key: string; bytes: number; modified: Date }[]>;
  remove(keys: readonly string[]): Promise<void>;
};

/** Opens the bucket of backups, with an account of its own (BACKUP_S3_…) or with that of the pictures' bucket. */
export function openBackupBucket(Bucket: string): BackupBucket {
  const client = openClient();
  return {
    async put(Key, Body) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    async get(Key) {
      try {
        return (await client.send(new GetObjectCommand({ Bucket, Key }))).Body as Readable;
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
        throw error;
      }
    },
    async list(Prefix) {
      const found: Awaited<ReturnType<BackupBucket['list']>> = [];
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix, ...(token && { ContinuationToken: token }) }),
        );
        for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? [])
          found.push({ key: Key, bytes: Size, modified: LastModified });
        token = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (token);
      return found;
    },
    async remove(keys) {
      for (let from = 0; from < keys.length; from += REMOVED_AT_ONCE) {
        const Objects = keys.slice(from, from + REMOVED_AT_ONCE).map((Key) => ({ Key }));
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors[0]) throw new Error(`${Errors[0].Key}: ${Errors[0].Message}`);
      }
    },
  };
}

function openClient(): S3Client {
  const environment = readEnvironment();
  return createS3Client({
    region: environment.BACKUP_S3_REGION ?? environment.MEDIA_S3_REGION,
    endpoint: environment.BACKUP_S3_ENDPOINT ?? environment.MEDIA_S3_ENDPOINT,
    keyId: environment.BACKUP_S3_KEY_ID ?? environment.MEDIA_S3_KEY_ID,
    secret: environment.BACKUP_S3_SECRET ?? environment.MEDIA_S3_SECRET,
    connectMs: 5_000,
    requestMs: REQUEST_MS,
  });
}
