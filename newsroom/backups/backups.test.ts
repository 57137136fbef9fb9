import { beforeAll, beforeEach, expect, it } from 'vitest';
import { actorFor } from '#e2e/test-data';
import { findBackupPlan } from '#newsroom/backups/find-backup-plan';
import { findBackupState } from '#newsroom/backups/find-backup-state';
import { listBackups } from '#newsroom/backups/list-backups';
import { requestBackup, saveBackupPlan, stopBackups } from '#newsroom/backups/save-backup-plan';
import type { Actor } from '#newsroom/permissions/actor';
import { database } from '#platform/database';
import { readEnvironment } from '#platform/env';

let owner: Actor;
let chief: Actor;
const PLAN = { place: '/var/backups/portal', hour: 3, keepDays: 14 };
const HOUR_MS = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * HOUR_MS);

beforeAll(async () => {
  owner = await actorFor('administrator');
  chief = await actorFor('chief');
});

beforeEach(async () => {
  await database().backup.deleteMany();
  await database().backupPlan.deleteMany();
});

it('an administrator plans backups, asks for one at once, and stops them', async () => {
  expect(await requestBackup(owner)).toMatchObject({ why: 'not-found', about: 'backupPlan' });
  expect(await saveBackupPlan(owner, PLAN)).toEqual({ ok: true });
  expect(await saveBackupPlan(owner, { ...PLAN, place: 's3://bucket/portal' })).toEqual({ ok: true });
  expect(await findBackupPlan()).toEqual({ ...PLAN, place: 's3://bucket/portal' });
  expect(await requestBackup(owner)).toEqual({ ok: true });
  expect(await stopBackups(owner)).toEqual({ ok: true });
  expect(await findBackupPlan()).toBeNull();
  const events = await database().auditEntry.findMany({ where: { event: { startsWith: 'backup.' } } });
  expect(events.map(({ event }) => event).sort()).toEqual([
    'backup.planned',
    'backup.planned',
    'backup.requested',
    'backup.stopped',
  ]);
});

it('nobody else does, or sees them', async () => {
  await database().backup.create({ data: { place: PLAN.place } });
  for (const act of [() => saveBackupPlan(chief, PLAN), () => stopBackups(chief), () => requestBackup(chief)])
    expect(await act()).toMatchObject({ ok: false, why: 'not-allowed' });
  expect(await listBackups(chief, 10)).toEqual([]);
  expect(await listBackups(owner, 10)).toHaveLength(1);
});

it.each(['backups', './backups', 's3://', 's3://b', 'https://bucket/portal', 's3://UPPER/portal'])(
  'refuses the place %s',
  async (place) => {
    expect(await saveBackupPlan(owner, { ...PLAN, place })).toMatchObject({ why: 'invalid', about: 'backupPlace' });
  },
);

it('refuses a folder among the data', async () => {
  const { DATA_DIR } = readEnvironment();
  for (const place of [DATA_DIR, `${DATA_DIR}/media/copies`, `${DATA_DIR}/x/../y`])
    expect(await saveBackupPlan(owner, { ...PLAN, place })).toMatchObject({ why: 'invalid', about: 'backupInside' });
  expect(await saveBackupPlan(owner, { ...PLAN, place: `${DATA_DIR}-backups` })).toEqual({ ok: true });
});

it('says how backups stand', async () => {
  const state = async () => (await findBackupState()).state;
  expect(await state()).toBe('none');
  await saveBackupPlan(owner, PLAN);
  // The first one is still to come.
  expect(await state()).toBe('well');
  await database().backupPlan.update({ where: { id: 1 }, data: { changedAt: hoursAgo(49) } });
  expect(await state()).toBe('old');
  const made = { place: PLAN.place, begunAt: hoursAgo(30), endedAt: hoursAgo(29) };
  await database().backup.create({ data: made });
  expect(await state()).toBe('old');
  await database().backup.updateMany({ data: { verifiedAt: hoursAgo(29) } });
  expect(await findBackupState()).toEqual({
    state: 'well',
    endedAt: expect.any(Date),
    verifiedAt: expect.any(Date),
  });
  await database().backup.create({ data: { place: PLAN.place, begunAt: hoursAgo(1), trouble: 'ENOSPC' } });
  expect(await state()).toBe('failed');
  await database().backup.create({ data: { ...made, begunAt: hoursAgo(0), verifyTrouble: 'no' } });
  expect(await state()).toBe('failed');
  // Those of another place say nothing of this one.
  await saveBackupPlan(owner, { ...PLAN, place: '/elsewhere' });
  expect(await state()).toBe('well');
});
