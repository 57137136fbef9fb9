import { type BackupStore, readText, type StoredFile } from '#processes/backup/backup-store';
import {
  BACKUPS,
  type BaseManifest,
  FORMAT,
  followed,
  followedName,
  LOGS,
  logName,
  type Manifest,
  manifest,
  nextLog,
  unfinishedLogName,
} from '#processes/backup/manifest';

export type RestorePlan = {
  manifest: Manifest;
  /** The files of the write-ahead log that are needed, in their order; none of a dump. */
  logs: { log: string; file: string }[];
  /** The instant that is restored to; undefined for the last that there is. */
  at: Date | undefined;
  /** The last instant that there is. */
  until: Date;
};

export type NoPlan = {
  ok: false;
  /** No backup that is whole, none that old, none that new, or one of a newer version of the portal. */
  why: 'nothing' | 'too-early' | 'too-late' | 'newer-format';
  /** The first or last instant that there is. */
  instant?: Date;
};

/** What takes a database back to an instant, or to the last that there is. */
export async function planRestore(
  store: BackupStore,
  at: Date | undefined,
): Promise<{ ok: true; plan: RestorePlan } | NoPlan> {
  const all = await readManifests(store);
  if (all === 'newer-format') return { ok: false, why: 'newer-format' };
  const [first] = all;
  if (!first) return { ok: false, why: 'nothing' };
  const found = all.findLast(({ endedAt }) => !at || endedAt <= at);
  if (!found) return { ok: false, why: 'too-early', instant: first.endedAt };
  if (found.kind === 'dump') return { ok: true, plan: { manifest: found, logs: [], at, until: found.endedAt } };
  const logs = logsFrom(found, await store.list(LOGS));
  const until = await readUntil(store, found, logs);
  if (at && at > until) return { ok: false, why: 'too-late', instant: until };
  return { ok: true, plan: { manifest: found, logs: needed(found, logs, at), at, until } };
}

/** Until when the copies have everything: without any that came after the backup, until its end. */
async function readUntil(store: BackupStore, { firstLog, endedAt }: BaseManifest, logs: readonly Log[]): Promise<Date> {
  const text = await readText(store, followedName(firstLog.slice(0, 8)));
  const parsed = followed.safeParse(text && JSON.parse(text));
  const isReached = parsed.success && logs.some(({ log }) => log === parsed.data.log);
  return isReached && parsed.data.until > endedAt ? parsed.data.until : endedAt;
}

/** Those that are whole, the oldest first. */
export async function readManifests(store: BackupStore): Promise<Manifest[] | 'newer-format'> {
  const found: Manifest[] = [];
  for (const { name } of await store.list(BACKUPS)) {
    if (!name.endsWith('/manifest.json')) continue;
    const content: unknown = JSON.parse((await readText(store, name)) ?? 'null');
    if (Number((content as { format?: unknown } | null)?.format) > FORMAT) return 'newer-format';
    const parsed = manifest.safeParse(content);
    if (parsed.success) found.push(parsed.data);
  }
  return found.sort((one, other) => Number(one.endedAt) - Number(other.endedAt));
}

type Log = { log: string; file: string; modified: Date };

/** The files of the log from the first that a backup needs, as far as none is missing. */
function logsFrom({ firstLog, logBytes }: BaseManifest, stored: readonly StoredFile[]): Log[] {
  const files = new Map(stored.map((one) => [one.name, one]));
  const logs: Log[] = [];
  for (let log = firstLog; ; log = nextLog(log, logBytes)) {
    const whole = files.get(logName(log));
    const file = whole ?? files.get(unfinishedLogName(log));
    if (!file) return logs;
    logs.push({ log, file: file.name, modified: file.modified });
    if (!whole) return logs;
  }
}

/** A file that was copied after the instant has all until then: what comes after it is not needed. */
function needed({ lastLog }: BaseManifest, logs: readonly Log[], at: Date | undefined): Log[] {
  const enough = logs.findIndex(
    ({ log, modified }) => log >= lastLog && at && Number(modified) > Number(at) + CLOCKS_MS,
  );
  return enough < 0 ? [...logs] : logs.slice(0, enough + 1);
}

/** Clocks of the database and of the store may differ by so much. */
const CLOCKS_MS = 300_000;
