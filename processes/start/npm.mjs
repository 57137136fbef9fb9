import { spawn } from 'node:child_process';

/** A module that npm loads first: ends npm when the channel to us closes, so that a kill -9 leaves none behind. */
const EXIT_WITH_PARENT = new URL('./exit-with-parent.mjs', import.meta.url).href;

/**
 * Runs npm in a folder, silent but for errors. Returns whether it succeeded. Its process is in `running` while it is
 * one. What npm's cache has is not asked for again, unless the cache is too old to know a version.
 */
export async function runNpm(args, folder, running) {
  const quick = await runOnce([...args, '--prefer-offline'], folder, running);
  const last = /ETARGET/.test(quick.errors) ? await runOnce(args, folder, running) : quick;
  if (!last.isDone) console.error(last.errors.trim());
  return last.isDone;
}

function runOnce(args, folder, running) {
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
    const child = spawn(program, [...first, ...args], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
    let errors = '';
    const end = (isDone) => {
      running.delete(child);
      resolve({ isDone, errors });
    };
    running.add(child);
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', (error) => {
      errors += error.message;
      end(false);
    });
    child.on('close', (code) => end(code === 0));
  });
}
