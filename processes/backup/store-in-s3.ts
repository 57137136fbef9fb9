import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { readEnvironment } from '#platform/env';
import type { BackupStore, StoredFile } from '#processes/backup/backup-store';
import { StartupError } from '#processes/supervisor/startup-error';

/** A part of a backup has 64 MB. */
const REQUEST_MS = 300_000;
/** Objects that one request may remove. */
const REMOVED_AT_ONCE = 1_000;

/** Backups in a bucket on Amazon S3 or a compatible store, below a prefix: `s3://bucket/prefix`. */
export function storeInS3(place: string): BackupStore {
  const { Bucket, base } = partsOf(place);
  const client = openClient();
  const keyOf = (name: string) => `${base}${name}`;

  return {
    place,
    async write(name, content) {
      // In one piece, whose length is known: a bucket shows it whole or not at all.
      const pieces: Uint8Array[] = [];
      for await (const bytes of content) pieces.push(bytes);
      await client.send(new PutObjectCommand({ Bucket, Key: keyOf(name), Body: Buffer.concat(pieces) }));
    },
    async read(name) {
      try {
        return (await client.send(new GetObjectCommand({ Bucket, Key: keyOf(name) }))).Body as Readable;
      } catch (error) {
        if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
        throw error;
      }
    },
    async list(prefix) {
      const files: StoredFile[] = [];
      let token: string | undefined;
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix: keyOf(prefix), ...(token && { ContinuationToken: token }) }),
        );
        for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? [])
          files.push({ name: Key.slice(base.length), bytes: Size, modified: LastModified });
        token = page.IsTruncated ? page.NextContinuationToken : undefined;
      } while (token);
      return files.sort((one, other) => (one.name < other.name ? -1 : 1));
    },
    async remove(names) {
      for (let from = 0; from < names.length; from += REMOVED_AT_ONCE) {
        const Objects = names.slice(from, from + REMOVED_AT_ONCE).map((name) => ({ Key: keyOf(name) }));
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors[0]) throw new Error(`${Errors[0].Key}: ${Errors[0].Message}`);
      }
    },
  };
}

function partsOf(place: string): { Bucket: string; base: string } {
  const [, Bucket = '', prefix = ''] = /^s3:\/\/([^/]+)\/?(.*?)\/*$/.exec(place) ?? [];
  if (!Bucket) throw new StartupError(`${place} names no bucket. Write it like s3://bucket/prefix.`);
  return { Bucket, base: prefix && `${prefix}/` };
}

/** With an account of its own, or with that of the pictures' bucket. */
function openClient(): S3Client {
  const environment = readEnvironment();
  const endpoint = environment.BACKUP_S3_ENDPOINT ?? environment.MEDIA_S3_ENDPOINT;
  const accessKeyId = environment.BACKUP_S3_KEY_ID ?? environment.MEDIA_S3_KEY_ID;
  const secretAccessKey = environment.BACKUP_S3_SECRET ?? environment.MEDIA_S3_SECRET;
  return new S3Client({
    region: environment.BACKUP_S3_REGION ?? environment.MEDIA_S3_REGION,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    // Without a key the machine's role provides one.
    ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
    // Not all stores other than Amazon's support the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: 5_000, requestTimeout: REQUEST_MS, throwOnRequestTimeout: true },
    maxAttempts: 4,
  });
}
