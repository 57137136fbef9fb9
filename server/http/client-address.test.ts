import type { IncomingMessage } from 'node:http';
import { expect, it } from 'vitest';
import { clientAddress } from '#server/http/client-address';

const request = (forwarded?: string) =>
  ({
    socket: { remoteAddress: '10.0.0.1' },
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
  }) as unknown as IncomingMessage;

it('believes nobody where no proxy stands in front', () =>
  expect(clientAddress(request('203.0.113.9'), 0)).toBe('10.0.0.1'));
it('believes as many entries as there are proxies, from the end', () => {
  expect(clientAddress(request('1.1.1.1, 203.0.113.9'), 1)).toBe('203.0.113.9');
  expect(clientAddress(request('1.1.1.1, 203.0.113.9, 10.0.0.7'), 2)).toBe('203.0.113.9');
});
it('falls back to the connection', () => {
  expect(clientAddress(request(), 1)).toBe('10.0.0.1');
  expect(clientAddress(request('203.0.113.9'), 2)).toBe('10.0.0.1');
});
