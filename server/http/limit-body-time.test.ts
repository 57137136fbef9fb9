import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, it } from 'vitest';
import { limitBodyTime } from '#server/http/limit-body-time';

it('a body that does not come whole is not waited for', async () => {
  const server = createServer((request, response) => {
    limitBodyTime(request, 100);
    request.on('error', () => {}).on('data', () => {});
    request.on('end', () => response.end('got it'));
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  const said = (body: string) =>
    new Promise<string>((done) => {
      const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
      let heard = '';
      socket.on('data', (chunk) => (heard += chunk)).on('close', () => done(heard));
      socket.write(`POST / HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 10\r\n\r\n${body}`);
    });
  expect(await said('0123456789')).toContain('got it');
  expect(await said('01234')).toBe('');
  server.close();
});
