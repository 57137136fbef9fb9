import fc from 'fast-check';
import type { BenchHouse } from '#bench/bench-server';
import { createSiteSettings } from '#e2e/test-data';
import { liveDay } from '#e2e/writers-day/live-day';
import { SpareWriters } from '#e2e/writers-day/spare-writers';
import { anyDay } from '#e2e/writers-day/steps';

const DAYS = Number(process.env.DAYS ?? 1_000);

/**
 * Random days of people who write, as newsroom/editing/working-copy-model.test.ts lives a few, on a PostgreSQL as safe
 * as in production. Throws where a word is lost or readers get what nobody has published.
 */
export async function measureWritersDays(_house: BenchHouse, progress: (note: string) => void) {
  await createSiteSettings();
  const writers = new SpareWriters();
  const counts = { days: 0, steps: 0, acts: 0 };
  const begun = performance.now();
  try {
    await fc.assert(
      fc.asyncProperty(anyDay, async (day) => {
        await liveDay(day, writers);
        const acts = day.steps.flatMap((step) => step.acts);
        counts.days += 1;
        counts.steps += day.steps.length;
        counts.acts += acts.length;
        progress(`${counts.days} of ${DAYS} days`);
      }),
      { numRuns: DAYS },
    );
  } finally {
    await writers.close();
  }
  return { ...counts, killed: writers.killed, seconds: Math.round((performance.now() - begun) / 1_000) };
}
