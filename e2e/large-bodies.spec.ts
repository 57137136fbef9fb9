import { request } from 'node:http';
import { expect, test } from '@playwright/test';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';

// Bodies that are longer than anybody means are refused, and the answer arrives.
test.describe.configure({ mode: 'default', timeout: 90_000 });

let house: OwnServer;
let web: Web;

test.beforeAll(async () => {
  house = await startOwnServer();
  web = await house.startWeb();
});
test.afterAll(() => house.close());

const BODY = Buffer.alloc(5_000_000, 'x');

/** Sends a body, all of it if the server lets it; the answer, and whether the connection was closed behind it. */
function send(path: string, method: string, headers: Record<string, string | number>) {
  const { hostname, port, origin } = new URL(web.origin);
  return new Promise<{ status: number; isClosed: boolean }>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers: { origin, ...headers }, agent: false });
    let isAnswered = false;
    sent.on('response', (response) => {
      isAnswered = true;
      const { socket } = response;
      response.resume();
      const answer = { status: response.statusCode ?? 0 };
      const timer = setTimeout(() => resolve({ ...answer, isClosed: false }), 5_000);
      socket.once('close', () => {
        clearTimeout(timer);
        resolve({ ...answer, isClosed: true });
      });
    });
    // The server may stop listening before all is sent; its answer must have come by then.
    sent.on('error', (error) => isAnswered || reject(error));
    sent.end(BODY);
  });
}

const ACTION = { 'next-action': `7f${'0'.repeat(40)}`, 'content-type': 'multipart/form-data; boundary=x' };

for (const [name, path, method, headers] of [
  ['a form', '/admin/sign-in', 'POST', ACTION],
  ['a form without a script', '/admin/sign-in', 'POST', { 'content-type': ACTION['content-type'] }],
  ['a view', '/api/views', 'POST', { 'content-type': 'application/json' }],
  ['a page', '/en', 'POST', {}],
  ['presence', '/admin/articles/1/presence', 'POST', { 'content-type': 'application/json' }],
] as const) {
  test(`${name} of 5 MB is refused, and the connection closed`, async () => {
    const { status, isClosed } = await send(path, method, { ...headers, 'content-length': BODY.length });
    expect([status, isClosed]).toEqual([413, true]);
  });

  test(`${name} of 5 MB whose length nobody says is answered, and not with an error of ours`, async () => {
    const { status } = await send(path, method, { ...headers, 'transfer-encoding': 'chunked' });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
}
