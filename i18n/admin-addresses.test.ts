import { expect, it } from 'vitest';
import { adminAddressOr } from '#i18n/admin-addresses';

it.each([
  ['/admin/articles?state=draft', '/admin/articles?state=draft'],
  ['/admin', '/admin'],
  ['', '/admin'],
  ['/admin/sign-in?to=/admin', '/admin'],
  ['/administrator', '/admin'],
  ['/en', '/admin'],
  ['//evil.example/admin', '/admin'],
  ['/\\evil.example/admin', '/admin'],
  ['https://evil.example/admin', '/admin'],
  ['javascript:alert(1)//admin', '/admin'],
  ['/admin/../en', '/admin'],
  ['/admin/%0d%0aSet-Cookie:a=b', '/admin/%0d%0aSet-Cookie:a=b'],
  ['/admin//evil.example', '/admin//evil.example'],
])('after signing in “%s” leads to %s', (asked, address) => {
  expect(adminAddressOr(asked)).toBe(address);
});
