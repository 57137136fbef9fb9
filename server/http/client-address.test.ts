import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { clientAddress } from '#server/http/client-address';

const request = (forwarded?: string) =>
  ({
    socket: { remoteAddress: '10.0.0.1' },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

it('is that of the connection if no proxy is trusted', () => {
  expect(clientAddress(request('203.0.113.9'), 0)).toBe('10.0.0.1');
});

it('is the entry that the outermost trusted proxy wrote, not what the client wrote before it', () => {
  expect(clientAddress(request('1.1.1.1, 203.0.113.9'), 1)).toBe('203.0.113.9');
  expect(clientAddress(request('1.1.1.1,203.0.113.9 ,10.0.0.7'), 2)).toBe('203.0.113.9');
});

it('is the outermost that is known if fewer proxies than trusted wrote one', () => {
  expect(clientAddress(request(), 1)).toBe('10.0.0.1');
  expect(clientAddress(request(''), 1)).toBe('10.0.0.1');
  expect(clientAddress(request('203.0.113.9'), 2)).toBe('203.0.113.9');
});

it.each([
  ['203.0.113.9:51234', '203.0.113.9'],
  ['2001:db8::7', '2001:db8::7'],
  ['[2001:db8::7]:443', '2001:db8::7'],
  ['[2001:db8::7]', '2001:db8::7'],
  ['::ffff:203.0.113.9', '::ffff:203.0.113.9'],
  ['unknown', '10.0.0.1'],
  ['_hidden', '10.0.0.1'],
  ['203.0.113.9:port', '10.0.0.1'],
])('is of %s the address alone', (written, address) => {
  expect(clientAddress(request(written), 1)).toBe(address);
  expect(clientAddress(request(`1.1.1.1, ${written}`), 1)).toBe(address);
});

it('is empty for a connection that has gone', () => {
  expect(clientAddress({ socket: {}, headers: {} } as unknown as IncomingMessage, 1)).toBe('');
});
