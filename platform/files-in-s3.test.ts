import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { hasFile, readStoredFile, removeFiles, storeFile } from '#platform/files';
import { mediaInS3 } from '#server/http/media-in-s3';

// The part of S3 that is used, in memory: paths are /bucket/key.
const objects = new Map<string, { bytes: Buffer; type: string | undefined; etag: string }>();
let isFailing = false;
/** How many objects each request has removed. */
const removals: number[] = [];

async function answerAsS3(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  if (isFailing) return void response.writeHead(500).end();
  expect(request.headers.authorization).toContain('Credential=key/');
  const { pathname, searchParams } = new URL(String(request.url), 'http://s3');
  const key = decodeURIComponent(pathname.split('/').slice(2).join('/'));
  const found = objects.get(key);
  if (request.method === 'PUT') {
    objects.set(key, {
      bytes: body,
      type: request.headers['content-type'],
      etag: `"${createHash('md5').update(body).digest('hex')}"`,
    });
    response.writeHead(200).end();
  } else if (searchParams.get('list-type') === '2') {
    const all = [...objects.keys()].filter((name) => name.startsWith(String(searchParams.get('prefix'))));
    const keys = all.slice(0, Number(searchParams.get('max-keys') ?? 1_000));
    const rows = keys.map((name) => `<Contents><Key>${name}</Key></Contents>`).join('');
    response.writeHead(200, { 'content-type': 'application/xml' }).end(`<ListBucketResult>${rows}</ListBucketResult>`);
  } else if (request.method === 'POST' && searchParams.has('delete')) {
    // As OpenStack Swift does.
    const sum = createHash('md5').update(body).digest('base64');
    if (request.headers['content-md5'] !== sum) return void response.writeHead(400).end();
    const names = [...body.toString().matchAll(/<Key>([^<]+)<\/Key>/g)].map(([, name]) => String(name));
    removals.push(names.length);
    for (const name of names) objects.delete(name);
    response.writeHead(200, { 'content-type': 'application/xml' }).end('<DeleteResult/>');
  } else if (!found) {
    response
      .writeHead(404, { 'content-type': 'application/xml' })
      .end(request.method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code></Error>');
  } else if (request.headers['if-none-match'] === found.etag) {
    response.writeHead(304, { etag: found.etag }).end();
  } else {
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
    const part = from ? found.bytes.subarray(Number(from), Number(to) + 1) : found.bytes;
    const range = from ? { 'content-range': `bytes ${from}-${to}/${found.bytes.length}` } : {};
    response.writeHead(from ? 206 : 200, { etag: found.etag, 'content-length': part.length, ...range });
    response.end(request.method === 'HEAD' ? undefined : part);
  }
}

let s3: Server;
let web: Server;
const listening = (server: Server) =>
  new Promise<number>((done) => server.listen(0, () => done((server.address() as AddressInfo).port)));

beforeAll(async () => {
  s3 = createServer((request, response) => void answerAsS3(request, response));
  vi.stubEnv('MEDIA_S3_BUCKET', 'pictures');
  vi.stubEnv('MEDIA_S3_ENDPOINT', `http://127.0.0.1:${await listening(s3)}`);
  vi.stubEnv('MEDIA_S3_KEY_ID', 'key');
  vi.stubEnv('MEDIA_S3_SECRET', 'secret');
  web = createServer((request, response) => {
    if (!mediaInS3(request, response, String(request.url))) response.writeHead(404).end();
  });
  await listening(web);
});
afterAll(() => {
  vi.unstubAllEnvs();
  s3.closeAllConnections();
  s3.close();
  web.close();
});
beforeEach(() => {
  isFailing = false;
  objects.clear();
});

const id = '0123456789abcdef0123';
const name = `${id}/wide-640.jpg`;
const bytes = new TextEncoder().encode('0123456789');

function ask(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return fetch(`http://127.0.0.1:${(web.address() as AddressInfo).port}${path}`, { headers, method });
}

describe('files in a bucket', () => {
  it('are stored, found, read and removed by folder', async () => {
    expect([await hasFile(name), await readStoredFile(name)]).toEqual([false, undefined]);
    await storeFile(name, bytes);
    await storeFile('f0123456789abcdef012/wide-640.jpg', bytes);
    expect(objects.get(name)?.type).toBe('image/jpeg');
    expect([await hasFile(name), await readStoredFile(name)]).toEqual([true, bytes]);
    await removeFiles(id);
    await removeFiles(id);
    expect([...objects.keys()]).toEqual(['f0123456789abcdef012/wide-640.jpg']);
  });

  it('are removed a hundred at a time, for stores that take the time of each', async () => {
    for (let n = 0; n < 250; n++) objects.set(`${id}/x-${n}.jpg`, { bytes: Buffer.from('a'), type: '', etag: '"a"' });
    removals.length = 0;
    await removeFiles(id);
    expect([objects.size, removals]).toEqual([0, [100, 100, 50]]);
  });

  it('whoever cannot reach it is told so, not that there is nothing', { timeout: 30_000 }, async () => {
    isFailing = true;
    await expect(hasFile(name)).rejects.toThrow();
    await expect(readStoredFile(name)).rejects.toThrow();
  });

  it('do not leave their folder', async () => {
    await expect(readStoredFile('../x.jpg')).rejects.toThrow(RangeError);
    await expect(removeFiles('')).rejects.toThrow(RangeError);
  });
});

describe('readers get pictures out of the bucket through us', () => {
  it('whole, in part, or not again', async () => {
    await storeFile(name, bytes);
    const whole = await ask(`/${name}`);
    expect([whole.status, await whole.text(), whole.headers.get('content-type')]).toEqual([
      200,
      '0123456789',
      'image/jpeg',
    ]);
    expect(whole.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const part = await ask(`/${name}`, { range: 'bytes=2-4' });
    expect([part.status, await part.text(), part.headers.get('content-range')]).toEqual([206, '234', 'bytes 2-4/10']);
    expect((await ask(`/${name}`, { 'if-none-match': String(whole.headers.get('etag')) })).status).toBe(304);
    const head = await ask(`/${name}`, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
  });

  it('never the master, nor what is not there', async () => {
    await storeFile(`${id}/master.jpg`, bytes);
    for (const path of [`/${id}/master.jpg`, `/${name}`]) expect((await ask(path)).status).toBe(404);
  });
});
