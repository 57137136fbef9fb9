import { request as ask, createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { Newsroom } from '#e2e/newsroom';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStaffMember } from '#e2e/test-data';

// A proxy that passes the host on without its port, as `proxy_set_header Host $host` of nginx does.
test.describe.configure({ mode: 'default', timeout: 90_000 });

let house: OwnServer;
let web: Web;
let proxy: Server;

test.beforeAll(async () => {
  house = await startOwnServer();
  web = await house.startWeb();
  const { hostname, port } = new URL(web.origin);
  proxy = createServer((incoming, outgoing) => {
    const headers = { ...incoming.headers, host: 'localhost', 'x-forwarded-host': 'localhost' };
    const passedOn = ask({ hostname, port, path: incoming.url, method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    passedOn.on('error', () => outgoing.destroy());
    incoming.pipe(passedOn);
  });
  await new Promise<void>((listening) => proxy.listen(0, 'localhost', listening));
});
test.afterAll(async () => {
  proxy.closeAllConnections();
  await new Promise((closed) => proxy.close(closed));
  await house.close();
});

test('forms of the newsroom work behind it', async ({ browser }) => {
  const editor = await house.onStage(() => createStaffMember('editor', 'Siranush'));
  const room = new Newsroom(browser, `http://localhost:${(proxy.address() as AddressInfo).port}`);
  const page = await room.seat(editor);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await room.closeAll();
});
