import { spawn } from 'node:child_process';

/** A module that npm loads first: ends it when our channel to it closes, so that a kill -9 of ours leaves none behind. */
const EXIT_WITH_PARENT = new URL('./exit-with-parent.mjs', import.meta.url).href;

/**
 * Runs npm in a folder, silent but for errors. Returns whether it succeeded. Its process is in `running` while it is
 * one.
 */
export function runNpm(args, folder, running) {
  const npm = process.env.npm_execpath;
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  // NODE_ENV=production would leave out the packages for development. The folder that npm runs us for is not this one.
  const { npm_config_local_prefix: _, ...inherited } = process.env;
  const env = {
    ...inherited,
    NODE_ENV: '',
    npm_config_loglevel: 'error',
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import=${EXIT_WITH_PARENT}`,
  };
  return new Promise((resolve) => {
    const child = spawn(program, [...first, ...args], {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const end = (isDone) => {
      running.delete(child);
      resolve(isDone);
    };
    running.add(child);
    child.on('error', () => end(false));
    child.on('exit', (code) => end(code === 0));
  });
}
