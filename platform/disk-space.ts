import { statfs } from 'node:fs/promises';

/** The disk that a folder is on, and what of it this process may still write, bytes. Rejects without the folder. */
export async function diskSpace(folder: string): Promise<{ size: number; free: number }> {
  const { bsize, blocks, bavail } = await statfs(folder);
  return { size: blocks * bsize, free: bavail * bsize };
}
