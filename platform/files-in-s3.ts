import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { readEnvironment } from '#platform/env';
import type { FileStore } from '#platform/files';
import { createS3Client } from '#platform/s3-client';

const TYPES: Record<string, string> = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg', png: 'image/png' };

/** Objects that one request removes: some stores take the time of each, and a request has 15 seconds. */
const REMOVED_AT_ONCE = 100;

// Next may build several copies of this module; one set of connections is enough.
const holder = globalThis as typeof globalThis & { portalBucket?: { client: S3Client; Bucket: string } };

function bucket(): { client: S3Client; Bucket: string } {
  if (!holder.portalBucket) {
    const environment = readEnvironment();
    const client = createS3Client({
      region: environment.MEDIA_S3_REGION,
      endpoint: environment.MEDIA_S3_ENDPOINT,
      keyId: environment.MEDIA_S3_KEY_ID,
      secret: environment.MEDIA_S3_SECRET,
      connectMs: 3_000,
      requestMs: 15_000,
    });
    holder.portalBucket = { client, Bucket: String(environment.MEDIA_S3_BUCKET) };
  }
  return holder.portalBucket;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}

function undefinedIfNotFound(error: unknown): undefined {
  if (statusOf(error) === 404) return undefined;
  throw error;
}

/** Files in the bucket of MEDIA_S3_BUCKET, on Amazon S3 or a compatible store. */
export function filesInS3(): FileStore {
  const { client, Bucket } = bucket();
  return {
    async store(Key, Body) {
      const ContentType = TYPES[Key.split('.').at(-1) ?? ''];
      await client.send(
        new PutObjectCommand({ Bucket, Key, Body, ContentType, CacheControl: 'public, max-age=31536000, immutable' }),
      );
    },
    async has(Key) {
      return (await client.send(new HeadObjectCommand({ Bucket, Key })).catch(undefinedIfNotFound)) !== undefined;
    },
    async read(Key) {
      const found = await client.send(new GetObjectCommand({ Bucket, Key })).catch(undefinedIfNotFound);
      return found?.Body && new Uint8Array(await found.Body.transformToByteArray());
    },
    async remove(folder) {
      // A folder has some fifty files for each focal point its picture has had.
      for (;;) {
        const { Contents = [] } = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix: `${folder}/`, MaxKeys: REMOVED_AT_ONCE }),
        );
        const Objects = Contents.map(({ Key }) => ({ Key }));
        if (Objects.length === 0) return;
        const { Errors = [] } = await client.send(
          new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
        );
        if (Errors[0]) throw new Error(`${Errors[0].Key}: ${Errors[0].Message}`);
      }
    },
  };
}

/** Values of the request headers Range and If-None-Match (RFC 9110, 13 and 14). */
export type FileConditions = { range?: string | undefined; ifNoneMatch?: string | undefined };

/** Status 200 or 206 with a stream, or 304, 404, 416 without. */
export type OpenedFile = { status: number; headers: Record<string, string | number>; stream?: Readable };

/** Opens a file of the bucket. Throws if the bucket is unreachable. */
export async function openInS3(
  Key: string,
  { range: Range, ifNoneMatch: IfNoneMatch }: FileConditions,
): Promise<OpenedFile> {
  const { client, Bucket } = bucket();
  try {
    const found = await client.send(new GetObjectCommand({ Bucket, Key, Range, IfNoneMatch }));
    const { ETag, ContentLength, ContentRange, LastModified } = found;
    return {
      status: ContentRange ? 206 : 200,
      headers: {
        'accept-ranges': 'bytes',
        ...(ETag && { etag: ETag }),
        ...(LastModified && { 'last-modified': LastModified.toUTCString() }),
        ...(ContentLength !== undefined && { 'content-length': ContentLength }),
        ...(ContentRange && { 'content-range': ContentRange }),
      },
      stream: found.Body as Readable,
    };
  } catch (error) {
    const status = statusOf(error);
    if (status === 304 || status === 404 || status === 416) {
      return { status, headers: status === 304 && IfNoneMatch ? { etag: IfNoneMatch } : {} };
    }
    throw error;
  }
}
