import { fork } from 'node:child_process';
import { beforeAll, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { indexArticles } from '#newsroom/search/index-articles';
import { database } from '#platform/database';

async function run(): Promise<{ code: number | null; output: string }> {
  const child = fork('processes/background/reindex-search.ts', { silent: true, env: process.env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { code, output };
}

beforeAll(async () => {
  await createSiteSettings();
  for (let n = 0; n < 3; n++) await createStory({ slugs: { en: `story-${n}` } });
  while ((await indexArticles(100)) > 0);
});

it('indexes all articles where the rules have changed, says so, and has nothing to say the next time', async () => {
  await database().$executeRaw`UPDATE search.rules SET queued = 0, counted = 0`;
  const first = await run();
  expect(first.output).toMatch(/^✓ search .* 3 articles indexed\n$/);
  expect(await run()).toEqual({ code: first.code, output: '' });
});

it('says what is wrong where it cannot', async () => {
  await database().$executeRaw`ALTER TABLE search.rules RENAME TO rules_elsewhere`;
  const { output } = await run();
  await database().$executeRaw`ALTER TABLE search.rules_elsewhere RENAME TO rules`;
  expect(output).toMatch(/^! search: [\s\S]*The next start goes on with it\.\n$/);
});
