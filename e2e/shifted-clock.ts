// Loaded into a process before all else (--import): its clock is off by what stands in a file, milliseconds, as often as
// that changes. Timers, and clocks that nobody sets, go on as they are.
import cluster from 'node:cluster';
import { readFileSync, watchFile, writeFileSync } from 'node:fs';

const file = String(process.env.CLOCK_SHIFT_FILE);
let shift = 0;

function takeShift(): void {
  shift = Number(readFileSync(file, 'utf8'));
  // A web process says when it has taken it; the process that started it serves nothing.
  if (cluster.isWorker) writeFileSync(`${file}.taken`, String(shift));
}

takeShift();
watchFile(file, { interval: 100, persistent: false }, takeShift);

const RealDate = Date;
const now = () => RealDate.now() + shift;
globalThis.Date = new Proxy(RealDate, {
  // With whoever extends it: dates with a time zone do.
  construct: (_, values, made) => Reflect.construct(RealDate, values.length === 0 ? [now()] : values, made),
  apply: () => new RealDate(now()).toString(),
  get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
});
