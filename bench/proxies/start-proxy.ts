import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openFolder } from '#bench/bench-server';
import { ask, HOST, type Place } from '#bench/proxies/ask';
import { anyPort } from '#processes/supervisor/free-port';

export type RunningProxy = Place & {
  /** Where it sends those who come without TLS, if it does. */
  plainPort?: number;
  stop(): Promise<void>;
};

/** Starts a proxy in front of what listens on a port, with its files in a folder; Varnish takes purges on `purgePort`. */
type Start = (behind: number, folder: string, purgePort: number) => Promise<RunningProxy>;

const CONFIGURATIONS = resolve('docs/proxies');

/** A configuration as it stands in docs/proxies, in which only addresses and paths are others. */
function configuration(name: string, others: Record<string, string | number>): string {
  let text = readFileSync(join(CONFIGURATIONS, name), 'utf8');
  for (const [from, to] of Object.entries(others)) {
    if (!text.includes(from)) throw new Error(`${name} has no “${from}”`);
    text = text.replaceAll(from, String(to));
  }
  return text;
}

/** A certificate that nobody has signed: the file, and that of its key. */
function makeCertificate(folder: string): { certificate: string; key: string } {
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', `/CN=${HOST}`, '-addext', `subjectAltName=DNS:${HOST}`];
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...kind, ...subject, '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  return { certificate, key };
}

const startNginx: Start = async (behind, folder) => {
  const [port, plainPort] = [await anyPort(), await anyPort()];
  const { certificate, key } = makeCertificate(openFolder(folder));
  const file = join(folder, 'news-portal.conf');
  writeFileSync(
    file,
    configuration('nginx.conf', {
      '127.0.0.1:3000': `127.0.0.1:${behind}`,
      'listen 80;': `listen 127.0.0.1:${plainPort};`,
      'listen 443 ': `listen 127.0.0.1:${port} `,
      '/etc/ssl/news.example.pem': certificate,
      '/etc/ssl/news.example.key': key,
    }),
  );
  // What a distribution has around it.
  const around = join(folder, 'nginx.conf');
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/t;`);
  writeFileSync(
    around,
    `user root; worker_processes 2; pid ${folder}/pid; error_log ${folder}/error.log; daemon off;
events { worker_connections 768; }
http { access_log off; gzip on; ${folders.join(' ')} include ${file}; }\n`,
  );
  const args = ['-e', join(folder, 'error.log'), '-p', folder, '-c', around];
  return run('nginx', args, { port, plainPort, isSecure: true });
};

const startHaproxy: Start = async (behind, folder) => {
  const [port, plainPort] = [await anyPort(), await anyPort()];
  const { certificate, key } = makeCertificate(openFolder(folder));
  const both = join(folder, 'both.pem');
  writeFileSync(both, readFileSync(certificate, 'utf8') + readFileSync(key, 'utf8'));
  const file = join(folder, 'haproxy.cfg');
  writeFileSync(
    file,
    configuration('haproxy.cfg', {
      '127.0.0.1:3000': `127.0.0.1:${behind}`,
      'bind :80\n': `bind 127.0.0.1:${plainPort}\n`,
      'bind :443 ': `bind 127.0.0.1:${port} `,
      '/etc/haproxy/news.example.pem': both,
    }),
  );
  return run('haproxy', ['-db', '-f', file], { port, plainPort, isSecure: true });
};

const startCaddy: Start = async (behind, folder) => {
  const port = await anyPort();
  const { certificate, key } = makeCertificate(openFolder(folder));
  const file = join(folder, 'Caddyfile');
  // Nobody signs a certificate for this machine, and nothing may listen on port 80.
  const own = '{\n\tadmin off\n\tauto_https disable_redirects\n}\n';
  writeFileSync(
    file,
    own +
      configuration('Caddyfile', {
        '127.0.0.1:3000': `127.0.0.1:${behind}`,
        'news.example {': `https://news.example:${port} {\n\tbind 127.0.0.1\n\ttls ${certificate} ${key}`,
      }),
  );
  const args = ['run', '--config', file, '--adapter', 'caddyfile'];
  return run('caddy', args, { port, isSecure: true }, { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder });
};

/** What the file says to write where the portal purges. */
const PURGED = { 'set beresp.ttl = 1s;': 'set beresp.ttl = 1h;', 'set req.grace = 10s;': 'set req.grace = 0s;' };

/** `others` are further lines that are not as in the file. */
const startVarnish =
  (others: Record<string, string> = {}): Start =>
  async (behind, folder, purgePort) => {
    const port = await anyPort();
    const file = join(openFolder(folder), 'default.vcl');
    const text = configuration('varnish.vcl', {
      '.port = "3000"': `.port = "${behind}"`,
      ...others,
      ':6081': `:${port}`,
      ':6083': `:${purgePort}`,
    });
    writeFileSync(file, text);
    // As the file itself says.
    const asked = /^#\s+(-a .*)$/m.exec(text)?.[1]?.split(' ') ?? [];
    const args = ['-F', '-j', 'none', '-n', join(folder, 'work'), '-f', file, '-s', 'malloc,128m', ...asked];
    return run('varnishd', args, { port, isSecure: false });
  };

const startBoth: Start = async (behind, folder, purgePort) => {
  const varnish = await startVarnish()(behind, join(openFolder(folder), 'varnish'), purgePort);
  const nginx = await startNginx(varnish.port, join(folder, 'nginx'), purgePort);
  return {
    ...{ ...varnish, ...nginx },
    async stop() {
      await nginx.stop();
      await varnish.stop();
    },
  };
};

/** What each needs, how its version is asked for, how many proxies it is, and what it answers without the portal. */
export const PROXIES = {
  nginx: { needs: { nginx: '-v' }, start: startNginx, count: 1, statusWithoutPortal: 502 },
  HAProxy: { needs: { haproxy: '-v' }, start: startHaproxy, count: 1, statusWithoutPortal: 503 },
  Caddy: { needs: { caddy: 'version' }, start: startCaddy, count: 1, statusWithoutPortal: 502 },
  Varnish: { needs: { varnishd: '-V' }, start: startVarnish(), count: 1, statusWithoutPortal: 503 },
  'Varnish, purged': { needs: { varnishd: '-V' }, start: startVarnish(PURGED), count: 1, statusWithoutPortal: 503 },
  'nginx, Varnish': { needs: { nginx: '-v', varnishd: '-V' }, start: startBoth, count: 2, statusWithoutPortal: 503 },
} as const satisfies Record<
  string,
  { needs: Record<string, string>; start: Start; count: number; statusWithoutPortal: number }
>;

/** The versions of programs as they say them; undefined where one is missing. */
export function versionsOf(needs: Record<string, string>): string | undefined {
  const lines = Object.entries(needs).map(([program, flag]) => {
    const { stdout, stderr, status } = spawnSync(program, [flag], { encoding: 'utf8' });
    return status === 0 ? /\d+(?:\.\d+)+/.exec(stdout + stderr)?.[0] : undefined;
  });
  return lines.includes(undefined) ? undefined : lines.join(', ');
}

async function run(
  program: string,
  args: string[],
  place: Omit<RunningProxy, 'stop'>,
  environment: Record<string, string> = {},
): Promise<RunningProxy> {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for (let waited = 0; ; waited += 100) {
    const status = await ask(place, '/robots.txt').then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) break;
    if (waited >= 20_000 || child.exitCode !== null) {
      child.kill('SIGKILL');
      throw new Error(`${program} does not answer (${status})\n${output}`);
    }
    await sleep(100);
  }
  return {
    ...place,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
