import { z } from 'zod';

/** Of what is written; a newer one is refused. */
export const FORMAT = 1;

/** A file of a backup with the sum of its bytes as they lie there. */
const listed = z.object({ name: z.string(), bytes: z.number(), sha256: z.string().length(64) });
export type Listed = z.infer<typeof listed>;

const shared = {
  format: z.number(),
  id: z.string(),
  /** When the copy was begun and complete, UTC. It is right from its end on. */
  begunAt: z.coerce.date(),
  endedAt: z.coerce.date(),
  postgresVersion: z.string(),
  /** Of the portal. */
  version: z.string(),
  migrations: z.array(z.string()),
  /** What the database takes, bytes. */
  size: z.number(),
  /** The copy's own files, in their order. */
  files: z.array(listed),
  /** Archives of pictures. They are shared with other backups. */
  pictures: z.array(listed),
};

/** A copy of the files of PostgreSQL: with the write-ahead log, the database of any instant after it. */
const baseManifest = z.object({
  ...shared,
  kind: z.literal('base'),
  /** Of the database, for ever: another one cannot go on with this one's log. */
  systemIdentifier: z.string(),
  /** Names of the first and the last file of the log that it takes to be whole. */
  firstLog: z.string(),
  lastLog: z.string(),
  /** Length of a file of the log, bytes. */
  logBytes: z.number(),
});

/** The rows of all tables as COPY writes them, of one instant. */
const dumpManifest = z.object({
  ...shared,
  kind: z.literal('dump'),
  tables: z.array(
    z.object({
      schema: z.string(),
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.number(),
      file: z.string(),
    }),
  ),
  sequences: z.array(z.object({ name: z.string(), value: z.string(), isCalled: z.boolean() })),
});

export const manifest = z.discriminatedUnion('kind', [baseManifest, dumpManifest]);
export type BaseManifest = z.infer<typeof baseManifest>;
export type DumpManifest = z.infer<typeof dumpManifest>;
export type Manifest = BaseManifest | DumpManifest;

/** What a backup of this instant is called: sorts by time, and is a file name everywhere. */
export function idAt(instant: Date): string {
  return instant.toISOString().slice(0, 19).replaceAll(':', '-').concat('Z');
}

export const BACKUPS = 'backups/';
export const LOGS = 'log/';
export const PICTURES = 'pictures/';

/** Written last: what has none is no backup. */
export function manifestName(id: string): string {
  return `${BACKUPS}${id}/manifest.json`;
}

export function logName(log: string): string {
  return `${LOGS}${log}.zst`;
}

/** Until when the copies of a timeline's log have everything; a timeline is the first eight digits of its logs. */
export function followedName(timeline: string): string {
  return `${LOGS}followed-${timeline}.json`;
}

export const followed = z.object({
  systemIdentifier: z.string(),
  /** The file of the log that was written to then. */
  log: z.string(),
  /** By the database's clock. */
  until: z.coerce.date(),
});
export type Followed = z.infer<typeof followed>;

/** A file of the log that is still being written. */
export function unfinishedLogName(log: string): string {
  return `${LOGS}${log}.unfinished.zst`;
}

/**
 * The file of the write-ahead log after another one: 8 hexadecimal digits of the timeline, 8 of the upper half of the
 * position, 8 of the file within that.
 */
export function nextLog(log: string, logBytes: number): string {
  const perUpperHalf = 2 ** 32 / logBytes;
  const position = Number.parseInt(log.slice(8, 16), 16) * perUpperHalf + Number.parseInt(log.slice(16), 16) + 1;
  const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0');
  return log.slice(0, 8) + hex(Math.floor(position / perUpperHalf)) + hex(position % perUpperHalf);
}
