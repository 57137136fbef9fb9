import { existsSync, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { negotiate } from '@fastify/accept-negotiator';
import send from 'send';
import { isAudioFile } from '#newsroom/audio/audio-file';
import type { Created } from '#newsroom/media/create-rendition';
import { formatOfFile } from '#newsroom/media/picture';
import { log } from '#platform/log';

/** Where the build puts files that are served as they are, by path; relative to the checkout. */
export const BUILT_FOLDER = 'generated/static';

/** Each file name contains a hash or a version of the content. */
const IMMUTABLE = { immutable: true, maxAge: '1y', index: false, dotfiles: 'ignore' } as const;
const SUFFIXES = { br: '.br', gzip: '.gz' } as const;

/** Serves a file; false if there is none of that path. */
export type FileHandler = (request: IncomingMessage, response: ServerResponse, path: string) => boolean;

/**
 * Serves files of the build (script, fonts, style sheets), with ranges and conditional requests (RFC 9110, 13 and 14),
 * compressed where the build has compressed them.
 */
export function builtFiles(folder: string): FileHandler {
  const names = new Set(
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => `${entry.parentPath.slice(folder.length).replaceAll('\\', '/')}/${entry.name}`)
      : [],
  );
  return (request, response, path) => {
    if (!names.has(path) || /\.(br|gz)$/.test(path)) return false;
    const encoding = negotiate(request.headers['accept-encoding'] ?? '', ['br', 'gzip', 'identity']);
    const suffix = encoding === 'br' || encoding === 'gzip' ? SUFFIXES[encoding] : '';
    const isCompressed = suffix !== '' && names.has(path + suffix);
    if (names.has(`${path}.gz`)) response.setHeader('vary', 'accept-encoding');
    const stream = send(request, path + (isCompressed ? suffix : ''), { root: folder, ...IMMUTABLE });
    stream.on('headers', (sent: ServerResponse) => {
      sent.setHeader('content-type', typeOf(path));
      if (isCompressed) sent.setHeader('content-encoding', String(encoding));
    });
    stream.on('error', (error) => sendError(response, error)).pipe(response);
    return true;
  };
}

/** Headers of a picture or audio, on disk or in a bucket. Aggregators and feed readers show them on their pages. */
export function mediaHeaders(name: string): Record<string, string> {
  const format = formatOfFile(name);
  return {
    ...(format && { 'content-type': PICTURES[format] }),
    ...(isAudioFile(name) && { 'content-type': 'audio/mpeg' }),
    'cache-control': 'public, max-age=31536000, immutable',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

/** Serves pictures and audios from disk; their names carry a hash of the content. What is missing is created first. */
export function mediaFiles(folder: string, create: (name: string) => Promise<Created>): FileHandler {
  return (request, response, path) => {
    const name = path.slice(1);
    if (!isAudioFile(name) && !formatOfFile(name)) return false;
    const sendFile = (onError: (error: { status?: number }) => void) =>
      send(request, path, { root: folder, ...IMMUTABLE })
        .on('headers', (sent: ServerResponse) => {
          for (const [header, value] of Object.entries(mediaHeaders(name))) sent.setHeader(header, value);
        })
        .on('error', onError)
        .pipe(response);
    sendFile(async (error) => {
      if (error.status !== 404) return sendError(response, error);
      const created = await create(name).catch((failure: unknown) => {
        log().error({ err: failure, name }, 'a picture size or audio could not be had');
        return 'busy' as const;
      });
      if (created === 'created') sendFile((again) => sendError(response, again));
      else sendError(response, { status: created === 'not-found' ? 404 : 503 });
    });
    return true;
  };
}

const PICTURES = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' } as const;

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
};

function typeOf(path: string): string {
  // Browsers accept speculation rules only with this type.
  if (/\/speculation-rules-\w+\.json$/.test(path)) return 'application/speculationrules+json';
  return TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
}

function sendError(response: ServerResponse, error: { status?: number }): void {
  response.setHeader('cache-control', 'no-store');
  response.statusCode = error.status ?? 500;
  if (error.status === 503) response.setHeader('retry-after', '5');
  response.end();
}
