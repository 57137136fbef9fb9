import { execFileSync } from 'node:child_process';
import { connect } from 'node:http2';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import type { Server } from '#bench/bench-server';
import { type Answer, ask, HOST, openAgent, type Place } from '#bench/proxies/ask';
import type { RunningProxy } from '#bench/proxies/start-proxy';

/** What the checks are made with. */
export type Checked = {
  name: string;
  proxy: RunningProxy;
  portal: Server;
  portalPlace: Place;
  /** Where Varnish takes purges. */
  purgePort: number;
  /** Stops the database, and starts it again. */
  pauseDatabase(meanwhile: () => Promise<void>): Promise<void>;
  /** Stops the portal, and starts it again on its port. */
  restartPortal(meanwhile: () => Promise<void>): Promise<void>;
  statusWithoutPortal: number;
  /** Of the API. */
  token: string;
  article: { id: number; path: string };
};

/** Throws where something is not as it should be. Answers what is worth saying beside. */
type Check = (checked: Checked) => Promise<string | undefined>;

/** Headers that a proxy changes or takes away for good reasons. */
const PROXYS_OWN =
  /^(connection|keep-alive|date|server|age|via|alt-svc|cache-status|transfer-encoding|surrogate-key|cdn-cache-control)$/;

const UNTIL_EQUAL_MS = 15_000;

function expectEqual(what: string, found: unknown, wanted: unknown): void {
  if (found !== wanted) throw new Error(`${what}: ${String(found)} instead of ${String(wanted)}`);
}

/** Tries until it does not throw: copies may be some seconds old. */
async function eventually(check: () => Promise<void>, limit = UNTIL_EQUAL_MS): Promise<number> {
  const begun = performance.now();
  for (;;) {
    try {
      await check();
      return Math.round(performance.now() - begun);
    } catch (error) {
      if (performance.now() - begun > limit) throw error;
      await sleep(20);
    }
  }
}

function expectSame(direct: Answer, passedOn: Answer): void {
  expectEqual('status', passedOn.status, direct.status);
  if (!passedOn.body.equals(direct.body))
    throw new Error(`other bytes: ${passedOn.body.length}, ${direct.body.length}`);
  for (const [name, value] of Object.entries(direct.headers)) {
    const isDictionary = name === 'link' && passedOn.headers.link === undefined && /dictionary/.test(String(value));
    if (!PROXYS_OWN.test(name) && !isDictionary) expectEqual(name, String(passedOn.headers[name]), String(value));
  }
  for (const name of ['surrogate-key', 'cdn-cache-control', 'xkey'])
    expectEqual(name, passedOn.headers[name], undefined);
}

const pagesArePassedOn =
  (encoding?: 'gzip' | 'br'): Check =>
  async ({ proxy, portalPlace, article }) => {
    const headers: Record<string, string> = encoding ? { 'accept-encoding': `${encoding}, deflate` } : {};
    for (const path of [article.path, '/en', '/en/feed.xml', '/en/post/nothing-is-here'])
      await eventually(async () => {
        const direct = await ask(portalPlace, path, { headers });
        expectEqual('content-encoding', direct.headers['content-encoding'], encoding);
        expectSame(direct, await ask(proxy, path, { headers }));
      });
    return undefined;
  };

const unchanged: Check = async ({ proxy, portalPlace, article }) => {
  for (const encoding of ['identity', 'gzip', 'br']) {
    await eventually(async () => {
      const headers = { 'accept-encoding': encoding };
      const { headers: had } = await ask(portalPlace, article.path, { headers });
      const answer = await ask(proxy, article.path, { headers: { ...headers, 'if-none-match': String(had.etag) } });
      expectEqual('status', answer.status, 304);
      expectEqual('body', answer.body.length, 0);
      expectEqual('etag', answer.headers.etag, had.etag);
    });
  }
  return undefined;
};

const head: Check = async ({ proxy, article }) => {
  const page = await ask(proxy, article.path);
  const answer = await ask(proxy, article.path, { method: 'HEAD' });
  expectEqual('status', answer.status, 200);
  expectEqual('body', answer.body.length, 0);
  expectEqual('content-length', answer.headers['content-length'], String(page.body.length));
  return undefined;
};

const http2: Check = async ({ proxy, article }) => {
  if (!proxy.isSecure) return 'without TLS';
  const page = await ask(proxy, article.path);
  const session = connect(`https://127.0.0.1:${proxy.port}`, { servername: HOST, rejectUnauthorized: false });
  try {
    const body = await new Promise<Buffer>((resolve, reject) => {
      session.on('error', reject);
      const stream = session.request({ ':path': article.path, ':authority': HOST });
      const chunks: Buffer[] = [];
      stream.on('data', (chunk) => chunks.push(chunk));
      stream.on('error', reject);
      stream.on('end', () => resolve(Buffer.concat(chunks)));
      stream.end();
    });
    if (!body.equals(page.body)) throw new Error('another page than over HTTP/1.1');
  } finally {
    session.close();
  }
  return undefined;
};

const ranges: Check = async ({ proxy, portalPlace, article }) => {
  const page = (await ask(portalPlace, article.path)).body.toString('utf8');
  const path = /\/media\/[\w/.-]+\.(?:jpg|webp|avif)/.exec(page)?.[0] ?? '';
  for (const round of ['first', 'again']) {
    const whole = await ask(proxy, path);
    const part = await ask(proxy, path, { headers: { range: 'bytes=100-299' } });
    expectEqual(`${round}: status of ${path}`, part.status, 206);
    expectEqual('content-range', part.headers['content-range'], `bytes 100-299/${whole.body.length}`);
    if (!part.body.equals(whole.body.subarray(100, 300))) throw new Error('other bytes');
  }
  return undefined;
};

const hosts: Check = async ({ proxy, article }) => {
  const page = (await ask(proxy, article.path)).body.toString('utf8');
  if (!page.includes(`<link rel="canonical" href="https://${HOST}${article.path}"`))
    throw new Error('no canonical link');
  const root = await ask(proxy, '/', { headers: { 'accept-language': 'ru' } });
  expectEqual('root', new URL(root.headers.location ?? '', `https://${HOST}`).href, `https://${HOST}/ru`);
  if (proxy.plainPort) {
    const plain = await ask({ port: proxy.plainPort, isSecure: false }, article.path);
    expectEqual('status without TLS', plain.status, 301);
    expectEqual('location', plain.headers.location, `https://${HOST}${article.path}`);
  }
  return undefined;
};

const newsroom: Check = async ({ proxy }) => {
  const policies = new Set<string>();
  for (let round = 0; round < 3; round++) {
    const answer = await ask(proxy, '/admin/sign-in');
    expectEqual('status', answer.status, 200);
    expectEqual('cache-control', answer.headers['cache-control'], 'private, no-store');
    policies.add(String(answer.headers['content-security-policy']));
  }
  expectEqual('pages with a nonce of their own', policies.size, 3);
  return undefined;
};

let visitors = 0;

const clientAddress: Check = async ({ proxy, article }) => {
  const browser = `Mozilla/5.0 (X11; Linux x86_64; rv:${++visitors}.0) Gecko/20100101 Firefox/140.0`;
  const view = async (from: string, forwarded?: string) => {
    const answer = await ask(proxy, '/api/views', {
      ...{ method: 'POST', from, body: Buffer.from(JSON.stringify({ article: article.id })) },
      headers: {
        ...{ 'content-type': 'application/json', 'user-agent': browser },
        ...(forwarded && { 'x-forwarded-for': forwarded }),
      },
    });
    expectEqual('status', answer.status, 200);
    return JSON.parse(answer.body.toString('utf8')).counted as boolean;
  };
  expectEqual('the first view counts', await view('127.0.0.1'), true);
  expectEqual('a forged address counts', await view('127.0.0.1', '198.51.100.7'), false);
  expectEqual('two forged addresses count', await view('127.0.0.1', '198.51.100.7, 198.51.100.8'), false);
  expectEqual('another reader counts', await view('127.0.0.77', '127.0.0.1'), true);
  return undefined;
};

let picture: Promise<Buffer> | undefined;

/** Noise: a JPEG of more than ten megabytes. */
function largePicture(): Promise<Buffer> {
  const create = { width: 2_800, height: 2_000, channels: 3, background: '#888' } as const;
  picture ??= sharp({ create: { ...create, noise: { type: 'gaussian', mean: 128, sigma: 60 } } })
    .jpeg({ quality: 98, chromaSubsampling: '4:4:4' })
    .toBuffer();
  return picture;
}

const uploads: Check = async ({ proxy, token }) => {
  const body = await largePicture();
  if (body.length < 10_000_000) throw new Error(`the picture has only ${body.length} bytes`);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' };
  const send = (bytes: Buffer, length: Record<string, string>) =>
    ask(proxy, '/api/v1/pictures', { method: 'POST', headers: { ...headers, ...length }, body: bytes });
  const answer = await send(body, { 'content-length': String(body.length) });
  if (answer.status !== 201 && answer.status !== 200) throw new Error(`${answer.status} ${answer.body}`);
  const chunked = await send(body, { 'transfer-encoding': 'chunked' });
  expectEqual('without a length', chunked.status, 200);
  return `${(body.length / 1_000_000).toFixed(1)} MB`;
};

const tooLarge: Check = async ({ proxy, token }) => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'image/jpeg' };
  const large = Buffer.alloc(70_000_000);
  const picture = await ask(proxy, '/api/v1/pictures', {
    ...{ method: 'POST', body: large, headers: { ...headers, 'content-length': String(large.length) } },
  });
  expectEqual('a picture of 70 MB', picture.status, 413);
  expectEqual('who says so', picture.headers['content-type'], 'application/problem+json');
  const json = { 'content-type': 'application/json', 'content-length': '5000000' };
  const form = await ask(proxy, '/api/views', { method: 'POST', body: large.subarray(0, 5_000_000), headers: json });
  expectEqual('a view of 5 MB', form.status, 413);
  return undefined;
};

const LOADING = 8;

/** Readers ask without a pause while the web processes are replaced; every address is a new one for a cache. */
const reload: Check = async ({ proxy, portal, article }) => {
  const agent = proxy.isSecure ? openAgent() : undefined;
  const failures: string[] = [];
  let asked = 0;
  let isOver = false;
  const paths = [article.path, '/en', '/en/feed.xml', '/ru'];
  const readers = Array.from({ length: LOADING }, async () => {
    while (!isOver) {
      const path = `${paths[asked % paths.length]}?n=${++asked}`;
      await ask(proxy, path, agent ? { agent } : {}).then(
        ({ status }) => status === 200 || failures.push(String(status)),
        (error: Error) => failures.push(error.message),
      );
    }
  });
  const before = webProcesses(portal.pid);
  await sleep(1_000);
  process.kill(portal.pid, 'SIGHUP');
  await eventually(async () => {
    const now = webProcesses(portal.pid);
    if (now.length !== before.length || now.some((pid) => before.includes(pid))) throw new Error('not replaced');
  }, 120_000);
  await sleep(1_000);
  isOver = true;
  await Promise.all(readers);
  agent?.destroy();
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${asked} failed: ${[...new Set(failures)].join(', ')}`);
  return `${asked} requests`;
};

function webProcesses(cluster: number): number[] {
  const rows = execFileSync('ps', ['-o', 'pid=', '--ppid', String(cluster)], { encoding: 'utf8' });
  return rows.trim().split(/\s+/).map(Number);
}

const withoutPortal: Check = async ({ name, proxy, restartPortal, statusWithoutPortal, article }) => {
  const hasCopies = name.includes('Varnish');
  const before = await ask(proxy, article.path);
  await restartPortal(async () => {
    const until = performance.now() + (hasCopies ? 14_000 : 1_000);
    while (performance.now() < until) {
      const page = await ask(proxy, article.path);
      expectEqual('status of a page', page.status, hasCopies ? 200 : statusWithoutPortal);
      if (hasCopies && !page.body.equals(before.body)) throw new Error('another page');
      await sleep(200);
    }
    expectEqual('status of another', (await ask(proxy, '/en/never-asked-for')).status, statusWithoutPortal);
  });
  const took = await eventually(async () => expectEqual('status', (await ask(proxy, '/en/region')).status, 200));
  return `${hasCopies ? 'copies' : statusWithoutPortal}; back after ${took} ms`;
};

export const CHECKS: Record<string, Check> = {
  'bytes and headers': pagesArePassedOn(),
  gzip: pagesArePassedOn('gzip'),
  brotli: pagesArePassedOn('br'),
  'unchanged: 304': unchanged,
  HEAD: head,
  'HTTP/2': http2,
  'ranges of pictures': ranges,
  'host and PUBLIC_URL': hosts,
  newsroom,
  'client address': clientAddress,
  'picture of 10 MB': uploads,
  'too large: 413 by the portal': tooLarge,
  'reload under load': reload,
  'portal stopped': withoutPortal,
};
