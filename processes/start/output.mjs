/** Ends with a line for people that says what is wrong and what to do. */
export function fail(line) {
  console.error(`✗ ${line}`);
  process.exit(1);
}

/** Prints a finished step as processes/supervisor/steps.ts does. */
export function printStep(name, begun, note) {
  const seconds = `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  console.log(`${process.stdout.isTTY ? '\r\x1b[2K' : ''}✓ ${name.padEnd(12)} ${seconds.padStart(7)}  ${note}`);
}

/** Shows how far a step is: in place on a terminal, elsewhere as a line now and then. */
export function progressOf(name) {
  let shown = Number.NEGATIVE_INFINITY;
  return (note) => {
    const line = `· ${name.padEnd(12)} ${note}`;
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${line}`);
    else if (performance.now() - shown > 10_000) {
      shown = performance.now();
      console.log(line);
    }
  };
}
