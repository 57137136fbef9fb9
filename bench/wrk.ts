import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Loaded } from '#bench/measure';

/** How the next path is chosen: one after another, each as likely as any, or the n-th as likely as 1/n (Zipf, s = 1). */
export type Draw = 'in turn' | 'evenly' | 'zipf';

/** Whether the machine has wrk (Debian: apt-get install wrk). */
export function hasWrk(): boolean {
  return spawnSync('wrk', ['-v']).error === undefined;
}

const SCRIPT = `
local paths, sums, drawn = {}, {}, 0
local draw = "DRAW"
local total = 0
init = function()
  for line in io.lines("FILE") do paths[#paths + 1] = wrk.format("GET", line) end
  for rank = 1, #paths do total = total + 1 / rank; sums[rank] = total end
  math.randomseed(os.time())
end
request = function()
  if draw == "in turn" then drawn = drawn % #paths + 1; return paths[drawn] end
  if draw == "evenly" then return paths[math.random(#paths)] end
  local at, low, high = math.random() * total, 1, #paths
  while low < high do
    local middle = math.floor((low + high) / 2)
    if sums[middle] < at then low = middle + 1 else high = middle end
  end
  return paths[low]
end
done = function(summary, latency)
  local errors = summary.errors
  print(string.format('RESULT {"perSecond":%f,"p50":%f,"p99":%f,"failed":%d,"bytesPerSecond":%f}',
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1000, latency:percentile(99) / 1000,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    summary.bytes / summary.duration * 1e6))
end
`;

/** Loads a server by wrk: one thread, 50 connections if not said otherwise, as gzip. Times are milliseconds. */
export async function wrk(
  origin: string,
  paths: readonly string[],
  {
    draw = 'in turn',
    seconds = 5,
    connections = 50,
    headers = [],
  }: { draw?: Draw; seconds?: number; connections?: number; headers?: readonly string[] } = {},
): Promise<Omit<Loaded, 'statuses'>> {
  const folder = mkdtempSync(join(tmpdir(), 'news-portal-wrk-'));
  try {
    const [list, script] = [join(folder, 'paths'), join(folder, 'script.lua')];
    writeFileSync(list, `${paths.join('\n')}\n`);
    writeFileSync(script, SCRIPT.replace('DRAW', draw).replace('FILE', list));
    const options = [
      '-t1',
      `-c${connections}`,
      `-d${seconds}s`,
      '--timeout',
      '10s',
      '-H',
      'accept-encoding: gzip',
      ...headers.flatMap((header) => ['-H', header]),
      '-s',
      script,
    ];
    const { stdout } = await promisify(execFile)('wrk', [...options, `${origin}/`]);
    return JSON.parse(/RESULT (.*)/.exec(stdout)?.[1] ?? '');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
