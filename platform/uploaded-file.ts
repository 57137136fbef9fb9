/** What a form adds to a file, bytes. */
const FORM_OVERHEAD = 10_000;

type UploadedFile = { ok: true; bytes: Uint8Array; fileName: string } | { ok: false; why: 'too-heavy' | 'unsupported' };

/** Whether a request is a submitted form with files. */
export function isForm(request: Request): boolean {
  return request.headers.get('content-type')?.startsWith('multipart/form-data') ?? false;
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
