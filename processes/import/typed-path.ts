import { resolve } from 'node:path';

/** A path as whoever typed it meant it: npm runs us in the project's folder. */
export function typedPath(path: string): string {
  return resolve(process.env.INIT_CWD ?? '.', path);
}
