import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, it } from 'vitest';
import { uploadToDisk, writeStream } from '#platform/upload-to-disk';

const folder = mkdtempSync(join(tmpdir(), 'news-portal-upload-'));
afterAll(() => rmSync(folder, { recursive: true }));

function formOf(bytes: string, fields: Record<string, string> = {}): Request {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new File([bytes], 'export.xml'));
  return new Request('http://site.example/', { method: 'POST', body: form });
}

it('writes a file as it comes, with the fields beside it', async () => {
  const bytes = 'x'.repeat(3_000_000);
  const uploaded = await uploadToDisk(formOf(bytes, { section: 'news' }), { folder, limit: 4_000_000 });
  if (!uploaded.ok) throw new Error(uploaded.why);
  expect(uploaded).toMatchObject({ fileName: 'export.xml', fields: { section: 'news' } });
  expect(readFileSync(join(folder, uploaded.name), 'utf8')).toBe(bytes);
  rmSync(join(folder, uploaded.name));
});

it.each([
  ['too-large', () => formOf('x'.repeat(2_000_000))],
  ['no-file', () => new Request('http://site.example/', { method: 'POST', body: 'file=1' })],
  [
    'cut-off',
    () =>
      new Request('http://site.example/', {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=b' },
        body: '--b\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nhalf of it',
      }),
  ],
  [
    'disk-full',
    () =>
      new Request('http://site.example/', {
        method: 'POST',
        headers: { 'content-type': 'multipart/form-data; boundary=b', 'content-length': String(10 ** 18) },
        body: '--b',
      }),
  ],
] as const)('leaves nothing behind: %s', async (why, request) => {
  const limit = why === 'disk-full' ? 10 ** 18 : 1_000_000;
  expect(await uploadToDisk(request(), { folder, limit })).toEqual({ ok: false, why });
  expect(readdirSync(folder)).toEqual([]);
});

it('throws what a full disk says', async () => {
  const path = join(folder, 'full');
  symlinkSync('/dev/full', path);
  await expect(writeStream(Readable.from([Buffer.alloc(100)]), path)).rejects.toMatchObject({ code: 'ENOSPC' });
  rmSync(path);
});
