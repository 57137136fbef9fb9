/** What a form adds to a file, bytes. */
const FORM_OVERHEAD = 10_000;

/** Bytes of all files that this process receives or works on at once: each is in memory. */
const UNDER_WAY_LIMIT = 300_000_000;

type UploadedFile =
  | { ok: true; bytes: Uint8Array; fileName: string }
  | { ok: false; why: 'too-heavy' | 'unsupported' | 'busy' };

// Next may build several copies of this module; there must be one sum per process all the same.
const holder = globalThis as typeof globalThis & { portalUploadBytes?: number };

/** Whether a request is a submitted form with files. */
export function isForm(request: Request): boolean {
  return request.headers.get('content-type')?.startsWith('multipart/form-data') ?? false;
}

/**
 * Reads the file that a request uploads, as below, and does something with it. `busy` if so many files are on their way
 * that this one could be too much for the memory; nothing of it is read then.
 */
export async function withUploadedFile<T>(
  request: Request,
  limit: number,
  use: (file: UploadedFile) => Promise<T>,
): Promise<T> {
  const size = Math.min(Number(request.headers.get('content-length')) || limit, limit);
  const others = holder.portalUploadBytes ?? 0;
  if (others + size > UNDER_WAY_LIMIT) return use({ ok: false, why: 'busy' });
  holder.portalUploadBytes = others + size;
  try {
    return await use(await readUploadedFile(request, limit));
  } finally {
    holder.portalUploadBytes -= size;
  }
}

/**
 * The file that a request uploads: its body, named by the parameter `name`, or the field `file` of a form, as browsers
 * send it without a script. `limit` is in bytes; no more than that is read, whatever Content-Length says.
 */
export async function readUploadedFile(request: Request, limit: number): Promise<UploadedFile> {
  const type = request.headers.get('content-type') ?? '';
  if (!isForm(request)) {
    if (!/^(image\/[\w.+-]+|application\/octet-stream)$/.test(type)) return { ok: false, why: 'unsupported' };
    const bytes = await readUpTo(limit, request);
    if (!bytes) return { ok: false, why: 'too-heavy' };
    return { ok: true, bytes, fileName: new URL(request.url).searchParams.get('name') ?? '' };
  }
  const body = await readUpTo(limit + FORM_OVERHEAD, request);
  if (!body) return { ok: false, why: 'too-heavy' };
  const form = await new Response(body, { headers: { 'content-type': type } }).formData().catch(() => undefined);
  const file = form?.get('file');
  if (!(file instanceof File)) return { ok: false, why: 'unsupported' };
  return { ok: true, bytes: new Uint8Array(await file.arrayBuffer()), fileName: file.name };
}

async function readUpTo(limit: number, { headers, body }: Request): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(headers.get('content-length')) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > limit) return undefined;
    chunks.push(chunk);
  }
  const { buffer, byteOffset } = Buffer.concat(chunks);
  return new Uint8Array(buffer, byteOffset, length);
}
