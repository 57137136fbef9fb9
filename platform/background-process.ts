import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';

/** Else a large import would keep gigabytes of what it no longer needs; processes/start/command.mjs has the same. */
export const BACKGROUND_MEMORY = ['--max-old-space-size=288', '--max-semi-space-size=8'];

/**
 * Starts a program of processes/background at the lowest priority, beside this process; it ends when this one does.
 * `ended` is called with its exit code, null where a signal has ended it.
 */
export function startInBackground(
  program: 'work-on-import' | 'poll-sources' | 'back-up' | 'send-letters' | 'send-pushes',
  args: readonly string[],
  ended: (code: number | null) => void,
): void {
  const child = forkProgram(program, args);
  child.once('exit', ended);
  child.once('error', () => ended(1));
  child.unref();
  child.channel?.unref();
}

/**
 * Starts a program of processes/background and resolves when it has ended, or at once when this process is to stop: then
 * the program ends with it.
 */
export function runInBackground(
  program: Parameters<typeof startInBackground>[0],
  args: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  return new Promise((ended) => {
    const end = () => {
      signal.removeEventListener('abort', end);
      ended();
    };
    if (signal.aborted) return ended();
    signal.addEventListener('abort', end);
    startInBackground(program, args, end);
  });
}

/** As long as somebody waits for an answer of such a program, milliseconds. */
const ANSWER_MS = 20_000;

/** Starts a program of processes/background and resolves to the message that it sends; rejects where it sends none. */
export function askInBackground(program: 'render-letter', args: readonly string[]): Promise<unknown> {
  const child = forkProgram(program, args);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), ANSWER_MS);
    child.once('message', resolve);
    child.once('error', reject);
    child.once('exit', () => {
      clearTimeout(timer);
      reject(new Error(`${program} has sent no answer`));
    });
  });
}

function forkProgram(program: string, args: readonly string[]): ChildProcess {
  // Not a module of the build: Node runs it as it is.
  const path = join(/* turbopackIgnore: true */ process.cwd(), 'processes/background', `${program}.ts`);
  const child = fork(/* turbopackIgnore: true */ path, args, {
    execArgv: ['--disable-warning=ExperimentalWarning', ...BACKGROUND_MEMORY],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  return child;
}
