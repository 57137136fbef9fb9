import { expect, it } from 'vitest';
import { keysOfAbsent, questionOf } from '#newsroom/articles/address-parts';
import type { AddressPart } from '#newsroom/articles/find-known-addresses';
import { log } from '#platform/log';
import { AddressLookUp } from '#server/cache/address-look-up';

// What is logged as a warning here is meant to be.
log().level = 'silent';

it.each([
  ['/en', undefined],
  ['/feed.xml', undefined],
  ['/sitemap/en.xml', undefined],
  ['/humans.txt', undefined],
  ['/0123456789abcdef.txt', ['key file', 'en', '0123456789abcdef']],
  ['/en/-/-', undefined],
  ['/arm/search', undefined],
  ['/en/manifest.webmanifest', undefined],
  ['/arm/post/a-story', ['post', 'hy', 'a-story']],
  ['/en/post/a-story/', ['post', 'en', 'a-story']],
  ['/en/tag/water/feed.xml', ['tag', 'en', 'water']],
  ['/en/author/anna', ['author', 'en', 'anna']],
  ['/en/region', ['list', 'en', 'region']],
  ['/en/region/atom.xml', ['list', 'en', 'region']],
  ['/en/archive/2026-11-28', ['day', 'en', '2026-11-28']],
  ['/en/region?before=1-2', ['list', 'en', 'region', '1-2']],
  ['/api/openapi.json', undefined],
  ['/api/articles/hy/a-story', ['post', 'hy', 'a-story']],
  ['/api/articles?cursor=1-2&language=en&section=region', ['list', 'en', 'region', '1-2']],
  ['/api/search/suggest?language=en&q=x', undefined],
  ['/api/v1/stories/17', ['id', 'en', '17']],
  ['/api/v1/stories/hy/a-story', ['post', 'hy', 'a-story']],
  ['/api/v1/tags?cursor=d2F0ZXI&language=en', [undefined, undefined, undefined, 'water']],
  ['/api/v1/stories?author=a&language=en&section=s&tag=t', [undefined, undefined, undefined, 's', 't', 'a']],
  ['/en/corrections?before=1-2', [undefined, undefined, undefined, '1-2']],
])('asks of %s what only the database knows', (address, expected) => {
  const question = questionOf(address);
  if (question.absent) throw new Error('absent');
  const { part, others = [] } = question;
  const found = [part?.of, part?.language, part?.key, ...others.map(({ key }) => key)];
  expect(found).toEqual(expected ?? [undefined, undefined, undefined]);
});

it.each(['/en/a/b', '/en/a/b/c/d', '/en/post/a/b/feed.xml', '/en/archive/yesterday', '/en/archive/2026-02-30'])(
  '%s can be no page',
  (address) => expect(questionOf(address)).toEqual({ absent: true }),
);

it('names what comes to be at an address', () => {
  expect(keysOfAbsent('/en/post/a')).toEqual(['post-a']);
  expect(keysOfAbsent('/en/tag/a')).toEqual(['name-tag-a']);
  expect(keysOfAbsent('/en/a')).toEqual(['site']);
  expect(keysOfAbsent('/en/archive/2026-11-28')).toEqual(['month-2026-11-en']);
});

it('asks once for all that come together, and again for those that come meanwhile', async () => {
  const asked: string[][] = [];
  const lookUp = new AddressLookUp(async (parts: readonly AddressPart[]) => {
    asked.push(parts.map(({ key }) => key));
    return new Set(parts.flatMap(({ key }, index) => (key.startsWith('known') ? [index] : [])));
  });
  const first = ['/en/post/known-1', '/en/post/made-up', '/en/known-2', '/en/known-3?before=1-1', '/en', '/en/a/b'];
  const found = await Promise.all(first.map((address) => lookUp.find(address)));
  expect(found).toEqual(['known', 'absent', 'known', 'passing', 'known', 'absent']);
  expect(asked).toEqual([['known-1', 'made-up', 'known-2', 'known-3', '1-1']]);
  expect(await lookUp.find('/en/post/known-4')).toBe('known');
  expect(asked).toHaveLength(2);
});

it('leaves it to the API to say that there is nothing, and has that not kept', async () => {
  const lookUp = new AddressLookUp(async () => new Set());
  expect(await lookUp.find('/api/articles/en/made-up')).toBe('passing');
  expect(await lookUp.find('/api/articles?language=en&section=made-up')).toBe('passing');
  expect(await lookUp.find('/api/articles?cursor=1-1&language=en')).toBe('passing');
  expect(await lookUp.find('/api/articles?language=en')).toBe('known');
  expect(await lookUp.find('/api/v1/stories/17')).toBe('passing');
  expect(await lookUp.find('/api/v1/stories?language=en&tag=made-up')).toBe('passing');
  expect(await lookUp.find('/api/v1/stories?language=en&since=2025-05-13T12%3A00%3A00.000Z')).toBe('passing');
  expect(await lookUp.find('/api/v1/stories?kind=video&language=en')).toBe('known');
});

it('turns away what comes on top of two thousand that wait, and says why it cannot ask', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const lookUp = new AddressLookUp(async () => {
    await promise;
    throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
  });
  const waiting = Array.from({ length: 2_000 }, (_, index) => lookUp.find(`/en/post/${index}`));
  expect(await lookUp.find('/en/post/more')).toBe('busy');
  resolve();
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['unreachable']));
  const full = new AddressLookUp(async () => {
    throw new Error('timeout exceeded when trying to connect');
  });
  expect(await full.find('/en/post/a')).toBe('slow');
});
