import { afterEach, beforeAll, expect, it } from 'vitest';
import { exportFile, importFile, post, SITE } from '#e2e/export-file';
import { createSiteSettings } from '#e2e/test-data';
import { announceAbandonedImports } from '#newsroom/transfer/run/announce-import';
import { deleteOldImportItems } from '#newsroom/transfer/run/delete-old-import-items';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { database } from '#platform/database';

// What imports leave behind that nobody went on with, or that are long over.

const path = exportFile([SITE, post('1'), post('2')]);
const countAll = () => database().outboxEntry.count({ where: { keys: { equals: ['everything'] } } });

beforeAll(() => createSiteSettings());
afterEach(() => database().importedItem.deleteMany());

it('an import that was cut short is announced once, but not while it runs', async () => {
  const { id } = await importFile(path);
  const announced = await countAll();
  await database().import.update({ where: { id }, data: { state: 'applying', isAnnounced: false } });
  expect(await announceAbandonedImports()).toBe(0);
  await database().import.update({ where: { id }, data: { changedAt: new Date(Date.now() - 180_000) } });
  expect(await announceAbandonedImports()).toBe(1);
  expect(await announceAbandonedImports()).toBe(0);
  expect(await countAll()).toBe(announced + 1);
  await database().import.update({ where: { id }, data: { state: 'done' } });
  await undoImport(database(), id, () => {});
});

it('items go after thirty days, in steps; what has become of them stays', async () => {
  const { id } = await importFile(path);
  expect(await deleteOldImportItems(100)).toBe(0);
  await database().import.update({ where: { id }, data: { startedAt: new Date(Date.now() - 31 * 86_400_000) } });
  expect(await deleteOldImportItems(1)).toBe(1);
  expect(await deleteOldImportItems(100)).toBe(1);
  expect(await database().import.count({ where: { id } })).toBe(1);
  expect(await database().importedItem.count({ where: { importId: id } })).toBe(2);
  await database().story.deleteMany();
});

it('a dry run that was cut short goes whole after a day', async () => {
  const { id } = await importFile(path, { isDryRun: true });
  expect(await deleteOldImportItems(100)).toBe(0);
  await database().import.update({ where: { id }, data: { changedAt: new Date(Date.now() - 25 * 3_600_000) } });
  await deleteOldImportItems(100);
  expect(await database().import.count({ where: { id } })).toBe(0);
});
