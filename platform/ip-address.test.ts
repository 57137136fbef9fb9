import { expect, it } from 'vitest';
import { networkOf, shortestForm } from '#platform/ip-address';

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8::/64'],
  ['2001:DB8::', '2001:db8::/64'],
  ['::1', '::/64'],
  ['fe80::1%eth0', 'fe80::/64'],
  ['no address', 'no address'],
  ['', ''],
])('the network of “%s” is “%s”', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

it.each([
  ['2001:0db8:0000:0000:0000:0000:0000:0007', '2001:db8::7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['192.0.2.7', '192.0.2.7'],
  ['no address', 'no address'],
  ['', ''],
])('the shortest form of “%s” is “%s”', (address, short) => {
  expect(shortestForm(address)).toBe(short);
});
