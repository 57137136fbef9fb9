import type { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { readEnvironment } from '#platform/env';
import type { FileStore } from '#platform/files';

const TYPES: Record<string, string> = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg', png: 'image/png' };

// Next may build several copies of this module; one set of connections is enough.
const holder = globalThis as typeof globalThis & { portalBucket?: { client: S3Client; Bucket: string } };

function bucket(): { client: S3Client; Bucket: string } {
  if (!holder.portalBucket) {
    const environment = readEnvironment();
    const { MEDIA_S3_KEY_ID: accessKeyId, MEDIA_S3_SECRET: secretAccessKey, MEDIA_S3_ENDPOINT: endpoint } = environment;
    const client = new S3Client({
      region: environment.MEDIA_S3_REGION,
      ...(endpoint && { endpoint, forcePathStyle: true }),
      // Without a key the machine's own role is asked for one.
      ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
      // Stores other than Amazon's do not all know the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 15_000, throwOnRequestTimeout: true },
      maxAttempts: 3,
    });
    holder.portalBucket = { client, Bucket: String(environment.MEDIA_S3_BUCKET) };
  }
  return holder.portalBucket;
}

function statusOf(error: unknown): number | undefined {
  return error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
}

function unlessAbsent(error: unknown): undefined {
  if (statusOf(error) === 404) return undefined;
  throw error;
}

/** Files in the bucket that the environment names, on Amazon S3 or any store that speaks its language. */
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
      return (await client.send(new HeadObjectCommand({ Bucket, Key })).catch(unlessAbsent)) !== undefined;
    },
    async read(Key) {
      const found = await client.send(new GetObjectCommand({ Bucket, Key })).catch(unlessAbsent);
      return found?.Body && new Uint8Array(await found.Body.transformToByteArray());
    },
    async remove(folder) {
      // A folder holds some fifty files for each focus that its picture has had; a list has a thousand at most.
      for (;;) {
        const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: `${folder}/` }));
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

/** What a reader asks of a file besides its name, as in HTTP (RFC 9110, 13 and 14). */
export type Conditions = { range?: string | undefined; ifNoneMatch?: string | undefined };

/** A file as it comes out of the bucket: status 200 or 206 with a stream, or 304, 404, 416 without. */
export type Opened = { status: number; headers: Record<string, string | number>; stream?: Readable };

/** Opens a file of the bucket. Throws where the bucket cannot be reached. */
export async function openInS3(Key: string, { range: Range, ifNoneMatch: IfNoneMatch }: Conditions): Promise<Opened> {
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
