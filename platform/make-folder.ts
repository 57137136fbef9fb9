import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it unless they are there. Throws Node's error when that cannot be done. Node's own
 * `recursive` never returns for a path below /proc.
 */
export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process was faster; a link to nowhere is there as well, and is found out by whoever writes.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
