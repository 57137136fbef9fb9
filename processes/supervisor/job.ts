// A step of a start, in a process of its own that ends with it: what building, migrating and loading the demo take of
// memory is given back, and the supervisor, which stays, is small. Started by run-job.ts.

import { readEnvironment } from '#platform/env';
import { directDatabaseUrl } from '#platform/postgres-address';
import { buildIfStale } from '#processes/build/build';
import { endCommands } from '#processes/build/run-command';
import { setChosenLanguages } from '#processes/supervisor/chosen-languages';
import { expectedMessage } from '#processes/supervisor/startup-error';

export type JobReport = { progress: string } | { result: unknown } | { failed: string; isExpected: boolean };

type Progress = (note: string) => void;

/** What each needs is imported by it alone. */
const JOBS = {
  build: (progress: Progress) => buildIfStale(progress),
  assets: async () => (await import('#processes/build/assets')).makeAssets(),
  migrate: async (progress: Progress) =>
    (await import('#processes/supervisor/prepare-database')).migrateOrFail(directDatabaseUrl(), progress),
  content: async (progress: Progress) => {
    const { loadContent } = await import('#processes/supervisor/prepare-database');
    const loaded = await loadContent(directDatabaseUrl(), progress, { isEmpty: process.argv.includes('--empty') });
    await setChosenLanguages(databaseUrl());
    return { loaded, languages: process.env.CHOSEN_LANGUAGES };
  },
  welcome: async () => (await import('#processes/supervisor/welcome')).welcome(),
};

export type Jobs = { [Name in keyof typeof JOBS]: Awaited<ReturnType<(typeof JOBS)[Name]>> };

/** Not among the arguments, which everybody on the machine can read. */
function databaseUrl(): string {
  return String(readEnvironment().DATABASE_URL);
}

/** Resolves once the supervisor has the message. */
function report(message: JobReport): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}

function stop(): void {
  endCommands();
  process.exit(1);
}
process.on('SIGINT', () => {});
process.on('SIGTERM', stop);
process.on('disconnect', stop);

const name = process.argv[2] as keyof typeof JOBS;
try {
  await report({ result: await JOBS[name]((note) => void report({ progress: note })) });
} catch (error) {
  const expected = expectedMessage(error);
  const { message, stack = message } = error as Error;
  await report({ failed: expected ?? stack, isExpected: expected !== undefined });
}
// Not when nothing runs any more: what a step has opened may stay open for a while.
process.exit();
