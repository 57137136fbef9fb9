import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchHouse } from '#bench/bench-server';
import { loadStories } from '#bench/corpus';
import { Machines } from '#bench/day/machines';
import { Readers, type Reading } from '#bench/day/readers';
import { Staff } from '#bench/day/staff';
import { database } from '#platform/database';

const MINUTES = Number(process.env.MINUTES ?? 30);
/** Caches fill and code is compiled in the first minutes, which say nothing of leaks. */
const WARM_UP_SHARE = 1 / 3;
const LOOK_MS = 5_000;
const STORIES = 10_000;

/** Goals: megabytes that a process may grow by in a minute, and files that it may open in all. */
const GOALS = { megabytesPerMinute: 1, files: 20 };

type Sample = { minute: number; megabytes: number; files: number };

export type Soak = {
  minutes: number;
  reading: Reading;
  published: number;
  saved: number;
  goals: typeof GOALS;
  isMet: boolean;
  /** Of each web process, after the warm-up: least squares of its memory over time, and how many more files it has open. */
  processes: {
    pid: number;
    megabytesAtFirst: number;
    megabytesAtLast: number;
    megabytesPerMinute: number;
    moreFiles: number;
  }[];
};

/** Half an hour of reading, publishing and writing on two machines, and what it leaves in the memory of their processes. */
export async function measureSoak(house: BenchHouse, progress: (note: string) => void): Promise<Soak> {
  await loadStories(house.databaseUrl, 0, STORIES, () => progress('the archive is loaded'));
  // Stories and authors were loaded with numbers of their own.
  await database().$executeRaw`SELECT setval(pg_get_serial_sequence('story', 'id'), (SELECT max(id) FROM story))`;
  await database().$executeRaw`SELECT setval(pg_get_serial_sequence('author', 'id'), (SELECT max(id) FROM author))`;
  await database().author.create({ data: { key: 'anna' } });
  const machines = await Machines.start(house, {});
  const slugs = Array.from({ length: STORIES }, (_, index) => `en-${STORIES - index}`);
  const staff = new Staff(machines, (slug) => slugs.unshift(slug));
  const readers = new Readers(machines, slugs);
  const samples = new Map<number, Sample[]>();
  try {
    await staff.begin();
    const begun = performance.now();
    for (let minute = 0; minute < MINUTES; minute = (performance.now() - begun) / 60_000) {
      progress(`${Math.floor(minute)} of ${MINUTES} min`);
      for (const pid of machines.webProcesses()) {
        const ofProcess = samples.get(pid) ?? [];
        ofProcess.push({ minute, megabytes: megabytesOf(pid), files: readdirSync(`/proc/${pid}/fd`).length });
        samples.set(pid, ofProcess);
      }
      await sleep(LOOK_MS);
    }
    await staff.end();
    const reading = await readers.stop();
    // What was there for only a part of the time, such as a program of the background, says nothing.
    const looks = Math.max(...[...samples.values()].map(({ length }) => length));
    const lasting = [...samples].filter(([, all]) => all.length === looks);
    const processes = lasting.map(([pid, all]) => ({ pid, ...growth(all) }));
    const isMet = processes.every(
      ({ megabytesPerMinute, moreFiles }) => megabytesPerMinute < GOALS.megabytesPerMinute && moreFiles <= GOALS.files,
    );
    const { published, saved } = staff;
    return {
      minutes: MINUTES,
      reading,
      published: published.length,
      saved: saved.length,
      goals: GOALS,
      isMet,
      processes,
    };
  } finally {
    await staff.end();
    await readers.stop();
    await machines.stop();
  }
}

function growth(all: Sample[]) {
  const samples = all.filter(({ minute }) => minute >= MINUTES * WARM_UP_SHARE);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const minutes = mean(samples.map(({ minute }) => minute));
  const megabytes = mean(samples.map((sample) => sample.megabytes));
  const slope =
    samples.reduce((sum, sample) => sum + (sample.minute - minutes) * (sample.megabytes - megabytes), 0) /
    samples.reduce((sum, { minute }) => sum + (minute - minutes) ** 2, 0);
  // The fewest of the first and of the last few: what is open for a moment is no leak.
  const fewest = (few: Sample[]) => Math.min(...few.map(({ files }) => files));
  return {
    megabytesAtFirst: samples.at(0)?.megabytes ?? 0,
    megabytesAtLast: samples.at(-1)?.megabytes ?? 0,
    megabytesPerMinute: Math.round(slope * 100) / 100,
    moreFiles: fewest(samples.slice(-12)) - fewest(samples.slice(0, 12)),
  };
}

function megabytesOf(pid: number): number {
  return Math.round(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_000);
}
