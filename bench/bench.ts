// `npm run bench`: what the README claims, measured. All of it, or the parts that are named: npm run bench -- speed
// scale
import { type BenchHouse, openBenchHouse } from '#bench/bench-server';
import { measureChurn } from '#bench/churn';
import { measureDay } from '#bench/day/day';
import { measureFirstStart } from '#bench/first-start';
import { measureFloods } from '#bench/floods';
import { measureFreshness } from '#bench/freshness';
import { measureHostileClients } from '#bench/hostile-clients';
import { measureImport } from '#bench/import';
import { measureLighthouse } from '#bench/lighthouse';
import { measureLongTail } from '#bench/long-tail';
import { measureOutage } from '#bench/outage';
import { measurePostgresMajor } from '#bench/postgres-major';
import { measureSaving } from '#bench/saving';
import { measureScale } from '#bench/scale';
import { measureSignInTimes } from '#bench/sign-in-times';
import { measureSoak } from '#bench/soak';
import { measureSpeed } from '#bench/speed';
import { measureStart } from '#bench/start';
import { measureUpgrade } from '#bench/upgrade';
import { measureWeight } from '#bench/weight';
import { writeResult } from '#bench/write-result';
import { measureWritersDays } from '#bench/writers-day';
import { buildIfStale } from '#processes/build/build';
import { generateClientIfStale } from '#processes/build/database-client';
import { step } from '#processes/supervisor/steps';

const PARTS: Record<string, (house: BenchHouse, progress: (note: string) => void) => Promise<unknown>> = {
  weight: measureWeight,
  start: measureStart,
  'first-start': measureFirstStart,
  floods: measureFloods,
  freshness: measureFreshness,
  speed: measureSpeed,
  churn: measureChurn,
  'long-tail': measureLongTail,
  outage: measureOutage,
  lighthouse: measureLighthouse,
  scale: measureScale,
  'sign-in-times': measureSignInTimes,
  saving: measureSaving,
  'writers-day': measureWritersDays,
  'hostile-clients': measureHostileClients,
  import: measureImport,
  day: measureDay,
  soak: measureSoak,
  upgrade: measureUpgrade,
  'postgres-major': measurePostgresMajor,
};

/** These begin without any paper. */
const WITHOUT_DEMO = ['churn', 'scale', 'saving', 'writers-day', 'import', 'day', 'soak', 'upgrade', 'postgres-major'];

async function main(): Promise<void> {
  const asked = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const unknown = asked.filter((name) => !(name in PARTS));
  if (unknown.length > 0)
    throw new Error(`There is no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}.`);
  await generateClientIfStale();
  await step('build', buildIfStale, (built) => (built ? '' : 'up to date'));
  for (const name of asked.length > 0 ? asked : Object.keys(PARTS)) {
    // Each part has a house to itself: what one leaves in the database would weigh on the next.
    const house = await openBenchHouse({ demo: !WITHOUT_DEMO.includes(name) });
    try {
      const result = await step(
        name,
        (progress) => (PARTS[name] as (typeof PARTS)[string])(house, progress),
        () => '',
      );
      show(result);
      writeResult(name, result);
    } finally {
      await house.close();
    }
  }
}

function show(result: unknown): void {
  if (Array.isArray(result)) console.table(result);
  else
    for (const [name, value] of Object.entries(result as object)) {
      if (Array.isArray(value) && typeof value[0] === 'object') console.table(value);
      else console.log(`  ${name}: ${JSON.stringify(value)}`);
    }
}

try {
  await main();
} catch (error) {
  console.error(`✗ ${(error as Error).stack}`);
  // Whatever was left running by what failed ends with us.
  process.exit(1);
}
process.disconnect?.();
