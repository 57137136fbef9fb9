import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { StartupError } from '#processes/supervisor/startup-error';

const ROOT = join(import.meta.dirname, '../..');
const running = new Set<ChildProcess>();

/** Runs a package's JavaScript program with this Node, in silence. Throws a StartupError with its output on failure. */
export function runCommand(
  [file, ...args]: [file: string, ...args: string[]],
  environment: Record<string, string>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules', file), ...args], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) => {
      running.delete(child);
      if (code === 0) resolve();
      else reject(new StartupError(`${file} ${args.join(' ')} failed:\n${output.trim()}`));
    });
  });
}

/** Ends the commands that still run. */
export function endCommands(): void {
  for (const child of running) child.kill('SIGTERM');
}
