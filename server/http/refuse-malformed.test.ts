import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import russian from '#messages/newsroom/ru.json' with { type: 'json' };
import { drainUnread, refuseMalformed } from '#server/http/refuse-malformed';

let server: Server;
beforeAll(async () => {
  server = createServer((request, response) => {
    if (refuseMalformed(request, response)) return;
    drainUnread(request, response, request.url === '/short' ? 100 : undefined);
    // Answers after the first part of the body, and reads no more of it.
    if (request.method === 'GET') response.end('answered');
    else
      request.once('data', () => {
        request.pause();
        response.end('answered');
      });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(() => void server.close());

/** What comes back until the server closes the connection, or for so many milliseconds. */
function exchange(sent: string, limit = 500): Promise<{ received: string; isClosed: boolean }> {
  return new Promise((done) => {
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let received = '';
    const timer = setTimeout(() => {
      socket.destroy();
      done({ received, isClosed: false });
    }, limit);
    socket.on('error', () => {});
    socket
      .on('data', (chunk) => (received += chunk))
      .on('close', () => {
        clearTimeout(timer);
        done({ received, isClosed: true });
      });
    socket.write(sent);
  });
}

it.each([
  ['TRACE / HTTP/1.1\r\nhost: x\r\n\r\n', 405],
  ['PROPFIND / HTTP/1.1\r\nhost: x\r\n\r\n', 405],
  ['GET / HTTP/1.1\r\nhost: x\r\nHost: y\r\n\r\n', 400],
  ['GET /api/articles/en/%ED%A0%80 HTTP/1.1\r\nhost: x\r\n\r\n', 400],
  ['PUT /admin/articles/%/text HTTP/1.1\r\nhost: x\r\n\r\n', 400],
  ['POST /api/views HTTP/1.1\r\nhost: x\r\ncontent-length: 1000001\r\n\r\n', 413],
  ['PUT /admin/articles/7/text HTTP/1.1\r\nhost: x\r\ncontent-length: 12000001\r\n\r\n', 413],
  ['POST /admin/setup HTTP/1.1\r\nhost: x\r\ncontent-length: 4150001\r\n\r\n', 413],
])('refuses %j with %i and closes the connection', async (sent, status) => {
  const { received, isClosed } = await exchange(sent, 3_000);
  expect(received).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  expect(received).toMatch(/connection: close/i);
  expect(isClosed).toBe(true);
});

it.each([
  ['/admin/setup', 4_150_000],
  ['/admin/settings/appearance', 4_150_000],
  ['/admin/settings/redirects/import', 4_150_000],
  ['/api/v1/pictures?name=a.jpg', 20_000_000],
  ['/admin/pictures/upload?name=a.jpg', 20_000_000],
])('lets %s have a body of %i bytes', async (address, length) => {
  const { received } = await exchange(`POST ${address} HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\na`, 300);
  expect(received).toMatch(/^HTTP\/1.1 200 /);
});

it('who has sent a form without a script is told in their language, and the form is one page back', async () => {
  const head =
    'POST /admin/settings/appearance HTTP/1.1\r\nhost: x\r\naccept: text/html\r\naccept-language: ru-RU, en;q=0.5\r\n' +
    'content-type: multipart/form-data; boundary=b\r\n';
  const { received } = await exchange(`${head}content-length: 4150001\r\n\r\na`, 300);
  expect(received).toMatch(/^HTTP\/1.1 413 .*content-type: text\/html/s);
  expect(received).toContain('<html lang="ru">');
  expect(received).toContain(russian.tooLargePage.title);
  expect(received).toMatch(/ 4 МБ/);
});

it('a client that is still sending when its body is refused reads the answer', async () => {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const errors: Error[] = [];
  socket.on('error', (error) => errors.push(error));
  let received = '';
  socket.on('data', (chunk) => (received += chunk));
  const answered = once(socket, 'data');
  const closed = once(socket, 'close');
  socket.write('POST /api/views HTTP/1.1\r\nhost: x\r\ncontent-length: 1200000\r\n\r\n');
  await answered;
  for (let sent = 0; sent < 1_200_000; sent += 100_000) {
    socket.write('x'.repeat(100_000));
    await wait(10);
  }
  socket.end();
  await closed;
  expect([received.split('\r\n', 1)[0], errors]).toEqual(['HTTP/1.1 413 Payload Too Large', []]);
});

it.each([
  'GET / HTTP/1.1\r\nhost: x\r\n\r\n',
  'PUT /admin/articles/7/text HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\n\r\n12345',
])('lets %j through, and the connection stays', async (sent) => {
  const { received, isClosed } = await exchange(sent);
  expect(received).toContain('answered');
  expect(isClosed).toBe(false);
});

it('takes in the rest of a body that was not read, and answers the next request', async () => {
  const body = 'x'.repeat(900_000);
  const { received } = await exchange(
    `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}GET / HTTP/1.1\r\nhost: x\r\n\r\n`,
  );
  expect(received.split('answered').length - 1).toBe(2);
});

it('a body that goes on after it was answered does not hold the connection', async () => {
  const sent = (path: string) => `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\nthe first part`;
  const short = await exchange(sent('/short'));
  expect([short.isClosed, short.received]).toEqual([true, expect.stringContaining('answered')]);
  expect((await exchange(sent('/long'))).isClosed).toBe(false);
});
