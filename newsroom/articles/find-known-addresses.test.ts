import { beforeAll, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { type AddressPart, findKnownAddresses } from '#newsroom/articles/find-known-addresses';

const at = new Date('2026-03-10T12:00:00.123Z');
let [id, withdrawn, draft] = [0, 0, 0];

beforeAll(async () => {
  await createSiteSettings();
  const { articles } = await createStory({
    slugs: { en: 'known', ru: 'izvestno' },
    formerSlugs: { en: ['before'] },
    publishedAt: at,
  });
  id = articles.en;
  withdrawn = (await createStory({ slugs: { en: 'taken-back' }, state: 'withdrawn', publishedAt: at })).articles.en;
  draft = (await createStory({ slugs: { en: 'draft' }, state: 'draft' })).articles.en;
});

const of = (what: AddressPart['of'], key: string, language: AddressPart['language'] = 'en'): AddressPart => ({
  of: what,
  language,
  key,
});

it('knows what there is, and nothing that is made up', async () => {
  const known = [
    of('post', 'known'),
    of('post', 'known', 'hy'),
    of('post', 'izvestno'),
    of('post', 'before'),
    of('post', 'taken-back'),
    of('tag', 'water'),
    of('author', 'anna'),
    of('list', 'region'),
    of('day', '2026-03-10'),
    of('cursor', `${at.getTime()}-${id}`),
    of('id', String(id)),
    of('id', String(withdrawn)),
  ];
  const madeUp = [
    of('post', 'before', 'ru'),
    of('post', 'draft'),
    of('post', 'made-up'),
    of('tag', 'made-up'),
    of('author', 'made-up'),
    of('list', 'made-up'),
    of('key file', '0123456789abcdef'),
    of('day', '1999-01-01'),
    of('day', '2099-01-01'),
    of('cursor', `${at.getTime()}-${id + 1_000}`),
    of('cursor', `${at.getTime() + 1}-${id}`),
    of('cursor', '999999999999999-1'),
    of('id', String(draft)),
    of('id', '999999999'),
  ];
  const found = await findKnownAddresses([...known, ...madeUp]);
  expect([...found]).toEqual(known.map((_, index) => index));
  expect(await findKnownAddresses([])).toEqual(new Set());
});
