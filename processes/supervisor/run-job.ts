import type { ChildProcess } from 'node:child_process';
import type { JobReport, Jobs } from '#processes/supervisor/job';
import { forkProgram } from '#processes/supervisor/managed-process';
import { StartupError } from '#processes/supervisor/startup-error';

const running = new Set<ChildProcess>();

/**
 * Does a step of a start in a process of its own, on the database of DATABASE_URL, with command line `options`. Returns its result when that process
 * has ended. Throws a StartupError for an expected failure, else an Error with the stack of there.
 */
export function runJob<Name extends keyof Jobs>(
  name: Name,
  progress: (note: string) => void = () => {},
  options: readonly string[] = [],
): Promise<Jobs[Name]> {
  const child = forkProgram('supervisor/job.ts', {}, [name, ...options]);
  running.add(child);
  return new Promise((resolve, reject) => {
    let outcome: Exclude<JobReport, { progress: string }> = {
      failed: `The step “${name}” ended unexpectedly; see the lines above.`,
      isExpected: true,
    };
    child.on('message', (message: JobReport) => {
      if ('progress' in message) progress(message.progress);
      else outcome = message;
    });
    child.once('error', reject);
    child.once('exit', () => {
      running.delete(child);
      if ('result' in outcome) resolve(outcome.result as Jobs[Name]);
      else reject(failure(outcome));
    });
  });
}

function failure({ failed, isExpected }: { failed: string; isExpected: boolean }): Error {
  if (isExpected) return new StartupError(failed);
  return Object.assign(new Error(failed), { stack: failed });
}

/** Ends the steps that still run. */
export function endJobs(): void {
  for (const child of running) child.kill('SIGTERM');
}
