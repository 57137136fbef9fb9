import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { isAudioFile } from '#newsroom/audio/audio-file';
import { createRendition } from '#newsroom/media/create-rendition';
import { formatOfFile } from '#newsroom/media/picture';
import { openInS3 } from '#platform/files-in-s3';
import { log } from '#platform/log';
import { type FileHandler, mediaHeaders } from '#server/http/static-files';

/**
 * Serves pictures and audios from the bucket through this server: the pages' Content-Security-Policy allows no other origin, and
 * the bucket need not be public.
 */
export const mediaInS3: FileHandler = (request, response, path) => {
  const name = path.slice(1);
  if (!formatOfFile(name) && !isAudioFile(name)) return false;
  void sendFromS3(request, response, name);
  return true;
};

async function sendFromS3(request: IncomingMessage, response: ServerResponse, name: string): Promise<void> {
  try {
    const { range, 'if-none-match': ifNoneMatch } = request.headers;
    const found = await openInS3(name, { range, ifNoneMatch });
    const isCreated = found.status === 404 && !isAudioFile(name) && (await createRendition(name)) === 'created';
    const { status, headers, stream } = isCreated ? await openInS3(name, { range, ifNoneMatch }) : found;
    response.writeHead(status, {
      ...headers,
      ...(status < 400 ? mediaHeaders(name) : { 'cache-control': 'no-store', 'content-length': 0 }),
    });
    if (stream && request.method !== 'HEAD') return await pipeline(stream, response);
    stream?.destroy();
    response.end();
  } catch (error) {
    if (response.destroyed) return;
    log().error({ err: error, name }, 'a file could not be read from the bucket');
    if (response.headersSent) response.destroy();
    else response.writeHead(503, { 'cache-control': 'no-store', 'content-length': 0, 'retry-after': '5' }).end();
  }
}
