/** While something is waited for, it is asked this often whether that is still worth it. */
const POLL_MS = 100;

/** Resolves after so many milliseconds; keeps no process alive. */
export function after(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined).unref());
}

/** Resolves when the work is done, when it is not worth waiting for any more, or after a limit in milliseconds. */
export async function waitWhile(isWorthIt: () => boolean, work: Promise<unknown>, limit: number): Promise<undefined> {
  let isDone = false;
  void work.finally(() => {
    isDone = true;
  });
  const end = performance.now() + limit;
  while (!isDone && isWorthIt() && performance.now() < end) await after(POLL_MS);
  return undefined;
}
