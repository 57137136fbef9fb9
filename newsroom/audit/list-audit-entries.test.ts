import { beforeAll, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { findLastEvent } from '#newsroom/audit/find-last-event';
import { listAuditEntries } from '#newsroom/audit/list-audit-entries';
import type { Actor } from '#newsroom/permissions/actor';
import { database, sql } from '#platform/database';

let chief: Actor;

/** Writes a line as if at a time. */
async function line(
  at: string,
  more: { actorId?: string | null; event?: string; resource?: string; resourceId?: string },
): Promise<void> {
  const { actorId = 'anna', event = 'tag.changed', resource = 'tag', resourceId = 'water' } = more;
  await database().auditEntry.create({
    data: { at: new Date(at), actorId, actorName: 'A', event, resource, resourceId, title: at },
  });
}

beforeAll(async () => {
  await createSiteSettings();
  chief = await actorFor('chief');
  // The paper's zone is four hours ahead.
  await line('2026-03-01T19:59:59Z', {});
  await line('2026-03-01T20:00:00Z', { resourceId: 'wine' });
  await line('2026-03-02T12:00:00Z', {
    actorId: null,
    event: 'article.published',
    resource: 'article',
    resourceId: '7',
  });
  // Two whose numbers were given the other way round.
  await line('2026-03-02T20:00:00Z', { actorId: 'karen' });
  await line('2026-03-02T19:59:58Z', {
    actorId: 'karen',
    event: 'settings.changed',
    resource: 'settings',
    resourceId: 'settings',
  });
});

const titles = async (filter: Parameters<typeof listAuditEntries>[1]) =>
  (await listAuditEntries(chief, filter, { limit: 100 })).entries.map(({ title }) => title.slice(5, 16)).reverse();

describe('the log', () => {
  it('is read by chiefs alone', async () => {
    for (const role of ['contributor', 'translator', 'author', 'editor'] as const) {
      expect(await listAuditEntries(await actorFor(role), {}, { limit: 9 })).toEqual({ entries: [], next: null });
    }
  });

  it('is paged through, newest first, without a gap', async () => {
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await listAuditEntries(chief, {}, { limit: 2, ...(before && { before }) });
      seen.push(...page.entries.map(({ id }) => id));
      before = page.next ?? undefined;
    } while (before);
    expect(seen).toEqual([...seen].sort((one, other) => Number(other) - Number(one)));
    expect(seen).toHaveLength(5);
  });

  it('is narrowed by who, what, to which and when, alone and together', async () => {
    expect(await titles({ actor: 'karen' })).toEqual(['03-02T20:00', '03-02T19:59']);
    expect(await titles({ actor: 'system' })).toEqual(['03-02T12:00']);
    expect(await titles({ event: 'settings.changed' })).toEqual(['03-02T19:59']);
    expect(await titles({ resource: 'tag' })).toEqual(['03-01T19:59', '03-01T20:00', '03-02T20:00']);
    expect(await titles({ resource: 'tag', resourceId: 'wine' })).toEqual(['03-01T20:00']);
    expect(await titles({ from: '2026-03-02', to: '2026-03-02' })).toEqual([
      '03-01T20:00',
      '03-02T12:00',
      '03-02T19:59',
    ]);
    expect(await titles({ to: '2026-03-01' })).toEqual(['03-01T19:59']);
    expect(await titles({ from: '2026-03-03' })).toEqual(['03-02T20:00']);
    expect(await titles({ from: '2026-03-04' })).toEqual([]);
    expect(await titles({ actor: 'anna', resource: 'tag', from: '2026-03-02', event: 'tag.changed' })).toEqual([
      '03-01T20:00',
    ]);
  });

  it('knows who did something last', async () => {
    expect(await findLastEvent('tag', 'wine')).toMatchObject({ actorName: 'A', time: '00:00' });
    expect(await findLastEvent('tag')).toMatchObject({ time: '00:00' });
    expect(await findLastEvent('page')).toBeNull();
  });
});

/** How PostgreSQL answers a question of ours: the same, but told as a plan. */
async function planOf(ask: () => Promise<unknown>): Promise<string> {
  const plain = database();
  const holder = globalThis as { portalDatabase?: unknown };
  let plan = '';
  const $queryRaw = async (...question: Parameters<typeof sql>) => {
    const rows = await plain.$queryRaw<Record<string, string>[]>`EXPLAIN (ANALYZE) ${sql(...question)}`;
    plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    return [];
  };
  holder.portalDatabase = { $queryRaw };
  try {
    await ask();
  } finally {
    holder.portalDatabase = plain;
  }
  return plan;
}

describe('a log of 100,000 lines', () => {
  beforeAll(async () => {
    // In parts: a busy machine is given five seconds for each.
    for (let first = 1; first < 100_000; first += 20_000) {
      await database().$executeRaw`
        INSERT INTO audit_entry (at, actor_id, actor_name, event, resource, resource_id, title)
        SELECT '2026-04-01'::timestamptz + n * interval '3 minutes', nullif('person-' || n % 30, 'person-0'), 'P',
          (ARRAY['article.saved', 'article.published', 'tag.changed'])[1 + n % 3],
          (ARRAY['article', 'article', 'article', 'article', 'tag'])[1 + n % 5], (n % 2000)::text, 'Title ' || n
        FROM generate_series(${first}::int, ${first + 19_999}::int) n`;
    }
    await database().$executeRaw`ANALYZE audit_entry`;
  });

  it.each([
    ['nothing', {}],
    ['a person', { actor: 'person-7' }],
    ['the system', { actor: 'system' }],
    ['an event', { event: 'tag.changed' }],
    ['an event that is rare', { event: 'settings.changed' }],
    ['a kind of things', { resource: 'tag' }],
    ['a kind that is rare', { resource: 'settings' }],
    ['one thing', { resource: 'article', resourceId: '700' }],
    ['a day', { from: '2026-06-01', to: '2026-06-01' }],
    ['the oldest days', { to: '2026-04-02' }],
    ['a person on a day', { actor: 'person-7', from: '2026-06-01', to: '2026-06-01' }],
    ['a person who never did it', { actor: 'person-7', event: 'settings.changed' }],
    [
      'all at once',
      { actor: 'person-7', event: 'article.published', resource: 'article', from: '2026-06-01', to: '2026-07-01' },
    ],
  ])('is narrowed by %s through an index', async (_, filter) => {
    const plan = await planOf(() => listAuditEntries(chief, filter, { limit: 50 }));
    expect(plan).not.toMatch(/Seq Scan on audit_entry/);
    const read = [...plan.matchAll(/audit_entry.* rows=(\d+(?:\.\d+)?) loops/g)].map(([, rows]) => Number(rows));
    // A page and one more, or the lines of a day, sorted.
    expect(Math.max(...read)).toBeLessThanOrEqual(500);
  });
});
