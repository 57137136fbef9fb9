// `node bench/swift.ts`: pictures and backups in a bucket of OpenStack Swift, an S3 server that others wrote. It says
// what does not hold, writes bench/results/swift.json and ends with 1 where something does not. Needs Swift on this
// machine (apt-get install --no-install-recommends swift-proxy swift-account swift-container swift-object); nothing of
// it has to run.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import sharp from 'sharp';
import { PACKAGES, type SwiftServer, startSwift, swiftVersion } from '#bench/swift-server';
import { plain } from '#e2e/plain-request';
import { hasFile, readStoredFile, removeFiles, storeFile } from '#platform/files';
import { backUp } from '#processes/backup/back-up';
import { openBackupStore } from '#processes/backup/backup-store';
import { loadTables } from '#processes/backup/load-tables';
import { planRestore } from '#processes/backup/plan-restore';
import { restorePictures } from '#processes/backup/restore-pictures';
import { verify } from '#processes/backup/verify';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres } from '#processes/postgres/test-postgres';
import { writeResult } from './write-result.ts';

/** One list of S3 has a thousand. */
const MANY = 1_050;
/** A piece of a backup, bytes. */
const LARGE = 64 * 2 ** 20;
/** Longest until somebody is told that the bucket is away, milliseconds. */
const TOLD_MS = 20_000;

const version = swiftVersion();
if (!version) {
  console.log(`Swift is not installed here (${PACKAGES.join(', ')}): nothing was looked at.`);
  process.exit();
}

const checks: { what: string; holds: boolean; detail?: string }[] = [];

function check(what: string, holds: boolean, detail = ''): void {
  checks.push({ what, holds, ...(detail && { detail }) });
  console.log(`${holds ? '✓' : '✗'} ${what}${detail && `: ${detail}`}`);
}

const refusalOf = (work: Promise<unknown>) => work.then(String, (error: Error) => error);
const isSame = (one: Uint8Array | undefined, other: Uint8Array) =>
  one !== undefined && Buffer.compare(one, other) === 0;

function setBucket({ endpoint, keyId, secret }: Pick<SwiftServer, 'endpoint' | 'keyId' | 'secret'>): void {
  const own = { ENDPOINT: endpoint, KEY_ID: keyId, SECRET: secret };
  for (const [name, value] of Object.entries(own)) process.env[`MEDIA_S3_${name}`] = value;
  process.env.MEDIA_S3_BUCKET = 'pictures';
  delete (globalThis as { portalBucket?: unknown }).portalBucket;
}

async function createBuckets({ endpoint, keyId, secret }: SwiftServer): Promise<void> {
  const credentials = { accessKeyId: keyId, secretAccessKey: secret };
  const client = new S3Client({ region: 'us-east-1', endpoint, forcePathStyle: true, credentials });
  for (const Bucket of ['pictures', 'backups']) await client.send(new CreateBucketCommand({ Bucket }));
  // What the SDK does by itself; ours is told not to (platform/s3-client.ts).
  const sent = await refusalOf(client.send(new PutObjectCommand({ Bucket: 'backups', Key: 'checksum', Body: 'a' })));
  const outcome = sent instanceof Error ? `refused, ${sent.message}` : 'taken';
  check('the SDK’s own setting for checksums was tried, which is not ours', true, outcome);
  client.destroy();
}

async function checkFiles(): Promise<void> {
  const [folder, other] = ['0'.repeat(20), '1'.repeat(20)];
  const bytes = new TextEncoder().encode('0123456789');
  const name = `${folder}/wide-640.jpg`;
  check('a file that is not there', !(await hasFile(name)) && (await readStoredFile(name)) === undefined);
  await storeFile(name, bytes);
  check('a file is stored, found and read', (await hasFile(name)) && isSame(await readStoredFile(name), bytes));
  const again = new TextEncoder().encode('abcdefghijk');
  await storeFile(name, again);
  check('and stored again in its place', isSame(await readStoredFile(name), again));
  await storeFile(`${folder}/empty.jpg`, new Uint8Array());
  check('an empty one too', (await readStoredFile(`${folder}/empty.jpg`))?.length === 0);
  await storeFile(`${other}/wide-640.jpg`, bytes);
  const begun = performance.now();
  for (let from = 0; from < MANY; from += 25)
    await Promise.all(Array.from({ length: 25 }, (_, n) => storeFile(`${folder}/x-${from + n}.jpg`, bytes)));
  const stored = performance.now();
  await removeFiles(folder);
  const left = [name, `${folder}/x-0.jpg`, `${folder}/x-${MANY - 1}.jpg`].map(hasFile);
  const times = `stored in ${Math.round(stored - begun)} ms, removed in ${Math.round(performance.now() - stored)} ms`;
  check(`a folder of ${MANY} files is removed`, !(await Promise.all(left)).includes(true), times);
  check('and no other one', await hasFile(`${other}/wide-640.jpg`));
  await removeFiles(folder);
  check('an empty folder is removed without trouble', true);
}

async function checkReaders(origin: string, id: string): Promise<void> {
  const path = `${origin}/${id}/wide-480.webp`;
  const made = await plain(path);
  check('a size that is missing is made of the master in the bucket', made.status === 200 && made.body.length > 100);
  const whole = await plain(path);
  check('then it is read', whole.status === 200 && whole.body.equals(made.body), whole.headers['content-type']);
  const part = await plain(path, { range: 'bytes=2-5' });
  const range = part.headers['content-range'];
  check('in part', part.status === 206 && part.body.equals(whole.body.subarray(2, 6)), range);
  const end = await plain(path, { range: 'bytes=-4' });
  check('from the end', end.status === 206 && end.body.equals(whole.body.subarray(-4)), end.headers['content-range']);
  const beyond = await plain(path, { range: `bytes=${whole.body.length + 10}-` });
  check('beyond the end: 416', beyond.status === 416, String(beyond.status));
  const known = await plain(path, { 'if-none-match': String(whole.headers.etag) });
  check('not again: 304', known.status === 304 && known.body.length === 0, known.headers.etag);
  const changed = await plain(path, { 'if-none-match': '"another"' });
  check('again for who has another', changed.status === 200);
  const head = await plain(path, {}, 'HEAD');
  check('HEAD', head.status === 200 && Number(head.headers['content-length']) === whole.body.length);
  const missing = await plain(`${origin}/${'f'.repeat(20)}/wide-480.webp`);
  check('a picture that nobody has: 404', missing.status === 404 && missing.headers['cache-control'] === 'no-store');
  check('the master: 404', (await plain(`${origin}/${id}/master.jpg`)).status === 404);
}

async function checkOutage(swift: SwiftServer, origin: string, id: string): Promise<void> {
  const { addPicture } = await import('#newsroom/media/add-picture');
  const { actorFor } = await import('#e2e/test-data');
  const { database } = await import('#platform/database');
  const actor = await actorFor('editor');
  const bytes = await sharp({ create: { width: 800, height: 600, channels: 3, background: 'navy' } })
    .png()
    .toBuffer();
  await swift.pause();
  const begun = performance.now();
  const refused = await refusalOf(addPicture(actor, bytes, { fileName: 'a.png' }));
  const after = Math.round(performance.now() - begun);
  check('stopped: a picture is refused in time', refused instanceof Error && after < TOLD_MS, `after ${after} ms`);
  check('and none is in the library', (await database().picture.count({ where: { fileName: 'a.png' } })) === 0);
  const { status, headers } = await plain(`${origin}/${id}/wide-480.webp`);
  check('stopped: readers get 503', status === 503 && headers['retry-after'] === '5', headers['cache-control']);
  await swift.resume();
  const added = await addPicture(actor, bytes, { fileName: 'a.png' });
  check(
    'back: the picture is taken in',
    added.ok && (await plain(`${origin}/${added.id}/wide-480.jpg`)).status === 200,
  );
  setBucket({ ...swift, secret: 'another secret of the bench' });
  const wrong = await refusalOf(hasFile(`${id}/wide-480.webp`));
  check('a wrong key is an error, not a file that is missing', wrong instanceof Error, String(wrong));
  check('and 503 for readers', (await plain(`${origin}/${id}/wide-480.webp`)).status === 503);
  setBucket(swift);
}

async function checkBackups(url: string): Promise<void> {
  const { importPicture } = await import('#newsroom/media/import-picture');
  const { database } = await import('#platform/database');
  // Here pictures lie on a disk, and the backup in the bucket.
  await database().picture.deleteMany();
  delete process.env.MEDIA_S3_BUCKET;
  const picture = await sharp({ create: { width: 700, height: 500, channels: 3, background: 'teal' } })
    .png()
    .toBuffer();
  const imported = await importPicture(picture, { key: 'on disk', words: {}, renditions: 'later' });
  if (!imported.ok) throw new Error(imported.why);
  const store = await openBackupStore('s3://backups/portal');
  const large = Buffer.alloc(LARGE, 'a');
  await store.write('log/large', [large]);
  let length = 0;
  for await (const chunk of (await store.read('log/large')) ?? []) length += (chunk as Buffer).length;
  check('a piece of 64 MB goes and comes', length === LARGE);
  const names = Array.from({ length: MANY }, (_, n) => `many/${n}`);
  for (let from = 0; from < MANY; from += 25)
    await Promise.all(names.slice(from, from + 25).map((name) => store.write(name, [Buffer.from('a')])));
  check(`${MANY} files are listed`, (await store.list('many/')).length === MANY);
  await store.remove([...names, 'log/large', 'nothing']);
  check('and removed, with one that is not there', (await store.list('')).length === 0);

  const manifest = await backUp({ url, data: undefined }, store, () => {});
  check('a backup of the database and its pictures', manifest.pictures.length > 0, manifest.id);
  const plan = await planRestore(store, undefined);
  if (!plan.ok) throw new Error(plan.why);
  const { troubles, rows, tables } = await verify({ store, plan: plan.plan, live: url }, () => {});
  check('is verified', troubles.length === 0, troubles.join('; ') || `${rows} rows in ${tables} tables`);
  const empty = await startTestPostgres();
  try {
    if (manifest.kind !== 'dump') throw new Error('not a dump');
    await loadTables({ url: empty.url, store, manifest }, () => {});
    const { openClient } = await import('#platform/open-client');
    const client = await openClient(empty.url);
    const { rows: loaded } = await client.query<{ key: string }>('SELECT key FROM public.picture WHERE id = $1', [
      imported.id,
    ]);
    await client.end();
    check('is restored into an empty database', loaded[0]?.key === 'on disk');
  } finally {
    await empty.stop();
  }
  const master = await readStoredFile(`${imported.id}/master.jpg`);
  await removeFiles(imported.id);
  const restored = await restorePictures(store, manifest, () => {});
  const isBack = master !== undefined && isSame(await readStoredFile(`${imported.id}/master.jpg`), master);
  check('with its pictures', restored.troubles.length === 0 && isBack, restored.troubles.join('; '));
}

const folder = mkdtempSync(join(tmpdir(), 'news-portal-swift-'));
const postgres = await startTestPostgres();
let swift: SwiftServer | undefined;
try {
  await migrate(postgres.url);
  Object.assign(process.env, { DATABASE_URL: postgres.url, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'silent' });
  swift = await startSwift(folder);
  console.log(`Swift ${version} at ${swift.endpoint}`);
  setBucket(swift);
  await createBuckets(swift);
  await checkFiles();
  const { createSiteSettings } = await import('#e2e/test-data');
  const { importPicture } = await import('#newsroom/media/import-picture');
  const { mediaInS3 } = await import('#server/http/media-in-s3');
  await createSiteSettings();
  const web = createServer((request, response) => {
    if (!mediaInS3(request, response, String(request.url))) response.writeHead(404).end();
  });
  await new Promise<void>((listening) => web.listen(0, '127.0.0.1', listening));
  const origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
  const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: 'olive' } })
    .png()
    .toBuffer();
  const imported = await importPicture(bytes, { key: 'in the bucket', words: {}, renditions: 'later' });
  if (!imported.ok) throw new Error(imported.why);
  await checkReaders(origin, imported.id);
  await checkOutage(swift, origin, imported.id);
  await checkBackups(postgres.url);
  web.close();
  writeResult('swift', { swift: version, checks });
} catch (error) {
  checks.push({ what: 'all was looked at', holds: false });
  console.error(error);
} finally {
  await swift?.stop();
  const { database } = await import('#platform/database');
  await database().$disconnect();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit(checks.every(({ holds }) => holds) ? 0 : 1);
}
