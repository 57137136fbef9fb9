import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchHouse } from '#bench/bench-server';
import { browserOrInstall } from '#processes/checks/find-browser';

/** Runs of each property of the fuzz tests, instead of 120. */
const FUZZ_RUNS = 2_000;
/** Slow readers at once: not so many that the system itself is short of memory for connections. */
const READERS = 20;
/** A connection that is open for longer than this is not cut at all, milliseconds. */
const LONGEST_MS = 420_000;

/** What each slow client sends at first, and then again every second; without `reads`, it takes nothing in. */
const CLIENTS: Record<string, { first: string; later?: string; reads: boolean }> = {
  'connection without a request': { first: '', reads: true },
  'headers, a byte a second': { first: 'GET /en HTTP/1.1\r\nhost: x\r\nx: ', later: 'x', reads: true },
  'form, a byte a second': { first: form(100_000), later: 'x', reads: true },
  'unfinished multipart': { first: `${form(100_000)}--x\r\nContent-Disposition: form-data; name="a`, reads: true },
  'text, a byte a second': {
    first:
      'PUT /admin/articles/1/text HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9000\r\n\r\n',
    later: '[',
    reads: true,
  },
  'reader of many answers': { first: 'GET /en HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(2_000), reads: false },
};

/**
 * How long clients that send or read next to nothing hold a connection, and what memory they hold; and whether the fuzz
 * tests pass with many more runs. Fails where a connection is never cut or a run fails.
 */
export async function measureHostileClients(house: BenchHouse, progress: (note: string) => void) {
  progress('fuzz tests');
  await runFuzz();
  const server = await house.startPortal();
  await fetch(`${server.origin}/en`).then((answer) => answer.text());
  const before = memoryOf(server.pid);
  progress('slow clients');
  const readers = Array.from({ length: READERS }, () => secondsHeld(server.origin, 'reader of many answers'));
  await sleep(10_000);
  const held = memoryOf(server.pid) - before;
  const seconds = await Promise.all(
    Object.keys(CLIENTS).map(async (name) => ({ client: name, seconds: await secondsHeld(server.origin, name) })),
  );
  await Promise.all(readers);
  await server.stop();
  return { seconds, [`megabytes held by ${READERS} slow readers`]: Math.round(held) };
}

function form(length: number): string {
  return (
    'POST /admin/sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=x\r\n' +
    `content-length: ${length}\r\n\r\n`
  );
}

/** Seconds until the server closes the connection of such a client. */
async function secondsHeld(origin: string, name: string): Promise<number> {
  const { first, later, reads } = CLIENTS[name] as (typeof CLIENTS)[string];
  const begun = performance.now();
  const socket = connect(Number(new URL(origin).port), 'localhost');
  if (reads) socket.resume();
  else socket.pause();
  socket.on('error', () => {}).write(first);
  // What a paused socket does not read does not tell it either that the other end has closed: writing does.
  const timer = setInterval(() => socket.write(later ?? (reads ? '' : '\r\n')), 1_000);
  const closed = new Promise<void>((done) => socket.once('close', done));
  const isClosed = await Promise.race([closed.then(() => true), sleep(LONGEST_MS, false, { ref: false })]);
  clearInterval(timer);
  socket.destroy();
  if (!isClosed) throw new Error(`a connection is never closed: ${name}`);
  return Math.round((performance.now() - begun) / 1_000);
}

/** Memory of a process and those below it that is in use, megabytes. */
function memoryOf(pid: number): number {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean);
  const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  return kilobytes / 1_024 + children.reduce((sum, child) => sum + memoryOf(Number(child)), 0);
}

function runFuzz(): Promise<void> {
  const env = { ...process.env, FUZZ_RUNS: String(FUZZ_RUNS), CHROMIUM: browserOrInstall() };
  const args = [
    'node_modules/@playwright/test/cli.js',
    'test',
    'e2e/fuzz.spec.ts',
    'e2e/fuzz-actions.spec.ts',
    '--reporter=dot',
    '--timeout=1800000',
  ];
  const child = spawn(process.execPath, args, { env, stdio: 'inherit' });
  return new Promise((done, failed) =>
    child.once('exit', (code) => (code === 0 ? done() : failed(new Error('a fuzz test has failed')))),
  );
}
