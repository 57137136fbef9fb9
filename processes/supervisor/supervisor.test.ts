import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { importsOf } from '../../walls.ts';

/** Everything that a file reaches, files and packages, at once or later. */
async function reachedFrom(start: string): Promise<Set<string>> {
  const reached = new Set([start]);
  for (const file of reached) {
    if (!existsSync(file) || !/\.m?ts$/.test(file)) continue;
    for (const name of await importsOf('.', file)) reached.add(name);
  }
  return reached;
}

it('what builds, migrates and loads stays out of the process that stays', async () => {
  const heavy =
    /^(esbuild|sharp|next|subset-font|@prisma|tailwindcss|platform\/database\.ts|generated\/prisma|prisma\/seed)/;
  const find = async (file: string) => [...(await reachedFrom(file))].filter((name) => heavy.test(name));
  expect(await find('processes/supervisor/job.ts')).toEqual(expect.arrayContaining(['esbuild', 'sharp']));
  expect(await find('processes/supervisor/supervisor.ts')).toEqual([]);
  expect(await find('processes/supervisor/web-cluster.ts')).toEqual([]);
  expect(await find('processes/postgres/postgres.ts')).toEqual([]);
});

// i18n/languages.ts reads CHOSEN_LANGUAGES once: whoever sets it may import it only later.
it.each(['import', 'archive', 'supervisor/job', 'supervisor/web-cluster'])(
  'processes/%s.ts knows which languages are chosen before it needs them',
  async (program) => {
    const atOnce = new Set([`processes/${program}.ts`]);
    for (const file of atOnce) {
      if (!existsSync(file) || !/\.m?ts$/.test(file)) continue;
      for (const name of await importsOf('.', file, { atOnce: true })) atOnce.add(name);
    }
    expect([...atOnce]).not.toContain('i18n/languages.ts');
  },
);
