import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, vi } from 'vitest';
import type { DatabaseTrouble } from '#platform/database-trouble';
import { log } from '#platform/log';
import { type NextHandler, pageRenderer } from '#server/rendering/render-page';

vi.mock('#generated/assets.json', () => ({ default: { speculationRules: '/assets/rules.json', beforePaint: 'a()' } }));
// What is logged as an error here is meant to be.
log().level = 'silent';

const well = async () => undefined;
const html = '<html><body><p>Բարև</p></body></html>';

it('takes the page with its own headers, without those of the framework', async () => {
  const next: NextHandler = async (_, response) => {
    response.setHeader('x-powered-by', 'Next.js');
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', link: '</a.js>; rel=preload' });
    response.write(html.slice(0, 20));
    await sleep(5);
    response.end(`${html.slice(20)}<script>itsClient()</script>`);
  };
  const render = pageRenderer(next, 'news.test', well);
  expect(await render('/en/post/a?before=1-1')).toEqual({
    ok: true,
    cacheable: true,
    reads: { keys: new Set(), validUntil: Infinity },
    response: {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'speculation-rules': '"/assets/rules.json"' },
      body: Buffer.from(html),
    },
  });
});

it('lets the accent of a site apply, on pages that have one, and no other style', async () => {
  const page =
    (style: string): NextHandler =>
    async (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(`<html><head>${style}</head></html>`);
    };
  const policyOf = async (style: string) => {
    const result = await pageRenderer(page(style), 'news.test', well)('/en');
    return result.ok ? result.response.headers['content-security-policy'] : undefined;
  };
  expect(await policyOf('')).toBeUndefined();
  expect(await policyOf('<style>a{}</style>')).toBeUndefined();
  const hash = createHash('sha256').update('html{--accent:#000000}').digest('base64');
  expect(await policyOf('<style data-accent="true">html{--accent:#000000}</style>')).toContain(
    `; style-src 'self' 'sha256-${hash}'; `,
  );
});

it('lets a logo say how it may be kept and what it may do', async () => {
  const headers = { 'cache-control': 'public, immutable', 'content-security-policy': 'sandbox' };
  const next: NextHandler = async (_, response) => {
    response.writeHead(200, { 'content-type': 'image/svg+xml', ...headers }).end('<svg/>');
  };
  const headersOf = async (address: string) => {
    const result = await pageRenderer(next, 'news.test', well)(address);
    return result.ok && result.response.headers;
  };
  expect(await headersOf('/look/logo-0123456789abcdef.svg')).toEqual({ 'content-type': 'image/svg+xml', ...headers });
  expect(await headersOf('/en/other.svg')).toEqual({ 'content-type': 'image/svg+xml' });
});

it('sends no headers but those it is given, and always its own host', async () => {
  const next: NextHandler = async (request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(request.headers));
  };
  const render = pageRenderer(next, 'news.test', well);
  const headersOf = async (given?: Record<string, string>) => {
    const result = await render('/admin/preview/1', given);
    return result.ok && JSON.parse(result.response.body.toString());
  };
  expect(await headersOf()).toEqual({ host: 'news.test', 'user-agent': '', 'x-request-id': expect.any(String) });
  expect(await headersOf({ cookie: 'a=b', host: 'evil.example' })).toMatchObject({ cookie: 'a=b', host: 'news.test' });
});

it('keeps bytes as they are, and of a redirect only where it leads', async () => {
  const bytes = Buffer.from([0, 255, 128, 10]);
  const picture: NextHandler = async (_, response) => void response.setHeader('content-type', 'image/png').end(bytes);
  expect(await pageRenderer(picture, 'news.test', well)('/share/1.png')).toMatchObject({
    response: { status: 200, headers: { 'content-type': 'image/png' }, body: bytes },
  });
  const moved: NextHandler = async (_, response) =>
    void response.writeHead(308, { location: '/en/post/b', 'content-type': 'text/plain' }).end('moved');
  expect(await pageRenderer(moved, 'news.test', well)('/en/post/a')).toMatchObject({
    response: { status: 308, headers: { location: '/en/post/b' }, body: Buffer.alloc(0) },
  });
});

it('says that an incomplete page must not be cached', async () => {
  const next: NextHandler = async (_, response) =>
    void response.setHeader('content-type', 'text/html').end('<p>x</p><template id="P:1"></template>');
  expect(await pageRenderer(next, 'news.test', well)('/en')).toMatchObject({ ok: true, cacheable: false });
});

const FAILURES: Record<string, NextHandler> = {
  'answers with 500': async (_, response) => void response.writeHead(500).end('oops'),
  'throws before it answers': async () => {
    throw new Error('no such route');
  },
  'breaks off in the middle': async (_, response) => {
    response.setHeader('content-type', 'application/xml').write('<urlset>');
    await sleep(5);
    response.destroy();
  },
  'never answers': async () => {},
  'stops in the middle': async (_, response) => void response.setHeader('content-type', 'text/html').write('<html>'),
};

it.each(Object.entries(FAILURES))('a render that %s is a failure, not a page', async (_, next) => {
  expect(await pageRenderer(next, 'news.test', well, 100)('/en')).toEqual({
    ok: false,
    why: 'failed',
    incident: expect.stringMatching(/^[0-9a-f]{12}$/),
  });
  const outcome = async (trouble: DatabaseTrouble) =>
    await pageRenderer(next, 'news.test', async () => trouble, 100)('/en');
  expect(await outcome('unreachable')).toMatchObject({ ok: false, why: 'unreachable' });
  // No free connection.
  expect(await outcome('overloaded')).toMatchObject({ ok: false, why: 'slow' });
});
