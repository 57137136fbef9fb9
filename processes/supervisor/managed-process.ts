import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '#processes/supervisor/startup-error';

const OWN_FOLDER = join(import.meta.dirname, '../..');

/** What a program reports when it is ready, and not `{ failed: … }`, or `{ progress: … }` before. */
type Success<Report> = Exclude<Report, { failed: string } | { progress: string }>;

/**
 * One of the supervisor's child processes: a program that reports once when it is ready or has failed. It is started
 * again when it ends by itself after that.
 */
export class ManagedProcess<Report extends object> {
  readonly #name: string;
  readonly #file: string;
  readonly #environment: Record<string, string>;
  readonly #onMessage: (message: object) => void;
  #folder = OWN_FOLDER;
  #child: ChildProcess | undefined;
  #isStopping = false;

  /** `file` is relative to processes/. `environment` is added to our own. `onMessage` gets what it sends after its report. */
  constructor(
    name: string,
    file: string,
    environment: Record<string, string>,
    onMessage: (message: object) => void = () => {},
  ) {
    this.#onMessage = onMessage;
    this.#name = name;
    this.#file = file;
    this.#environment = environment;
  }

  /**
   * Starts it and waits for its report; `progress` is told how far it is. Throws a StartupError when it reports a failure
   * or ends.
   */
  async start(progress?: (note: string) => void): Promise<Success<Report>> {
    const child = forkProgram(this.#file, this.#environment, [], this.#folder);
    this.#child = child;
    const report = await firstReport<Report>(child, this.#name, progress);
    child.on('message', this.#onMessage);
    child.once('exit', () => void this.#restart());
    return report;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  send(message: object): void {
    if (this.#child?.connected) this.#child.send(message);
  }

  /** Sends a message and waits for one with this key. Throws where it does not run, or ends meanwhile. */
  request<Answer extends object>(message: object, key: keyof Answer): Promise<Answer> {
    const child = this.#child;
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`the ${this.#name} does not run`));
      if (!child?.connected) return ended();
      const hear = (answer: Answer) => {
        if (!(key in answer)) return;
        child.off('exit', ended).off('message', hear);
        resolve(answer);
      };
      child.once('exit', ended).on('message', hear);
      child.send(message);
    });
  }

  /** When it ends by itself from now on, that of the release in this folder is started. */
  takeFrom(folder: string): void {
    this.#folder = folder;
  }

  /** SIGTERM, and SIGKILL when it has not ended after `limit` milliseconds. */
  async stop(limit: number): Promise<void> {
    this.#isStopping = true;
    if (this.#child) await endProcess(this.#child, limit);
  }

  async #restart(): Promise<void> {
    for (let attempt = 1; !this.#isStopping; attempt++) {
      console.error(`! ${this.#name} ended unexpectedly; restarting it`);
      try {
        await this.start();
        return;
      } catch (error) {
        console.error(`! ${this.#name}: ${(error as Error).message}`);
        await sleep(Math.min(30_000, 500 * 2 ** attempt));
      }
    }
  }
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C reaches it only through us: of the release in `folder`,
 * or of our own.
 */
export function forkProgram(
  file: string,
  environment: Record<string, string> = {},
  args: readonly string[] = [],
  folder = OWN_FOLDER,
): ChildProcess {
  return fork(join(folder, 'processes', file), args, {
    ...(folder !== OWN_FOLDER && { cwd: folder }),
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...environment },
    detached: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
}

/** The first message of a program but how far it is, unless it says that it has failed. */
export function firstReport<Report extends object>(
  child: ChildProcess,
  name: string,
  progress: (note: string) => void = () => {},
): Promise<Success<Report>> {
  return new Promise((resolve, reject) => {
    const listen = (message: unknown) => {
      const report = message as Success<Report> | { failed: string } | { progress: string };
      if ('progress' in report) return progress(report.progress);
      child.off('message', listen);
      if ('failed' in report) reject(new StartupError(report.failed));
      else resolve(report);
    };
    child.on('message', listen);
    child.once('exit', (code) =>
      reject(new StartupError(`The ${name} process ended during its start (exit code ${code}); see the lines above.`)),
    );
  });
}

/** Asks a process to end, and ends it after `limit` milliseconds. */
export async function endProcess(child: ChildProcess, limit: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), limit);
  await ended;
  clearTimeout(timer);
}
