// `npm start -- --build`: what a start does to this folder, and nothing else. Needs neither a database nor DATA_DIR.
import { buildIfStale } from '#processes/build/build';
import { generateClientIfStale } from '#processes/build/database-client';
import { endCommands } from '#processes/build/run-command';
import { packagedPrograms } from '#processes/postgres/postgres-programs';
import { StartupError } from '#processes/supervisor/startup-error';
import { clearLine, step } from '#processes/supervisor/steps';

/** Else a start would, which may find this folder read-only. Whoever has another PostgreSQL needs none. */
function linkPrograms(): void {
  try {
    packagedPrograms();
  } catch (error) {
    console.warn(`! ${(error as Error).message}`);
  }
}

function stop(): void {
  endCommands();
  process.exit(1);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
process.on('disconnect', stop);

try {
  await generateClientIfStale();
  linkPrograms();
  await step('build', buildIfStale, (isBuilt) => (isBuilt ? '' : 'up to date'));
} catch (error) {
  clearLine();
  console.error(`✗ ${error instanceof StartupError ? error.message : (error as Error).stack}`);
  process.exit(1);
}
process.exit();
