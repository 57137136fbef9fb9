import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { postToInternet, publicLookup, redirectTarget } from '#platform/http-client';
import { isPublicHost } from '#platform/ip-address';

let contacts = 0;
const server = createServer((socket) => {
  contacts++;
  socket.destroy();
});
let port: number;

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, listening));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => server.close());

const PRIVATE = [
  ...['127.0.0.1', '127.1', '0x7f.1', '2130706433', '0.0.0.0', '10.0.0.1', '172.16.0.1', '192.168.1.1', '100.64.0.1'],
  ...['169.254.169.254', '224.0.0.1', '255.255.255.255', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:a00:1]'],
  ...['[fe80::1]', '[fc00::1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', 'localhost', 'localhost.', 'a.localhost'],
  ...['router', 'nas.local', 'metadata.google.internal', 'nas.home.arpa'],
];

describe('an address that somebody has entered', () => {
  it.each(PRIVATE)('%s is not on the internet', async (host) => {
    expect(isPublicHost(`https://${host}/`)).toBe(false);
    const result = await postToInternet(`https://${host}:${port}/`, 'text/plain', 'x');
    expect(result).toEqual({ ok: false, why: expect.stringContaining('is not on the internet') });
  });

  it.each(['hub.example.org', 'localhost.example.org', '93.184.216.34', '[2606:2800:220:1::1]'])(
    '%s may be',
    (host) => {
      expect(isPublicHost(`https://${host}/`)).toBe(true);
    },
  );

  it('that is a name for a private address is found out when it is connected to', async () => {
    const error = await new Promise((resolve) => publicLookup('localhost', { all: true }, resolve));
    expect(String(error)).toContain('which is not on the internet');
    const single = await new Promise((resolve) => publicLookup('localhost', {}, resolve));
    expect(String(single)).toContain('which is not on the internet');
  });

  it('reaches nobody on this machine', () => {
    expect(contacts).toBe(0);
  });
});

it.each([
  ['/a?b=1', 'https://paper.example/a?b=1'],
  ['//other.example/a', 'https://other.example/a'],
  [Buffer.from('новости').toString('latin1'), `https://paper.example/x/${encodeURIComponent('новости')}`],
  [`/${encodeURIComponent('новости')}`, `https://paper.example/${encodeURIComponent('новости')}`],
])('reads the Location %s', (location, address) => {
  expect(redirectTarget(location, new URL('https://paper.example/x/y'))).toBe(address);
});
