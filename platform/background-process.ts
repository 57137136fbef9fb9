import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

/** Else a large import would keep gigabytes of what it no longer needs; processes/start/command.mjs has the same. */
export const BACKGROUND_MEMORY = ['--max-old-space-size=288', '--max-semi-space-size=8'];

/**
 * Starts a program of processes/background at the lowest priority, beside this process; it ends when this one does.
 * `ended` is called with its exit code, null where a signal has ended it.
 */
export function startInBackground(
  program: 'work-on-import' | 'poll-sources' | 'back-up',
  args: readonly string[],
  ended: (code: number | null) => void,
): void {
  // Not a module of the build: Node runs it as it is.
  const path = join(/* turbopackIgnore: true */ process.cwd(), 'processes/background', `${program}.ts`);
  const child = fork(/* turbopackIgnore: true */ path, args, {
    execArgv: ['--disable-warning=ExperimentalWarning', ...BACKGROUND_MEMORY],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  child.once('exit', ended);
  child.once('error', () => ended(1));
  child.unref();
  child.channel?.unref();
}
