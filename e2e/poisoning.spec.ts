import { connect } from 'node:net';
import { plain } from '#e2e/plain-request';
import { expect, origin, SEED_STORY, test } from './browser-test.ts';

// Whatever one reader sends, the next one who asks plainly gets the same bytes as before.

/** A request line as nobody's library would write it. */
function raw(line: string, ...headers: string[]): Promise<string> {
  const { hostname, port } = new URL(origin());
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let text = '';
    socket.on('data', (chunk) => (text += chunk));
    socket.on('error', () => resolve(text));
    socket.on('close', () => resolve(text));
    socket.end([line, ...headers, 'Connection: close', '', ''].join('\r\n'));
  });
}

// Not the page's own count of views, which goes on while other tests read.
const withoutViews = (body: Buffer) => body.toString().replace(/<view-count[^>]*>[^<]*/g, '');

const HEADERS: Record<string, string | string[]>[] = [
  { host: 'evil.example' },
  { host: 'localhost:1' },
  { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http', 'x-forwarded-port': '1' },
  { forwarded: 'host=evil.example;proto=http' },
  { 'x-original-url': '/admin', 'x-rewrite-url': '/admin' },
  { rsc: '1' },
  { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  { 'next-router-state-tree': '%5B%22%22%5D', 'next-url': '/evil' },
  { 'next-action': 'x'.repeat(42) },
  { 'next-resume': '1' },
  { 'x-middleware-subrequest': 'middleware:middleware:middleware' },
  { 'x-middleware-rewrite': '/en/nothing', 'x-middleware-next': '1', 'x-middleware-invoke': '1' },
  { 'x-nextjs-data': '1', 'x-matched-path': '/en/nothing', 'x-now-route-matches': '1' },
  { 'x-prerender-revalidate': 'x', 'x-prerender-revalidate-if-generated': '1' },
  { cookie: '__prerender_bypass=x; __next_preview_data=y; theme=dark; NEXT_LOCALE=ru' },
  { 'accept-language': 'ru', accept: 'application/json', 'user-agent': 'Googlebot' },
  { 'accept-encoding': 'br;q=1, gzip;q=0.1, *;q=0' },
  { 'if-none-match': '*' },
  { 'if-modified-since': 'Wed, 01 Jan 2099 00:00:00 GMT' },
  { range: 'bytes=0-10', 'if-range': '"x"' },
  { te: 'trailers', 'x-http-method-override': 'POST', 'content-length': '0' },
  { 'save-data': 'on', dnt: '1', authorization: 'Basic eDp5' },
  { origin: 'https://evil.example', 'sec-fetch-mode': 'cors', 'access-control-request-method': 'PUT' },
];

const QUERIES = [
  '?utm_source=x&fbclid=y',
  '?_rsc=1abc',
  '?__nextDataReq=1',
  '?nxtPlocale=ru',
  '?slug=x',
  '?before=%00',
  '?%',
  '?a[]=1',
  '?__flight__=1',
];

test('headers, parameters and methods of one make no difference to the next', async () => {
  for (const path of [SEED_STORY.ru, '/arm/region', '/en/feed.xml']) {
    const before = await plain(origin() + path);
    expect(before.status).toBe(200);
    for (const headers of HEADERS) {
      const answer = await plain(origin() + path, headers);
      expect([path, headers, answer.status >= 500]).toEqual([path, headers, false]);
    }
    for (const query of QUERIES) {
      const answer = await plain(origin() + path + query);
      expect([query, withoutViews(answer.body)]).toEqual([query, withoutViews(before.body)]);
    }
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'PURGE', 'PROPFIND']) {
      const answer = await plain(origin() + path, {}, method);
      expect([method, answer.status, answer.headers.allow]).toEqual([method, 405, 'GET, HEAD']);
    }
    const after = await plain(origin() + path);
    expect(withoutViews(after.body)).toBe(withoutViews(before.body));
    for (const name of ['content-type', 'vary', 'cache-control', 'content-security-policy'])
      expect(after.headers[name]).toBe(before.headers[name]);
  }
});

test('a made-up host never gets into a page or a redirect', async () => {
  const headers = { host: 'evil.example', 'x-forwarded-host': 'evil.example' };
  for (const path of [
    '/en/post/test-at-its-old-address',
    '/en/region/',
    '/en',
    '/',
    '/sitemap.xml',
    '/api/articles?language=en',
  ]) {
    const answer = await plain(origin() + path, headers);
    expect([path, JSON.stringify(answer.headers) + answer.body.toString()]).toEqual([
      path,
      expect.not.stringContaining('evil.example'),
    ]);
  }
});

test('requests as no browser writes them are refused or answered like any other', async () => {
  const before = await plain(`${origin()}/en`);
  const lines = [
    'GET /en HTTP/1.0',
    'GET http://evil.example/en HTTP/1.1',
    'GET //evil.example/en HTTP/1.1',
    'GET /en/../../etc/passwd HTTP/1.1',
    'GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1',
    'GET /media/..%2f..%2fpackage.json HTTP/1.1',
    'GET /assets/../../package.json HTTP/1.1',
    'GET /assets/%2e%2e/%2e%2e/package.json HTTP/1.1',
    'GET /_next/static/../server/app-paths-manifest.json HTTP/1.1',
    'GET /en;x=1 HTTP/1.1',
    'GET /en\\region HTTP/1.1',
    'GET /en%00 HTTP/1.1',
    'GET /en%0d%0aset-cookie:a=b HTTP/1.1',
    `GET /en/post/${'a'.repeat(9_000)} HTTP/1.1`,
    'HEAD * HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'CONNECT evil.example:443 HTTP/1.1',
    'TRACE /en HTTP/1.1',
    'BREW /en HTTP/1.1',
    'nonsense',
  ];
  for (const line of lines) {
    const text = await raw(line, 'Host: evil.example', 'Content-Length: 4', 'Transfer-Encoding: chunked');
    const short = await raw(line, 'Host: x');
    for (const answer of [text, short])
      expect([line, answer]).toEqual([
        line,
        expect.not.stringMatching(/^HTTP\/1\.1 5|"dependencies"|root:|^set-cookie/im),
      ]);
  }
  expect((await plain(`${origin()}/en`)).body.equals(before.body)).toBe(true);
});
