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
  return new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(keyId && secret && { credentials: { accessKeyId: keyId, secretAccessKey: secret } }),
    // Not all stores other than Amazon's support the newer checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: { connectionTimeout: connectMs, requestTimeout: requestMs, throwOnRequestTimeout: true },
    maxAttempts: 3,
  });
}
