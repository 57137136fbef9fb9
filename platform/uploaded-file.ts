/** What stands round a file in a form, bytes. */
const FORM_ROOM = 10_000;

type Uploaded = { ok: true; bytes: Uint8Array; fileName: string } | { ok: false; why: 'too-heavy' | 'unsupported' };

export function isForm(request: Request): boolean {
  return request.headers.get('content-type')?.startsWith('multipart/form-data') ?? false;
}

/**
 * The one file that a request brings: its body, named by the parameter `name`, or the field `file` of a form, which is
 * how browsers send it without a script. `limit` is in bytes: whatever the request says of its length, no more than
 * that is read.
 */
export async function readUploadedFile(request: Request, limit: number): Promise<Uploaded> {
  const type = request.headers.get('content-type') ?? '';
  if (!isForm(request)) {
    if (!/^(image\/[\w.+-]+|application\/octet-stream)$/.test(type)) return { ok: false, why: 'unsupported' };
    const bytes = await readUpTo(limit, request);
    if (!bytes) return { ok: false, why: 'too-heavy' };
    return { ok: true, bytes, fileName: new URL(request.url).searchParams.get('name') ?? '' };
  }
  const body = await readUpTo(limit + FORM_ROOM, request);
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
  return new Uint8Array(Buffer.concat(chunks));
}
