import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { limitBodyTime } from '#server/http/limit-body-time';

it('closes the connection of a request whose body does not arrive', async () => {
  const server = createServer((request, response) => {
    limitBodyTime(request, 100);
    request.on('error', () => {}).on('data', () => {});
    request.on('end', () => response.end('received'));
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  const responseTo = (body: string) =>
    new Promise<string>((done) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      let received = '';
      socket.on('data', (chunk) => (received += chunk)).on('close', () => done(received));
      socket.write(`POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 10\r\n\r\n${body}`);
    });
  expect(await responseTo('0123456789')).toContain('received');
  expect(await responseTo('01234')).toBe('');
  server.close();
});
