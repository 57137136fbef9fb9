import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';

type Access = {
  region: string;
  /** Of a store other than Amazon's; buckets are then part of the path. */
  endpoint: string | undefined;
  /** Without a key the machine's role provides one. */
  keyId: string | undefined;
  secret: string | undefined;
  /** Limits of a connection and of a request, milliseconds. */
  connectMs: number;
  requestMs: number;
};

/** A client of Amazon S3 or a compatible store. */
export function createS3Client({ region, endpoint, keyId, secret, connectMs, requestMs }: Access): S3Client {
  const client = new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(keyId && secret && { credentials: { accessKeyId: keyId, secretAccessKey: secret } }),
    // Not all stores other than Amazon's support the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectMs, requestTimeout: requestMs, throwOnRequestTimeout: true },
    maxAttempts: 3,
  });
  addMd5(client);
  return client;
}

/**
 * To remove many objects at once takes a sum of the request. The SDK sends one of the newer ones; Amazon's takes
 * Content-MD5 as well, and some others (OpenStack Swift) nothing else.
 */
function addMd5(client: S3Client): void {
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        const { headers, body } = args.request as { headers: Record<string, string>; body?: string | Uint8Array };
        if (commandName === 'DeleteObjectsCommand' && body) {
          for (const name of Object.keys(headers)) if (/^x-amz-(sdk-)?checksum-/i.test(name)) delete headers[name];
          headers['content-md5'] = createHash('md5').update(body).digest('base64');
        }
        return next(args);
      },
    { step: 'build', priority: 'low', name: 'addMd5' },
  );
}
