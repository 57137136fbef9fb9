import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { findFront } from '#newsroom/fronts/find-front';
import { findFrontLayout } from '#newsroom/fronts/find-front-layout';
import { LATEST, SECONDS } from '#newsroom/fronts/front';
import { listFrontsToRefresh } from '#newsroom/fronts/list-fronts-to-refresh';
import { PLACEMENTS_AT_MOST, type Place, type Placement } from '#newsroom/fronts/placement';
import { saveFrontLayout } from '#newsroom/fronts/save-front-layout';
import type { Actor } from '#newsroom/permissions/actor';
import { refuse } from '#newsroom/result';
import { database } from '#platform/database';

let chief: Actor;
/** Ids of the English articles, oldest first: far more than the opening and the wire show. */
const en: number[] = [];
let ru = 0;

beforeAll(async () => {
  await createSiteSettings();
  chief = await actorFor('chief', 'Anna');
  for (let n = 0; n < 30; n++) {
    const { articles } = await createStory({
      slugs: { en: `story-${n}`, ...(n === 0 && { ru: 'istoriya' }) },
      publishedAt: new Date(2026, 0, 1, n),
    });
    en.push(articles.en);
    if (n === 0) ru = articles.ru;
  }
});
beforeEach(async () => {
  await database().placement.deleteMany();
  await database().auditEntry.deleteMany();
  await database().article.updateMany({ data: { state: 'published' } });
});

const at = (articleId: number | undefined, place: Place, times: Partial<Placement> = {}): Placement => {
  return { articleId: articleId ?? 0, place, from: null, until: null, ...times };
};
const version = async () => (await findFrontLayout(chief, 'en'))?.version ?? -1;
const save = async (...layout: Placement[]) => saveFrontLayout(chief, 'en', layout, await version());
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000);

/** Slugs of the opening, and how often a slug is on the whole page. */
async function front() {
  const { lead, seconds, latest, mostRead, region, blocks } = await findFront('en', ['region', 'culture'], 'region');
  const all = [
    lead,
    ...seconds,
    ...latest,
    ...mostRead,
    ...[region, ...blocks].flatMap((block) => block?.articles ?? []),
  ];
  const slugs = all.map((card) => card?.slug);
  return {
    opening: slugs.slice(0, 1 + SECONDS),
    slugs,
    times: (slug: string) => slugs.filter((one) => one === slug).length,
  };
}

describe('a front laid out by hand', () => {
  it('has an old story as its lead, once, and fills itself below', async () => {
    expect(await save(at(en[0], 'lead'), at(en[29], 'third'))).toEqual({ ok: true });
    const { opening, slugs, times } = await front();
    expect(opening).toEqual(['story-0', 'story-28', 'story-29', 'story-27']);
    expect(times('story-0')).toBe(1);
    expect(new Set(slugs).size).toBe(slugs.length);
    expect(slugs.slice(1 + SECONDS, 1 + SECONDS + LATEST)[0]).toBe('story-26');
    expect((await findFront('ru', ['region'], 'region')).lead?.slug).toBe('istoriya');
  });

  it('keeps a story off the whole page', async () => {
    await save(at(en[29], 'kept_off'));
    const { opening, times } = await front();
    expect(opening[0]).toBe('story-28');
    expect(times('story-29')).toBe(0);
  });

  it('has a story from its time on and until its time is over, by PostgreSQL’s clock, and turns then', async () => {
    await save(at(en[1], 'lead', { from: inHours(1) }), at(en[2], 'lead', { until: inHours(1) }));
    expect((await front()).opening[0]).toBe('story-2');
    const { at: before } = await listFrontsToRefresh(null);
    expect((await listFrontsToRefresh(before)).languages).toEqual([]);
    await database().$executeRaw`UPDATE placement SET from_at = now(), until_at = NULL WHERE article_id = ${en[1]}`;
    await database().$executeRaw`UPDATE placement SET until_at = now() WHERE article_id = ${en[2]}`;
    expect((await front()).opening[0]).toBe('story-1');
    const turned = await listFrontsToRefresh(before);
    expect(turned.languages).toEqual(['en']);
    expect((await listFrontsToRefresh(turned.at)).languages).toEqual([]);
    expect((await findFrontLayout(chief, 'en'))?.placed.map(({ articleId }) => articleId)).toEqual([en[1]]);
  });

  it('fills the place of a withdrawn story, tells the newsroom, and has it back when published again', async () => {
    await save(at(en[0], 'lead'));
    await database().article.update({ where: { id: en[0] ?? 0 }, data: { state: 'withdrawn' } });
    expect((await front()).opening[0]).toBe('story-29');
    expect((await findFrontLayout(chief, 'en'))?.placed).toMatchObject([{ articleId: en[0], standing: 'gone' }]);
    // It may stay where it is while others are put elsewhere.
    expect(await save(at(en[0], 'lead'), at(en[3], 'second'))).toEqual({ ok: true });
    await database().article.update({ where: { id: en[0] ?? 0 }, data: { state: 'published' } });
    expect((await front()).opening.slice(0, 2)).toEqual(['story-0', 'story-3']);
  });

  it('tells the newsroom how each story stands: out, withdrawn, due, in the trash, with changes not published', async () => {
    const dueAt = inHours(5);
    await save(at(en[0], 'lead'), at(en[1], 'second'), at(en[2], 'third'), at(en[3], 'fourth'));
    await database().article.update({ where: { id: en[1] ?? 0 }, data: { state: 'withdrawn', removedAt: new Date() } });
    await database().article.update({ where: { id: en[2] ?? 0 }, data: { state: 'scheduled', publishedAt: dueAt } });
    await database().workingCopy.update({ where: { articleId: en[3] ?? 0 }, data: { version: { increment: 1 } } });
    const found = await findFrontLayout(chief, 'en');
    await database().article.update({ where: { id: en[1] ?? 0 }, data: { removedAt: null } });
    await database().article.update({ where: { id: en[2] ?? 0 }, data: { publishedAt: new Date(2026, 0, 1, 2) } });
    await database().workingCopy.update({ where: { articleId: en[3] ?? 0 }, data: { version: { decrement: 1 } } });
    expect(found?.placed).toMatchObject([
      { standing: 'due', state: 'published', isInTrash: false, isPending: false },
      { standing: 'gone', state: 'withdrawn', isInTrash: true },
      { standing: 'gone', state: 'scheduled', publishedAt: dueAt },
      { standing: 'due', state: 'published', isPending: true },
    ]);
  });

  it('can be seen before it is saved', async () => {
    const meant = await findFront('en', ['region'], 'region', [at(en[4], 'lead'), at(ru, 'second')]);
    expect([meant.lead?.slug, meant.seconds[0]?.slug]).toEqual(['story-4', 'story-29']);
    expect((await front()).opening[0]).toBe('story-29');
  });
});

describe('saving a layout', () => {
  it('does not keep what another has replaced for good: it would come back some day', async () => {
    await save(at(en[1], 'lead'), at(en[2], 'lead'), at(en[3], 'second', { until: inHours(1) }), at(en[4], 'second'));
    const kept = await database().placement.findMany({ orderBy: { rank: 'asc' }, select: { articleId: true } });
    expect(kept.map(({ articleId }) => articleId)).toEqual([en[1], en[3], en[4]]);
  });

  it('refuses whoever started from an older one, and changes nothing then', async () => {
    const seen = await version();
    const karen = await actorFor('chief', 'Karen');
    const came = await Promise.all([
      saveFrontLayout(chief, 'en', [at(en[1], 'lead')], seen),
      saveFrontLayout(karen, 'en', [at(en[2], 'lead'), at(en[3], 'second')], seen),
    ]);
    expect(came.filter(({ ok }) => ok)).toHaveLength(1);
    expect(came.find(({ ok }) => !ok)).toEqual(refuse('conflict', 'it'));
    const { opening } = await front();
    expect(opening.slice(0, 2)).toEqual(came[0]?.ok ? ['story-1', 'story-29'] : ['story-2', 'story-3']);
    expect(await version()).toBe(seen + 1);
    expect(await database().auditEntry.count()).toBe(1);
  });

  it('is in the log with what was placed where, before and after', async () => {
    await save(at(en[1], 'lead'), at(en[2], 'kept_off'));
    const from = new Date('2097-05-13T08:30:00Z');
    await save(at(en[3], 'lead', { from }), at(en[1], 'lead'));
    const lines = await database().auditEntry.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(lines).toMatchObject([
      {
        ...{ actorName: 'Anna', event: 'front.changed', resource: 'front', resourceId: 'en', language: 'en' },
        detail: {
          changed: {
            lead: ['Headline of story-1', 'Headline of story-3 (2097-05-13 12:30 – …) · Headline of story-1'],
            kept_off: ['Headline of story-2', null],
          },
        },
      },
    ]);
  });

  it('announces that front page alone, and says nothing where nothing has moved', async () => {
    const announced = () => database().outboxEntry.findMany({ select: { concerns: true, language: true, slug: true } });
    const told = async (work: () => Promise<unknown>) => {
      await database().outboxEntry.deleteMany();
      await work();
      return announced();
    };
    const front = { concerns: 'front', language: 'en', slug: null };
    expect(await told(() => save(at(en[1], 'lead')))).toEqual([front]);
    expect(await told(() => save(at(en[1], 'lead')))).toEqual([]);
    expect(await told(() => save(at(en[1], 'second')))).toEqual([front]);
    expect(await told(() => save())).toEqual([front]);
  });

  it('refuses what cannot be placed there, with its headline, and changes nothing then', async () => {
    const headline = 'Headline of story-5';
    expect(await save(at(ru, 'lead'))).toEqual(refuse('invalid', 'notPublished', { headline: '' }));
    expect(await save(at(en[5], 'lead', { from: inHours(2), until: inHours(1) }))).toEqual(
      refuse('invalid', 'endsBeforeStart', { headline }),
    );
    expect(await save(at(en[5], 'lead', { until: inHours(-1) }))).toEqual(refuse('invalid', 'ended', { headline }));
    await database().article.update({ where: { id: en[5] ?? 0 }, data: { state: 'draft' } });
    expect(await save(at(en[6], 'second'), at(en[5], 'lead'))).toEqual(refuse('invalid', 'notPublished', { headline }));
    const many = Array.from({ length: PLACEMENTS_AT_MOST + 1 }, (_, index) => at(index + 1, 'lead'));
    expect(await save(...many)).toEqual(refuse('invalid', 'tooManyStories'));
    expect(await database().placement.count()).toBe(0);
    expect(await database().auditEntry.count()).toBe(0);
  });

  it('is nobody’s below a chief', async () => {
    for (const role of ['contributor', 'translator', 'author', 'editor'] as const) {
      const actor = await actorFor(role);
      expect(await saveFrontLayout(actor, 'en', [], await version())).toEqual(refuse('not-allowed', 'it'));
      expect(await findFrontLayout(actor, 'en')).toBeNull();
    }
    expect(await saveFrontLayout(await actorFor('administrator'), 'en', [], await version())).toEqual({ ok: true });
  });
});
