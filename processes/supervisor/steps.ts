/** Shows the steps of a start with their times, a line each. */
export async function step<T>(
  name: string,
  work: (progress: (note: string) => void) => Promise<T>,
  say: (result: T) => string,
): Promise<T> {
  const begun = performance.now();
  const live = process.stdout.isTTY;
  let shown = begun;
  const progress = (note: string) => {
    if (live) process.stdout.write(`\r\x1b[2K· ${name.padEnd(12)} ${note}`);
    // Where nothing can be overwritten, a line now and then shows that it goes on.
    else if (performance.now() - shown > 5_000) {
      shown = performance.now();
      console.log(`· ${name.padEnd(12)} ${note}`);
    }
  };
  if (live) progress('…');
  try {
    const result = await work(progress);
    const seconds = `${((performance.now() - begun) / 1_000).toFixed(1)} s`;
    console.log(`${live ? '\r\x1b[2K' : ''}✓ ${name.padEnd(12)} ${seconds.padStart(7)}  ${say(result)}`.trimEnd());
    return result;
  } catch (error) {
    if (live) process.stdout.write('\r\x1b[2K');
    throw error;
  }
}

/** Expected trouble at a start: its message is a line for people that says what to do. */
export class StartupError extends Error {}
