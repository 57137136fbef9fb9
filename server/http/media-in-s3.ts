import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { createRendition } from '#newsroom/media/create-rendition';
import { formatOfFile } from '#newsroom/media/picture';
import { openInS3 } from '#platform/files-in-s3';
import { log } from '#platform/log';
import { type Files, pictureHeaders } from '#server/http/static-files';

/**
 * Pictures out of the bucket, through us: the policy that pages are sent with names no other origin, and the bucket may
 * stay shut to the world.
 */
export const mediaInS3: Files = (request, response, path) => {
  const name = path.slice(1);
  if (!formatOfFile(name)) return false;
  void sendFromS3(request, response, name);
  return true;
};

async function sendFromS3(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
  try {
    const asked = { range: request.headers.range, ifNoneMatch: request.headers['if-none-match'] };
    const found = await openInS3(name, asked);
    const isCreated = found.status === 404 && (await createRendition(name)) === 'created';
    const { status, headers, stream } = isCreated ? await openInS3(name, asked) : found;
    const isThere = status < 400;
    response.writeHead(status, {
      ...headers,
      ...(isThere ? pictureHeaders(name) : { 'cache-control': 'no-store', 'content-length': 0 }),
    });
    if (stream && request.method !== 'HEAD') return await pipeline(stream, response);
    stream?.destroy();
    response.end();
  } catch (error) {
    if (response.destroyed) return;
    log().error({ err: error, name }, 'a picture could not be fetched');
    if (response.headersSent) response.destroy();
    else response.writeHead(503, { 'cache-control': 'no-store', 'content-length': 0, 'retry-after': '5' }).end();
  }
}
