// The demo goes to a real WordPress by our export, and comes back by its own: `node bench/wordpress.ts FOLDER`, where
// FOLDER has the plugin wordpress-importer. Needs Debian's packages wordpress, php-cli, php-mysql, php-xml, php-mbstring,
// php-gd, php-curl and mariadb-server.
import { execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBenchHouse } from '#bench/bench-server';
import { articlesAt, differences } from '#bench/moved-articles';
import { importFile } from '#e2e/export-file';
import { createSiteSettings } from '#e2e/test-data';
import { EXPORT_FORMATS } from '#newsroom/transfer/export/export-formats';
import { database } from '#platform/database';
import { migrate } from '#processes/migrate/migrate';
import { startTestPostgres } from '#processes/postgres/test-postgres';

const IMPORTER = resolve(process.argv[2] ?? '');
const folder = mkdtempSync(join(tmpdir(), 'wordpress-'));
const site = join(folder, 'site');
const socket = join(folder, 'database.sock');

async function startMariadb() {
  const data = join(folder, 'database');
  const common = ['--no-defaults', '--user=root', `--datadir=${data}`];
  execFileSync('mariadb-install-db', [...common, '--auth-root-authentication-method=normal'], { stdio: 'ignore' });
  const child = spawn('mariadbd', [...common, `--socket=${socket}`, '--skip-networking'], { stdio: 'ignore' });
  const create = 'CREATE DATABASE wordpress CHARACTER SET utf8mb4';
  for (let tries = 0; ; tries++) {
    try {
      execFileSync('mariadb', ['--no-defaults', '-uroot', '-S', socket, '-e', create], { stdio: 'ignore' });
      return child;
    } catch (error) {
      if (tries > 60) throw error;
      await sleep(500);
    }
  }
}

function writeSite(): void {
  execFileSync('cp', ['-rL', '/usr/share/wordpress', site]);
  mkdirSync(join(site, 'wp-content/uploads'), { recursive: true });
  const names = ['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY'];
  const constants = {
    ...{
      DB_NAME: 'wordpress',
      DB_USER: 'root',
      DB_PASSWORD: '',
      DB_HOST: `localhost:${socket}`,
      DB_CHARSET: 'utf8mb4',
    },
    ...Object.fromEntries(
      [...names, 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'].map((n) => [n, n]),
    ),
  };
  const lines = Object.entries(constants).map(([name, value]) => `define('${name}', '${value}');`);
  writeFileSync(
    join(site, 'wp-config.php'),
    `<?php\n${lines.join('\n')}\n$table_prefix = 'wp_';\nif (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');\n` +
      `require_once ABSPATH . 'wp-settings.php';\n`,
  );
}

function php(script: string, environment: Record<string, string> = {}): Buffer {
  return execFileSync('php', [join(import.meta.dirname, 'wordpress', script)], {
    env: { ...process.env, SITE: site, IMPORTER, ...environment },
    maxBuffer: 1e9,
  });
}

const house = await openBenchHouse();
const before = await articlesAt(house.databaseUrl);
const mariadb = await startMariadb();
const empty = await startTestPostgres();
try {
  const portal = await house.startPortal();
  writeSite();
  const port = new URL(portal.origin).port;
  php('install.php');
  const file = join(folder, 'site.xml');
  await pipeline(EXPORT_FORMATS.wordpress.stream(portal.origin), createWriteStream(file));
  php('import.php', { FILE: file, PORT: port });
  const back = join(folder, 'back.xml');
  writeFileSync(back, php('export.php'));
  await database().$disconnect();
  await migrate(empty.url);
  Object.assign(process.env, { DATABASE_URL: empty.url, DATA_DIR: join(folder, 'media') });
  (globalThis as { portalDatabase?: unknown }).portalDatabase = undefined;
  await createSiteSettings();
  const { report } = await importFile(back, { options: { media: join(site, 'wp-content/uploads') } });
  console.log(JSON.stringify(report, null, 2));
  const found = differences(before, await articlesAt(empty.url));
  console.log(`${before.length} articles there and back; different: ${JSON.stringify(found, null, 2)}`);
  if (Object.keys(found).length > 0) process.exitCode = 1;
} finally {
  await database().$disconnect();
  const ended = new Promise((done) => mariadb.once('exit', done));
  mariadb.kill('SIGTERM');
  await ended;
  await empty.stop();
  await house.close();
  await rm(folder, { recursive: true });
}
