import { expect, it } from 'vitest';
import { readUploadedFile, withUploadedFile } from '#platform/uploaded-file';

const bytes = new TextEncoder().encode('0123456789');

function sent(body: BodyInit, headers: Record<string, string> = { 'content-type': 'image/png' }): Request {
  return new Request('https://news.test/admin/pictures/upload?name=a%20b.png', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit);
}

function form(field: string): FormData {
  const data = new FormData();
  data.set(field, new File([bytes], 'c.png', { type: 'image/png' }));
  return data;
}

it('takes a body, or a form’s field', async () => {
  expect(await readUploadedFile(sent(bytes), 10)).toEqual({ ok: true, bytes, fileName: 'a b.png' });
  expect(await readUploadedFile(sent(form('file'), {}), 10)).toEqual({ ok: true, bytes, fileName: 'c.png' });
});

it('refuses anything else', async () => {
  expect(await readUploadedFile(sent('{}', { 'content-type': 'application/json' }), 10)).toEqual({
    ok: false,
    why: 'unsupported',
  });
  expect(await readUploadedFile(sent(form('other'), {}), 10)).toEqual({ ok: false, why: 'unsupported' });
  expect(await readUploadedFile(sent('no form', { 'content-type': 'multipart/form-data; boundary=x' }), 10)).toEqual({
    ok: false,
    why: 'unsupported',
  });
});

it('reads no more than the limit, whatever Content-Length says', async () => {
  const tooLong = sent(bytes, { 'content-type': 'image/png', 'content-length': '11' });
  expect(await readUploadedFile(tooLong, 10)).toEqual({ ok: false, why: 'too-heavy' });
  let chunks = 0;
  const endless = new ReadableStream({
    pull: (stream) => {
      chunks++;
      stream.enqueue(bytes);
    },
  });
  expect(await readUploadedFile(sent(endless), 25)).toEqual({ ok: false, why: 'too-heavy' });
  expect(chunks).toBeLessThan(10);
});

it('receives no more at once than the memory is for', async () => {
  const declared = { 'content-type': 'image/png', 'content-length': '60000000' };
  const upload = (work: Promise<unknown>) =>
    withUploadedFile(sent(bytes, declared), 60_000_000, async (file) => {
      await work;
      return file.ok || file.why;
    });
  const { promise: end, resolve: finish } = Promise.withResolvers();
  const five = Array.from({ length: 5 }, () => upload(end));
  expect(await upload(Promise.resolve())).toBe('busy');
  finish(undefined);
  expect(await Promise.all(five)).toEqual(Array(5).fill(true));
  await expect(upload(Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect(await upload(Promise.resolve())).toBe(true);
});
