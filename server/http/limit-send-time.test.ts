import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { limitSendTime } from '#server/http/limit-send-time';

// More than the buffers of both ends of a connection hold.
const LARGE = Buffer.alloc(20_000_000);

it('closes the connection of a client that does not take in what it asked for', async () => {
  let closed: Promise<void> | undefined;
  const server = createServer((_, response) => {
    limitSendTime(response, 3_000);
    closed = new Promise((done) => response.once('close', done));
    response.end(LARGE);
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  const { port } = server.address() as AddressInfo;

  const fast = await fetch(`http://localhost:${port}/`, { headers: { connection: 'close' } });
  expect((await fast.arrayBuffer()).byteLength).toBe(LARGE.length);

  const slow = connect(port, '127.0.0.1').pause();
  slow.on('error', () => {});
  slow.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  await new Promise((asked) => server.once('request', asked));
  await closed;
  expect(await new Promise((done) => server.getConnections((_, count) => done(count)))).toBe(0);
  slow.destroy();
  server.close();
});
