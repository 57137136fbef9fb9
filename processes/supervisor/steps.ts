// The steps of a start, a line each. Several may run at a time.

/** Notes of the steps under way, by name. */
const running = new Map<string, string>();
/** When each step was last shown where lines cannot be overwritten, milliseconds. */
const shown = new Map<string, number>();
const QUIET_MS = 10_000;

/**
 * Does a step and prints its name, its time and what `summary` makes of its result. Meanwhile `progress` shows how far
 * it is: in place on a terminal, elsewhere as a line every few seconds. Throws what `work` throws.
 */
export async function step<T>(
  name: string,
  work: (progress: (note: string) => void) => Promise<T>,
  summary: (result: T) => string,
): Promise<T> {
  const begun = performance.now();
  const progress = (note: string) => {
    running.set(name, note);
    if (process.stdout.isTTY) return drawRunning();
    if (performance.now() - (shown.get(name) ?? begun) < QUIET_MS) return;
    shown.set(name, performance.now());
    console.log(`· ${name.padEnd(12)} ${note}`);
  };
  progress('…');
  try {
    const result = await work(progress);
    const seconds = `${((performance.now() - begun) / 1_000).toFixed(1)} s`;
    clearLine();
    console.log(`✓ ${name.padEnd(12)} ${seconds.padStart(7)}  ${summary(result)}`.trimEnd());
    return result;
  } finally {
    running.delete(name);
    clearLine();
    drawRunning();
  }
}

/** Clears the line that shows how far steps are, for an error to be printed. */
export function clearLine(): void {
  if (process.stdout.isTTY) process.stdout.write('\r\x1b[2K');
}

/** One line for all steps under way, cut to the terminal's width: a wrapped one could not be overwritten. */
function drawRunning(): void {
  if (!process.stdout.isTTY || running.size === 0) return;
  const line = `· ${[...running].map(([name, note]) => `${name} ${note}`).join(' · ')}`;
  process.stdout.write(`\r\x1b[2K${line.slice(0, (process.stdout.columns || 80) - 1)}`);
}
