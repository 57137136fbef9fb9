import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyPort } from '#processes/supervisor/free-port';

/** Debian's packages that this needs. */
export const PACKAGES = ['swift-proxy', 'swift-account', 'swift-container', 'swift-object'];

const START_LIMIT_MS = 60_000;

export type SwiftServer = {
  endpoint: string;
  keyId: string;
  secret: string;
  /** Stops what clients talk to, and keeps what is stored. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
};

/** The version that is installed, if all of it is. */
export function swiftVersion(): string | undefined {
  const { status, stdout } = spawnSync('dpkg-query', ['-W', '-f', `\${db:Status-Abbrev}\${Version}\n`, ...PACKAGES], {
    encoding: 'utf8',
  });
  const lines = stdout.trim().split('\n');
  return status === 0 && lines.every((line) => line.startsWith('ii')) ? lines[0]?.slice(2).trim() : undefined;
}

/** OpenStack Swift with its S3 API: one replica, in a folder, on free ports of this machine. */
export async function startSwift(folder: string): Promise<SwiftServer> {
  const ports = {
    proxy: await anyPort(),
    account: await anyPort(),
    container: await anyPort(),
    object: await anyPort(),
  };
  mkdirSync(join(folder, 'devices', 'd1'), { recursive: true });
  writeFileSync(join(folder, 'swift.conf'), '[swift-hash]\nswift_hash_path_prefix = a\nswift_hash_path_suffix = b\n');
  const account = execFileSync('id', ['-un'], { encoding: 'utf8' }).trim();
  const common = (port: number) =>
    ['[DEFAULT]', 'bind_ip = 127.0.0.1', `bind_port = ${port}`, `user = ${account}`, `swift_dir = ${folder}`]
      .concat(`devices = ${join(folder, 'devices')}`, 'mount_check = false', 'workers = 0', 'log_level = WARNING')
      .join('\n');
  for (const kind of ['account', 'container', 'object'] as const) {
    const ring = ['swift-ring-builder', join(folder, `${kind}.builder`)] as const;
    execFileSync(ring[0], [ring[1], 'create', '4', '1', '1']);
    execFileSync(ring[0], [ring[1], 'add', `r1z1-127.0.0.1:${ports[kind]}/d1`, '1']);
    execFileSync(ring[0], [ring[1], 'rebalance']);
    const app = `[pipeline:main]\npipeline = ${kind}-server\n[app:${kind}-server]\nuse = egg:swift#${kind}\n`;
    writeFileSync(join(folder, `${kind}.conf`), `${common(ports[kind])}\n${app}`);
  }
  const filters = ['catch_errors', 'healthcheck', 's3api', 'bulk', 'slo'].map(
    (name) => `[filter:${name}]\nuse = egg:swift#${name}`,
  );
  writeFileSync(
    join(folder, 'proxy.conf'),
    [
      common(ports.proxy),
      '[pipeline:main]\npipeline = catch_errors healthcheck cache s3api tempauth bulk slo proxy-server',
      '[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true',
      ...filters,
      // It asks for a cache, and works where nobody answers as one.
      '[filter:cache]\nuse = egg:swift#memcache\nmemcache_servers = 127.0.0.1:1',
      '[filter:tempauth]\nuse = egg:swift#tempauth\nuser_test_portal = a-secret-of-the-bench .admin',
      '',
    ].join('\n'),
  );

  const run = (kind: string) =>
    spawn(`swift-${kind}-server`, [join(folder, `${kind}.conf`)], { stdio: ['ignore', 'ignore', 'pipe'] });
  const endpoint = `http://127.0.0.1:${ports.proxy}`;
  const behind = ['account', 'container', 'object'].map(run);
  let proxy = run('proxy');

  async function waitUntilReady(): Promise<void> {
    let trouble = '';
    for (const child of [...behind, proxy]) child.stderr?.on('data', (chunk) => (trouble += chunk));
    for (const begun = performance.now(); performance.now() - begun < START_LIMIT_MS; await sleep(200)) {
      const answer = await fetch(`${endpoint}/healthcheck`).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw new Error(`Swift did not start: ${trouble}`);
  }
  await waitUntilReady();

  return {
    endpoint,
    keyId: 'test:portal',
    secret: 'a-secret-of-the-bench',
    pause: () => end(proxy),
    async resume() {
      proxy = run('proxy');
      await waitUntilReady();
    },
    async stop() {
      for (const child of [proxy, ...behind]) await end(child);
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(late);
}
