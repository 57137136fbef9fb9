// Makes the release that it lies in ready beside a running portal, which then takes it (supervisor/upgrade.ts): builds
// it, migrates the database and tries it. Started by the portal with its own environment.
import { constants, setPriority } from 'node:os';
import { publicUrl, readEnvironment } from '#platform/env';
import { endCommands } from '#processes/build/run-command';
import { anyPort } from '#processes/supervisor/free-port';
import { ManagedProcess } from '#processes/supervisor/managed-process';
import { endJobs, runJob } from '#processes/supervisor/run-job';
import { expectedMessage, StartupError } from '#processes/supervisor/startup-error';
import { clearLine, step } from '#processes/supervisor/steps';
import type { ReleaseReady } from '#processes/supervisor/upgrade';
import type { WebReport } from '#processes/supervisor/web-cluster';

const STOP_LIMIT_MS = 20_000;
const ANSWER_LIMIT_MS = 30_000;

let trial: ManagedProcess<WebReport> | undefined;

async function main(): Promise<void> {
  await step(
    'build',
    (progress) => runJob('build', progress),
    (isBuilt) => (isBuilt ? '' : 'up to date'),
  );
  await step(
    'migrations',
    (progress) => runJob('migrate', progress),
    (names) => (names.length > 0 ? `${names.length} applied` : 'up to date'),
  );
  const { languages = '' } = await step(
    'content',
    (progress) => runJob('content', progress),
    () => 'present',
  );
  await step(
    'trial',
    () => tryPages(languages),
    (count) => `${count} pages answered`,
  );
  const ready: ReleaseReady = { release: process.cwd() };
  process.send?.(ready);
}

/** Starts a web process of this release on a port of its own and asks it for pages. Throws where one is not answered. */
async function tryPages(languages: string): Promise<number> {
  const { WEB_PROCESSES: _, METRICS_PORT: __, ...environment } = process.env;
  const port = await anyPort();
  // Pages on disk are all processes': their addresses must not be those of the trial.
  const own = { PORT: String(port), PUBLIC_URL: publicUrl(), DRAIN_SECONDS: '0', CHOSEN_LANGUAGES: languages };
  Object.assign(environment, own);
  process.env = environment;
  trial = new ManagedProcess<WebReport>('trial', 'supervisor/web-cluster.ts', { NODE_ENV: 'production' });
  await trial.start();
  const paths = ['/api/health/ready', '/', '/sitemap.xml', '/admin/sign-in'];
  for (const path of paths) {
    const answer = await fetch(`http://localhost:${port}${path}`, {
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    }).then(
      ({ status }) => status,
      (error: Error) => error.message,
    );
    if (answer !== 200) throw new StartupError(`The new version does not answer ${path}: ${answer}.`);
  }
  await trial.stop(STOP_LIMIT_MS);
  return paths.length;
}

async function stop(): Promise<void> {
  endCommands();
  endJobs();
  await trial?.stop(STOP_LIMIT_MS);
  process.exit(1);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());
process.on('disconnect', () => void stop());

// Readers come first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
try {
  readEnvironment();
  await main();
  process.exit(0);
} catch (error) {
  clearLine();
  console.error(`✗ ${expectedMessage(error) ?? (error as Error).stack}`);
  await stop();
}
