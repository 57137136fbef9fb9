import { beforeAll, describe, expect, it } from 'vitest';
import { playActor, setMasthead } from '#e2e/stage';
import type { Actor } from '#newsroom/staff/actor';
import { findLastAct } from '#newsroom/staff/find-last-act';
import { listAuditEntries } from '#newsroom/staff/list-audit-entries';
import { database } from '#platform/database';

let chief: Actor;

/** Writes a line as if at a time. */
async function line(at: string, more: { actorId?: string | null; act?: string; thing?: string; thingId?: string }): Promise<void> {
  const { actorId = 'anna', act = 'topic.edit', thing = 'tag', thingId = 'water' } = more;
  await database().auditEntry.create({ data: { at: new Date(at), actorId, actorName: 'A', act, thing, thingId, title: at } });
}

beforeAll(async () => {
  await setMasthead();
  chief = await playActor('chief');
  // The paper's zone is four hours ahead.
  await line('2026-03-01T19:59:59Z', {});
  await line('2026-03-01T20:00:00Z', { thingId: 'wine' });
  await line('2026-03-02T12:00:00Z', { actorId: null, act: 'article.publish', thing: 'article', thingId: '7' });
  // Two whose numbers were given the other way round.
  await line('2026-03-02T20:00:00Z', { actorId: 'karen' });
  await line('2026-03-02T19:59:58Z', { actorId: 'karen', act: 'masthead.edit', thing: 'masthead', thingId: 'settings' });
});

const titles = async (filter: Parameters<typeof listAuditEntries>[1]) =>
  (await listAuditEntries(chief, filter, { limit: 100 })).entries.map(({ title }) => title.slice(5, 16)).reverse();

describe('the log', () => {
  it('is read by chiefs alone', async () => {
    for (const role of ['contributor', 'translator', 'author', 'editor'] as const) {
      expect(await listAuditEntries(await playActor(role), {}, { limit: 9 })).toEqual({ entries: [], next: null });
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
    expect(await titles({ actor: 'paper' })).toEqual(['03-02T12:00']);
    expect(await titles({ act: 'masthead.edit' })).toEqual(['03-02T19:59']);
    expect(await titles({ thing: 'tag' })).toEqual(['03-01T19:59', '03-01T20:00', '03-02T20:00']);
    expect(await titles({ thing: 'tag', thingId: 'wine' })).toEqual(['03-01T20:00']);
    expect(await titles({ from: '2026-03-02', to: '2026-03-02' })).toEqual(['03-01T20:00', '03-02T12:00', '03-02T19:59']);
    expect(await titles({ to: '2026-03-01' })).toEqual(['03-01T19:59']);
    expect(await titles({ from: '2026-03-03' })).toEqual(['03-02T20:00']);
    expect(await titles({ from: '2026-03-04' })).toEqual([]);
    expect(await titles({ actor: 'anna', thing: 'tag', from: '2026-03-02', act: 'topic.edit' })).toEqual(['03-01T20:00']);
  });

  it('knows who did something last', async () => {
    expect(await findLastAct('tag', 'wine')).toMatchObject({ actorName: 'A', time: '00:00' });
    expect(await findLastAct('tag')).toMatchObject({ time: '00:00' });
    expect(await findLastAct('page')).toBeNull();
  });
});
