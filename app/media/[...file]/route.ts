import { formatOfFile } from '#newsroom/media/picture';
import { readStoredFile } from '#platform/files';

const TYPES = { avif: 'image/avif', webp: 'image/webp', jpg: 'image/jpeg' } as const;

/** Pictures in all their sizes. Their names carry a hash of the content, so they may be kept for ever. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string[] }> }): Promise<Response> {
  const name = (await params).file.join('/');
  const format = formatOfFile(name);
  const file = format && (await readStoredFile(name));
  if (!file) return new Response(null, { status: 404 });
  return new Response(file, {
    headers: { 'content-type': TYPES[format], 'cache-control': 'public, max-age=31536000, immutable' },
  });
}
