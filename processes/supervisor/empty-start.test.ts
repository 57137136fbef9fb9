import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { database } from '#platform/database';
import { loadContent } from '#processes/supervisor/prepare-database';

const url = () => String(process.env.DATABASE_URL);
const start = () => loadContent(url(), () => {}, { isEmpty: true });

it('an empty start over a part of the demo says what to do, and changes nothing', async () => {
  await database().demoLoad.create({ data: {} });
  await expect(start()).rejects.toThrow(/Start without --empty/);
  expect(await database().siteSettings.count()).toBe(0);
  await database().demoLoad.deleteMany();
});

it('an empty start names the site, once, and no later start loads the demo', async () => {
  process.env.SITE_NAME = 'The Valley Post';
  try {
    expect(await start()).toBe('empty');
  } finally {
    delete process.env.SITE_NAME;
  }
  expect(await start()).toBeNull();
  expect(await loadContent(url(), () => {})).toBeNull();
  expect(await database().siteText.findFirst()).toMatchObject({ name: 'The Valley Post' });
  expect(await database().siteSettings.findFirst()).toMatchObject({ isSetUp: true });
  expect([await database().story.count(), await database().section.count()]).toEqual([0, 1]);
});

it('--empty stands by itself on the command line', () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['processes/start.mjs', '--empty', '--undo', '1'], {
    encoding: 'utf8',
    timeout: 10_000,
  });
  expect(status).toBe(1);
  expect(stdout + stderr).toContain('npm start -- --empty');
});
