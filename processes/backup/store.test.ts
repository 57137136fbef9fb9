import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type BackupStore, openBackupStore, readText } from '#processes/backup/backup-store';

// The part of S3 that is used, in memory: paths are /bucket/key.
const objects = new Map<string, Buffer>();
/** Small, so that lists have several pages. */
const ON_A_PAGE = 2;

async function answerAsS3(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { pathname, searchParams } = new URL(String(request.url), 'http://s3');
  const key = decodeURIComponent(pathname.split('/').slice(2).join('/'));
  if (!request.headers.authorization?.includes('Credential=key/')) return void response.writeHead(403).end();
  if (request.method === 'PUT') {
    objects.set(key, Buffer.concat(chunks));
    response.writeHead(200).end();
  } else if (searchParams.get('list-type') === '2') {
    const all = [...objects.keys()].filter((name) => name.startsWith(String(searchParams.get('prefix')))).sort();
    const from = Number(searchParams.get('continuation-token') ?? 0);
    const rows = all
      .slice(from, from + ON_A_PAGE)
      .map((name) => `<Contents><Key>${name}</Key><Size>${objects.get(name)?.length}</Size></Contents>`);
    const isCut = from + ON_A_PAGE < all.length;
    const next = isCut ? `<NextContinuationToken>${from + ON_A_PAGE}</NextContinuationToken>` : '';
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(`<ListBucketResult>${rows.join('')}<IsTruncated>${isCut}</IsTruncated>${next}</ListBucketResult>`);
  } else if (request.method === 'POST') {
    for (const [, name] of Buffer.concat(chunks)
      .toString()
      .matchAll(/<Key>([^<]+)<\/Key>/g))
      objects.delete(String(name));
    response.writeHead(200, { 'content-type': 'application/xml' }).end('<DeleteResult/>');
  } else {
    const found = objects.get(key);
    if (found) response.writeHead(200).end(found);
    else response.writeHead(404, { 'content-type': 'application/xml' }).end('<Error><Code>NoSuchKey</Code></Error>');
  }
}

let s3: Server;
const folder = mkdtempSync(join(tmpdir(), 'news-portal-store-'));

beforeAll(async () => {
  s3 = createServer((request, response) => void answerAsS3(request, response));
  await new Promise<void>((listening) => s3.listen(0, listening));
  vi.stubEnv('BACKUP_S3_ENDPOINT', `http://127.0.0.1:${(s3.address() as AddressInfo).port}`);
  vi.stubEnv('BACKUP_S3_KEY_ID', 'key');
  vi.stubEnv('BACKUP_S3_SECRET', 'secret');
});

afterAll(() => {
  s3.close();
  rmSync(folder, { recursive: true, force: true });
});

const namesIn = async (store: BackupStore, prefix: string) => (await store.list(prefix)).map(({ name }) => name);

it.each([
  ['a folder', join(folder, 'backups')],
  ['a bucket', 's3://bucket/portal'],
  ['a bucket without a prefix', 's3://bucket'],
])('%s keeps files', async (_, place) => {
  objects.clear();
  const store = await openBackupStore(place);
  expect(await store.list('')).toEqual([]);
  expect(await readText(store, 'log/a')).toBeUndefined();
  for (const name of ['log/c', 'log/a', 'backups/1/x', 'log/b', 'logs']) await store.write(name, [Buffer.from(name)]);
  await store.write('log/a', [Buffer.from('another '), Buffer.from('time')]);
  await store.write('empty', []);
  expect(await readText(store, 'log/a')).toBe('another time');
  expect(await readText(store, 'empty')).toBe('');
  expect(await namesIn(store, 'log/')).toEqual(['log/a', 'log/b', 'log/c']);
  expect(await namesIn(store, '')).toEqual(['backups/1/x', 'empty', 'log/a', 'log/b', 'log/c', 'logs']);
  expect((await store.list('log/a'))[0]?.bytes).toBe(12);
  await store.remove(['log/a', 'log/b', 'log/nothing', 'backups/1/x']);
  expect(await namesIn(store, '')).toEqual(['empty', 'log/c', 'logs']);
});

it('a folder has files for its own account alone, never in part, and no empty folders', async () => {
  const place = join(folder, 'own');
  const store = await openBackupStore(place);
  const failing = (function* () {
    yield Buffer.from('half');
    throw new Error('the disk is full');
  })();
  await expect(store.write('backups/1/data', failing)).rejects.toThrow('the disk is full');
  expect(readdirSync(join(place, 'backups/1'))).toEqual([]);
  writeFileSync(join(place, 'backups/1/data.unfinished'), 'cut short');
  expect(await store.list('')).toEqual([]);
  await store.write('backups/2/data', [Buffer.from('whole')]);
  expect(statSync(join(place, 'backups/2/data')).mode & 0o777).toBe(0o600);
  expect(statSync(join(place, 'backups/2')).mode & 0o777).toBe(0o700);
  await store.remove(['backups/2/data']);
  expect(readdirSync(join(place, 'backups'))).toEqual(['1']);
});

it('a place that is no bucket is refused', async () => {
  await expect(openBackupStore('s3://')).rejects.toThrow(/names no bucket/);
});
