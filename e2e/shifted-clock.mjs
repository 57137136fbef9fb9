// Loaded into a process before all else: its clock is off by what stands in a file, milliseconds, as often as that
// changes. Timers, and clocks that nobody sets, go on as they are.
import { readFileSync, watchFile, writeFileSync } from 'node:fs';

const file = process.env.CLOCK_SHIFT_FILE;
if (file) {
  let shift = 0;
  const read = () => {
    shift = Number(readFileSync(file, 'utf8'));
    // A web process says when it has taken it; the process that started it serves nothing.
    if (process.env.NODE_UNIQUE_ID) writeFileSync(`${file}.taken`, String(shift));
  };
  read();
  watchFile(file, { interval: 100, persistent: false }, read);
  const RealDate = Date;
  const now = () => RealDate.now() + shift;
  globalThis.Date = new Proxy(RealDate, {
    construct: (_, values) => new RealDate(...(values.length === 0 ? [now()] : values)),
    apply: () => new RealDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
}
