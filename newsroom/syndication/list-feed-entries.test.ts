import { beforeAll, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { listFeedEntries } from '#newsroom/syndication/list-feed-entries';
import { database } from '#platform/database';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 12, minute));
const picture = (digit: string) => digit.repeat(20);

beforeAll(async () => {
  await createSiteSettings();
  for (const digit of ['a', 'b']) {
    await database().picture.create({
      data: {
        id: picture(digit),
        key: digit,
        width: 800,
        height: 600,
        texts: { create: [{ language: 'en', alt: digit, caption: '', credit: '' }] },
      },
    });
  }
  await createStory({
    slugs: { en: 'first', ru: 'pervaya' },
    publishedAt: at(1),
    lead: picture('a'),
    body: [
      { type: 'figure', picture: picture('b') },
      { type: 'paragraph', text: [{ text: 'x' }] },
    ],
  });
  await createStory({
    slugs: { en: 'second' },
    publishedAt: at(2),
    section: 'culture',
    tags: ['wine'],
    revisedAt: at(30),
  });
  await createStory({ slugs: { hy: 'errord' }, publishedAt: at(3) });
  for (const state of ['draft', 'scheduled', 'withdrawn'] as const) {
    await createStory({ slugs: { en: state }, publishedAt: at(4), state });
  }
});

describe('the entries of a feed', () => {
  const slugs = async (...given: Parameters<typeof listFeedEntries>) =>
    (await listFeedEntries(...given)).map(({ slug }) => slug);

  it('are what has been published, newest first', async () => {
    expect(await slugs('en', {})).toEqual(['second', 'first']);
    expect(await slugs('ru', {})).toEqual(['pervaya']);
    const all = await slugs(null, {});
    expect([all.slice(0, 2), all.slice(2).sort()]).toEqual([
      ['errord', 'second'],
      ['first', 'pervaya'],
    ]);
  });

  it('are those of the section, tag or author', async () => {
    expect(await slugs('en', { section: 'culture' })).toEqual(['second']);
    expect(await slugs('en', { tag: 'water' })).toEqual(['first']);
    expect(await slugs('en', { author: 'anna' })).toEqual(['second', 'first']);
    expect(await slugs('hy', { tag: 'wine' })).toEqual([]);
  });

  it('are whole', async () => {
    const [second, first] = await listFeedEntries('en', {});
    expect(first).toMatchObject({
      language: 'en',
      headline: 'Headline of first',
      lead: { id: picture('a'), alt: 'a' },
      body: [{ type: 'figure' }, { type: 'paragraph' }],
      pictures: [{ id: picture('b'), alt: 'b' }],
      tags: [{ key: 'water', name: 'water en' }],
      authors: [{ key: 'anna', name: 'Anna en' }],
      revisedAt: null,
    });
    expect(second).toMatchObject({ section: { key: 'culture' }, revisedAt: at(30), pictures: [] });
  });

  it('say in their own language what kind of story they are, where that does not go without saying', async () => {
    await createStory({ kind: 'opinion', slugs: { en: 'of-opinion', hy: 'kartsik' }, publishedAt: at(35) });
    const kinds = async (language: 'en' | 'hy') =>
      (await listFeedEntries(language, {})).slice(0, 2).map(({ kind, kindName }) => [kind, kindName]);
    expect(await kinds('en')).toEqual([
      ['opinion', 'Opinion'],
      ['article', null],
    ]);
    expect((await kinds('hy'))[0]).toEqual(['opinion', 'Կարծիք']);
  });

  it('are thirty at most, in all languages together too', async () => {
    for (let n = 0; n < 31; n++)
      await createStory({ slugs: { en: `more-${n}`, ru: `eshche-${n}` }, publishedAt: at(40) });
    expect(await slugs('en', {})).toHaveLength(30);
    expect(await slugs(null, {})).toHaveLength(30);
  });
});
