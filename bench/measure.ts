import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Load = {
  origin: string;
  paths: string[];
  connections: number;
  seconds: number;
  headers: Record<string, string>;
};
export type Loaded = {
  perSecond: number;
  p50: number;
  p99: number;
  failed: number;
  statuses: string[];
  bytesPerSecond: number;
};

/** As browsers ask. */
const AS_BROWSERS = { 'accept-encoding': 'gzip, br' };

/** Loads a server from a process of its own and tells what came of it. */
export function load(what: Omit<Load, 'headers' | 'connections'> & Partial<Load>): Promise<Loaded> {
  const whole: Load = { connections: 50, headers: AS_BROWSERS, ...what };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'load.ts'), JSON.stringify(whole)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve(JSON.parse(output) as Loaded) : reject(new Error(`the load ended with code ${code}`)),
    );
  });
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which a share of the values lies, by nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** A process and all that it has started. */
export function processTree(pid: number): number[] {
  const children = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const all = [pid];
  for (const parent of all)
    for (const [child, of] of children) if (of === parent && !all.includes(child)) all.push(child);
  return all;
}

/** Processor time that processes have used, seconds. */
export function processorSeconds(pids: readonly number[]): number {
  const ticks = pids.map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, value) => sum + value, 0) / 100;
}

/** What processes hold in memory, each page shared with others counted by its share, megabytes. */
export function memoryMegabytes(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) =>
    Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]),
  );
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1_024;
}
