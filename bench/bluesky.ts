// `node bench/bluesky.ts [FOLDER]`: stories posted, corrected and withdrawn by the channel of Bluesky on a PDS, the server
// that Bluesky itself runs, on this machine. It says what does not hold, writes bench/results/bluesky.json and ends with
// 1 where something does not. The server is installed from npm into a folder that is deleted, or into FOLDER, where the
// next run finds it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccount } from '#bench/bluesky/account';
import { installServer } from '#bench/bluesky/install-server';
import { startLossyProxy } from '#bench/bluesky/lossy-proxy';
import { startBlueskyServer } from '#bench/bluesky/start-server';
import { writeResult } from '#bench/write-result';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres } from '#processes/postgres/test-postgres';

const folder = mkdtempSync(join(tmpdir(), 'news-portal-bluesky-'));
const installed = process.argv[2] ?? join(folder, 'installed');
const versions = await installServer(installed);
if (!versions) {
  console.log('Bluesky’s server could not be installed from npm: nothing was looked at.');
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}

const postgres = await startTestPostgres();
Object.assign(process.env, {
  DATABASE_URL: postgres.url,
  DATA_DIR: join(folder, 'data'),
  PUBLIC_URL: 'https://paper.example',
  AUTH_SECRET: 'a secret of this bench alone, of forty letters',
  LOG_LEVEL: 'silent',
});
await migrate(postgres.url);
const { database } = await import('#platform/database');
const { openScene } = await import('#bench/bluesky/scene');
const { checkPosts } = await import('#bench/bluesky/post-checks');
const { checkAccess, checkSessions } = await import('#bench/bluesky/session-checks');

const server = await startBlueskyServer(installed, folder);
const proxy = await startLossyProxy(server.url);
const checks: { what: string; holds: boolean; detail?: string }[] = [];

function check(what: string, holds: boolean, detail = ''): void {
  checks.push({ what, holds, ...(detail && { detail }) });
  console.log(`${holds ? '✓' : '✗'} ${what}${detail && `: ${detail}`}`);
}

try {
  console.log(`@atproto/pds ${versions['@atproto/pds']} at ${server.url}`);
  const account = await createAccount(server.url, 'paper.bench.test');
  const password = await account.createAppPassword('portal');
  const scene = await openScene({ check, server, proxy, account });
  await checkAccess(scene, password);
  await checkPosts(scene);
  await checkSessions(scene, password);
  writeResult('bluesky', { versions, calls: proxy.calls.length, checks });
} catch (error) {
  checks.push({ what: 'all was looked at', holds: false });
  console.error(error);
} finally {
  await proxy.close();
  await server.stop();
  await database().$disconnect();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(checks.every(({ holds }) => holds) ? 0 : 1);
