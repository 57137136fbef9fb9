import { beforeAll, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { findFront } from '#newsroom/fronts/find-front';
import { idsOf, LATEST, SECONDS } from '#newsroom/fronts/front';
import { database } from '#platform/database';

const PICTURE = 'a'.repeat(20);

beforeAll(async () => {
  await createSiteSettings();
  await database().picture.create({ data: { id: PICTURE, key: 'one', width: 1600, height: 900 } });
});

it('is empty before anything is published', async () => {
  expect(await findFront('en', ['region', 'culture'], 'region')).toMatchObject({
    lead: null,
    seconds: [],
    latest: [],
    region: null,
    blocks: [],
  });
});

it('places what there is: lead with its picture, latest in order, region and the other sections below', async () => {
  for (let n = 0; n < 30; n++) {
    await createStory({
      slugs: { en: `story-${n}` },
      section: n % 3 === 0 ? 'culture' : 'region',
      publishedAt: new Date(Date.UTC(2025, 4, 13, 12, n)),
      ...((n === 28 || n === 27) && { lead: PICTURE }),
    });
  }
  await createStory({ slugs: { en: 'not-yet' }, state: 'draft' });
  const front = await findFront('en', ['region', 'culture'], 'region');
  expect(front.lead).toMatchObject({ slug: 'story-28', lead: { id: PICTURE } });
  // The same picture is not shown again.
  expect(front.seconds.map(({ lead }) => lead)).toEqual([null, null, null]);
  expect(front.seconds.map(({ slug }) => slug)).toEqual(['story-29', 'story-27', 'story-26']);
  expect(front.latest.map(({ slug }) => slug)).toEqual(
    Array.from({ length: LATEST }, (_, index) => `story-${30 - SECONDS - 2 - index}`),
  );
  expect(front.region?.articles.every(({ section }) => section.key === 'region')).toBe(true);
  expect(front.blocks.map(({ section }) => section)).toEqual(['culture']);
  const ids = idsOf({
    ...front,
    lead: front.lead?.id ?? null,
    seconds: front.seconds.map(({ id }) => id),
    latest: front.latest.map(({ id }) => id),
    mostRead: [],
    region: front.region && { section: 'region', articles: front.region.articles.map(({ id }) => id) },
    blocks: front.blocks.map(({ section, articles }) => ({ section, articles: articles.map(({ id }) => id) })),
  });
  expect(new Set(ids).size).toBe(ids.length);
  expect((await findFront('ru', ['region', 'culture'], 'region')).lead).toBeNull();
});
