import { beforeAll, expect, it } from 'vitest';
import { GET as security } from '#app/(crawlers)/.well-known/security.txt/route';
import { GET as ads } from '#app/(crawlers)/ads.txt/route';
import { GET as feeds } from '#app/(crawlers)/feeds/[file]/[[...list]]/route';
import { GET as indexNow } from '#app/(crawlers)/index-now/[key]/route';
import { createSiteSettings } from '#e2e/test-data';
import { database } from '#platform/database';

// Settings for machines show where machines look for them.

const KEY = '0123456789abcdef';
const request = (path = '/') => new Request(`https://news.test${path}`);
const keyFile = (key: string) => indexNow(request(`/${key}.txt`), { params: Promise.resolve({ key }) });
const feed = () => feeds(request('/en/feed.xml'), { params: Promise.resolve({ file: 'feed.xml', list: ['en'] }) });

beforeAll(createSiteSettings);

it('nothing is set to begin with', async () => {
  expect((await ads(request(), undefined)).status).toBe(404);
  expect((await keyFile(KEY)).status).toBe(404);
  expect(await (await security(request(), undefined)).text()).toContain('Contact: mailto:security@news.test\n');
  expect(await (await feed()).text()).not.toContain('rel="hub"');
});

it('all of it is given as set', async () => {
  await database().siteSettings.update({
    where: { id: 1 },
    data: {
      adsTxt: 'google.com, pub-0, DIRECT\n',
      indexNowKey: KEY,
      securityContact: 'https://news.test/en/contacts',
      hubUrl: 'https://hub.test/',
    },
  });
  expect(await (await ads(request(), undefined)).text()).toBe('google.com, pub-0, DIRECT\n');
  expect(await (await keyFile(KEY)).text()).toBe(`${KEY}\n`);
  expect((await keyFile('fedcba9876543210')).status).toBe(404);
  expect(await (await security(request(), undefined)).text()).toContain('Contact: https://news.test/en/contacts\n');
  expect(await (await feed()).text()).toContain('<atom:link href="https://hub.test/" rel="hub"/>');
});

it('the database refuses a key that is no part of an address', async () => {
  await expect(
    database().siteSettings.update({ where: { id: 1 }, data: { indexNowKey: '../secret' } }),
  ).rejects.toThrow(/index_now_key/);
});
