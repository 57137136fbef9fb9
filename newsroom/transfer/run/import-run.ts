import type { Readable } from 'node:stream';
import type { Language } from '#i18n/languages';
import type { ImportOptions } from '#newsroom/transfer/run/import-options';
import type { ImportReason } from '#newsroom/transfer/run/import-reasons';
import type { ImportTopics } from '#newsroom/transfer/run/import-topics';
import type { Ledger } from '#newsroom/transfer/run/ledger';
import type { connect, Prisma } from '#platform/database';

export type Client = ReturnType<typeof connect>;
export type Transaction = Prisma.TransactionClient;

/** An import under way. */
export type ImportRun = {
  id: number;
  /** As imported_item has it. */
  site: string;
  /** Origin of the source, absolute; empty where it does not say. */
  base: string;
  /** As the source calls it. */
  language: string | null;
  options: ImportOptions;
  /** Nothing but the plan is written. */
  isDryRun: boolean;
  client: Client;
  ledger: Ledger;
  topics: ImportTopics;
  /** In a dry run: addresses that are taken by what would be made. */
  plannedSlugs: Set<string>;
  /** Files that were looked for and are not to be had. */
  missingFiles: Set<string>;
  /** Name of the site in each language: the closing line of its stories. */
  siteNames: ReadonlyMap<Language, string>;
  /** A file of the archive. */
  file(name: string): Promise<Readable | undefined>;
  /** A file of the former site; undefined where it cannot be fetched. */
  fetchFile(address: string): Promise<Uint8Array | undefined>;
};

/** An item that waits. */
export type WaitingItem<Payload> = {
  position: number;
  kind: string;
  sourceId: string;
  fingerprint: string;
  payload: Payload;
};

/** How an item ends: each in exactly one of three ways, with the reasons for the last two. */
export type Outcome = {
  position: number;
  outcome: 'taken' | 'changed' | 'left-out';
  reasons: ImportReason[];
  words?: { source: number; kept: number };
  /** Where it is here: an address, or a picture's id. */
  became?: string;
  /** What of its text could not be kept. */
  remainder?: unknown;
  /** What was there before, where something was changed. */
  before?: unknown;
  /** Whether its text has links to the former site, which are looked up in the end. */
  hasOpenLinks?: boolean;
};

/** A row of imported_item; `made` is made of what is in the database. */
export type ImportedRow = {
  kind: string;
  sourceId: string;
  fingerprint: string;
  resource: string;
  resourceId: string;
  isOwn: boolean;
  translationGroup?: string;
};

/** What is remembered of something that whoever imports wants to be nothing here: nothing is missing then. */
export function nothing(kind: string, sourceId: string, fingerprint: string): ImportedRow {
  return { kind, sourceId, fingerprint, resource: 'nothing', resourceId: '', isOwn: false };
}

/** taken without reasons, else changed. */
export function taken(position: number, reasons: ImportReason[] = []): Outcome {
  return { position, outcome: reasons.length === 0 ? 'taken' : 'changed', reasons };
}

export function leftOut(position: number, reason: ImportReason): Outcome {
  return { position, outcome: 'left-out', reasons: [reason] };
}
