import { readFileSync } from 'node:fs';

function parentOf(pid) {
  try {
    return Number(/^PPid:\s+(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]);
  } catch {
    return 0;
  }
}

function isNpm(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('npm');
  } catch {
    return false;
  }
}

/**
 * Calls `lost` when npm, or the shell between it and us, is gone: after a kill -9 of theirs nobody else would stop us.
 * Only on Linux, and only when npm started us.
 */
export function watchParents(lost) {
  if (!process.env.npm_lifecycle_event || process.platform !== 'linux') return;
  // npm runs us through a shell, which on some systems is replaced by us. Whoever started npm does not matter.
  const isDirect = isNpm(process.ppid) && !isNpm(parentOf(process.ppid));
  const parents = () => (isDirect ? process.ppid : [process.ppid, parentOf(process.ppid)].join());
  const before = parents();
  setInterval(() => {
    if (parents() !== before) lost();
  }, 1_000).unref();
}
