import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openFolder, type Server, untilAnswered } from '#bench/bench-server';
import { anyPort } from '#processes/supervisor/free-port';

/** nginx, where the machine has it. */
export function nginxProgram(): string | undefined {
  return ['nginx', '/usr/sbin/nginx'].find((name) => spawnSync(name, ['-v']).status === 0);
}

/**
 * nginx with one worker, giving out from disk what the portal answers on these paths: the same bytes, compressed
 * beforehand, and headers.
 */
export async function startNginx(program: string, folder: string, portal: Server, paths: string[]): Promise<Server> {
  const port = await anyPort();
  const root = openFolder(join(folder, 'nginx'));
  chmodUp(root);
  const locations: string[] = [];
  for (const path of new Set(paths)) {
    const response = await fetchRaw(portal.origin + path);
    const file = join(root, path, 'page');
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, response.body);
    const headers = Object.entries(response.headers).filter(
      ([name]) =>
        !/^(content-length|content-type|date|connection|keep-alive|transfer-encoding|etag|last-modified)$/.test(name),
    );
    const add = headers
      .map(([name, value]) => `add_header ${name} "${String(value).replaceAll('"', '\\"')}" always;`)
      .join(' ');
    const type = `types { } default_type "${response.headers['content-type'] ?? 'text/plain'}";`;
    const body =
      response.status === 200
        ? `${type} ${add} try_files ${path}/page =404;`
        : `${type} ${add} error_page 404 ${path}/page; return 404;`;
    locations.push(`location = ${path} { ${body} }`);
    if (response.status !== 200) locations.push(`location = ${path}/page { internal; ${type} ${add} }`);
  }
  const configuration = join(root, 'nginx.conf');
  writeFileSync(
    configuration,
    `worker_processes 1; pid ${root}/pid; error_log ${root}/error.log; daemon off;
${process.getuid?.() === 0 ? 'user root;' : ''}
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nodelay on; open_file_cache max=2000 inactive=60s; keepalive_requests 1000000;
client_body_temp_path ${root}/t1; proxy_temp_path ${root}/t2; fastcgi_temp_path ${root}/t3;
uwsgi_temp_path ${root}/t4; scgi_temp_path ${root}/t5;
server { listen 127.0.0.1:${port}; root ${root}; location = /robots.txt { return 200; } ${locations.join('\n')} } }`,
  );
  const child = spawn(program, ['-c', configuration, '-p', root], { stdio: 'inherit' });
  await untilAnswered(`http://127.0.0.1:${port}`);
  return {
    origin: `http://127.0.0.1:${port}`,
    pid: Number(child.pid),
    stop: () =>
      new Promise((ended) => {
        child.once('exit', () => ended());
        child.kill('SIGTERM');
      }),
  };
}

function chmodUp(root: string): void {
  spawnSync('chmod', ['755', root]);
}

/** An answer with its body as it came over the wire. */
async function fetchRaw(address: string) {
  const { plain } = await import('#e2e/plain-request');
  return plain(address, { 'accept-encoding': 'gzip, br' });
}
