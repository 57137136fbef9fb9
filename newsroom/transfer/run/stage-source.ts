import { storable } from '#i18n/storable';
import type { Client } from '#newsroom/transfer/run/import-run';
import { fingerprintOf } from '#newsroom/transfer/source/fingerprint';
import type { SourceEntry, SourceItem, SourceProblem, SourceSite } from '#newsroom/transfer/source/source-item';

/** What one statement takes: so many items, or so many bytes. Prisma holds on to the values of the last thirty or so. */
const STEP = 500;
const STEP_BYTES = 300_000;

/** Problems that are kept with their places; all are counted. */
const PROBLEMS = 100;

/** Pictures first: stories and authors show them. Then authors and terms, which stories name. */
const RANKS: Record<SourceItem['kind'], number> = { media: 0, author: 1, term: 2, post: 3, page: 3, other: 4 };

type StagedItem = {
  position: number;
  rank: number;
  kind: string;
  sourceId: string;
  title: string;
  payload: unknown;
  size: number;
  fingerprint: string;
  /** Why something that no reader misses is left out. */
  why?: string;
};

/**
 * Writes what a source has to import_item, in its order; what is there from a run that was cut short stays. Things that
 * no reader misses are left out at once. `progress` is told how many there are so far. Throws what reading throws.
 */
export async function stageSource(
  client: Client,
  importId: number,
  entries: AsyncGenerator<SourceEntry>,
  progress: (items: number) => void,
): Promise<void> {
  let position = 0;
  let waiting: StagedItem[] = [];
  let bytes = 0;
  const problems: SourceProblem[] = [];
  const save = async () => {
    await saveStep(client, importId, waiting);
    waiting = [];
    bytes = 0;
    progress(position);
  };
  for await (const entry of entries) {
    if (entry.kind === 'site') await saveSite(client, importId, entry);
    else if (entry.kind === 'problem') {
      if (problems.length < PROBLEMS) problems.push(entry);
    } else {
      const item = stagedItem(position++, entry);
      waiting.push(item);
      bytes += item.size;
      if (waiting.length >= STEP || bytes >= STEP_BYTES) await save();
    }
  }
  await save();
  await client.$executeRaw`
    UPDATE import SET items = ${position}, problems = ${JSON.stringify(storable(problems).value)}::jsonb,
      state = CASE state WHEN 'staging' THEN 'applying' ELSE state END, changed_at = now()
    WHERE id = ${importId}`;
}

function stagedItem(position: number, item: SourceItem): StagedItem {
  const { kind, id } = item;
  const title = (kind === 'author' || kind === 'term' ? item.name : item.title) ?? '';
  const row = { position, rank: RANKS[kind], kind, sourceId: id, title: title.slice(0, 200) };
  const clean = storable(row).value as typeof row;
  if (kind === 'other') return { ...clean, payload: null, size: 0, fingerprint: '', why: item.why ?? 'not-content' };
  const payload = storable(JSON.parse(JSON.stringify(item))).value;
  const written = JSON.stringify(payload);
  return { ...clean, payload, size: Buffer.byteLength(written), fingerprint: fingerprintOf(written) };
}

async function saveStep(client: Client, importId: number, items: readonly StagedItem[]): Promise<void> {
  if (items.length === 0) return;
  await client.$executeRaw`
    INSERT INTO import_item (import_id, position, rank, kind, source_id, title, payload, size, fingerprint, outcome, reasons)
    SELECT ${importId}, i.position, i.rank, i.kind, i."sourceId", i.title, nullif(i.payload, 'null'), i.size, i.fingerprint,
      CASE i.kind WHEN 'other' THEN 'left-out' END, CASE i.kind WHEN 'other' THEN ARRAY[i.why] ELSE '{}' END
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS i (
      position integer, rank smallint, kind text, "sourceId" text, title text, payload jsonb, size integer,
      fingerprint text, why text)
    ON CONFLICT DO NOTHING`;
}

/** A site is known by its address without scheme and www, which change more often than it does; else by its name. */
async function saveSite(client: Client, importId: number, site: SourceSite): Promise<void> {
  const { system, name, address, language } = storable(site).value as SourceSite;
  const known =
    address
      .replace(/^https?:\/\/(www\.)?/i, '')
      .replace(/\/+$/, '')
      .toLowerCase() || name;
  await client.$executeRaw`
    UPDATE import SET system = ${system}, site = ${known}, base = ${address}, language = ${language ?? null},
      changed_at = now()
    WHERE id = ${importId}`;
}
