import { isLanguage } from '#i18n/languages';
import { recordSystemEvent } from '#newsroom/audit/record-event';
import { followItem } from '#newsroom/wire/follow-item';
import { identityKeys } from '#newsroom/wire/identity';
import { makeEntry } from '#newsroom/wire/make-entry';
import { type PreparedEntry, prepareEntry } from '#newsroom/wire/prepare-entry';
import { chatOf } from '#newsroom/wire/source-address';
import { unscheduleTakenBack } from '#newsroom/wire/unschedule-taken-back';
import type { WireEntry } from '#newsroom/wire/wire-entry';
import { database, type Prisma, type Sql, sql } from '#platform/database';
import { log } from '#platform/log';

/** So many versions of an item are kept, and those that somebody has used. */
const MOST_VERSIONS = 50;

/** So many are looked up at once, however long a document is. */
const AT_ONCE = 200;
/** After so many failures it is the database, and not the entries. */
const MOST_FAILURES = 10;

/** How many entries were new, how many new versions of what was here, and how many could not be stored. */
export type Taken = { items: number; versions: number; failures: number };

/** Where entries come from, and the live blog that new ones become drafts of. */
type Source = { id: number; liveStoryId: number | null };

type Written = Pick<Taken, 'items' | 'versions'> & { madeId: number | null; changedId: number | null };
type Keyed = { entry: PreparedEntry; keys: string[] };

/**
 * Takes in what a document of a source has. What was here already is nothing, whatever its id is today; a higher or
 * other version of it is kept as such. A kill (canceled, withheld) is told of each article of each story that was made from
 * the item, and unschedules it. Where its source says so, what is new becomes a draft of a live blog, or stays an item where
 * that has ended; such drafts follow their items (follow-item.ts).
 * A source that is no longer there takes in nothing. One entry that cannot be stored does
 * not keep the others out.
 */
export async function takeEntries(sourceId: number, entries: readonly WireEntry[]): Promise<Taken> {
  const source = await database().wireSource.findUnique({
    where: { id: sourceId },
    select: { id: true, language: true, address: true, liveStoryId: true },
  });
  const sum: Taken = { items: 0, versions: 0, failures: 0 };
  if (!source || !isLanguage(source.language)) return sum;
  const { id, address, language } = source;
  // Of a source that has got another address the setting is over.
  const liveStoryId = chatOf(address) === undefined ? null : source.liveStoryId;
  const keys = identityKeys(entries);
  // The oldest first: the last is to be the newest in the list too.
  const ordered = newestOfEach(entries.map((entry, index) => ({ entry, keys: keys[index] ?? [] })))
    .reverse()
    .toSorted((one, other) => (one.entry.wireVersion ?? 0) - (other.entry.wireVersion ?? 0));
  for (let from = 0; from < ordered.length; from += AT_ONCE) {
    const some = ordered
      .slice(from, from + AT_ONCE)
      .map((one) => ({ ...one, entry: prepareEntry(one.entry, language) }));
    const taken = await takeSome({ id, liveStoryId }, some);
    sum.items += taken.items;
    sum.versions += taken.versions;
    sum.failures += taken.failures;
    if (taken.failures >= MOST_FAILURES) break;
  }
  return sum;
}

/**
 * Of entries that are the same item, and which no number tells apart, the one that the document has first: the others
 * would take turns with it as a new version each time that it is read.
 */
function newestOfEach<One extends { entry: WireEntry; keys: string[] }>(all: readonly One[]): One[] {
  const known = new Set<string>();
  return all.filter(({ entry: { wireVersion }, keys }) => {
    if (wireVersion !== null) return true;
    const isAnother = keys.every((key) => !known.has(key));
    for (const key of keys) known.add(key);
    return isAnother;
  });
}

async function takeSome(source: Source, some: readonly Keyed[]): Promise<Taken> {
  const sum: Taken = { items: 0, versions: 0, failures: 0 };
  const known = await knownFingerprints(source.id, some);
  for (const [index, one] of some.entries()) {
    if (known.has(index)) continue;
    const taken = await takeEntry(source, one).catch((error: unknown) => {
      log().error({ source: source.id, item: one.entry.id, err: error }, 'an item could not be stored');
      return undefined;
    });
    sum.items += taken?.items ?? 0;
    sum.versions += taken?.versions ?? 0;
    sum.failures += taken ? 0 : 1;
    if (sum.failures >= MOST_FAILURES) break;
  }
  return sum;
}

/**
 * Places of the entries that are here as they are, all of whose keys are known. Those were seen: what is not for two
 * years is forgotten.
 */
async function knownFingerprints(sourceId: number, keyed: readonly Keyed[]): Promise<Set<number>> {
  const asked = keyed.flatMap(({ entry, keys }, index) => keys.map((key) => ({ index, key, made: entry.fingerprint })));
  if (asked.length === 0) return new Set();
  const rows = await database().$queryRaw<{ index: number }[]>`
    WITH asked AS (
      SELECT * FROM unnest(${asked.map(({ index }) => index)}::int[], ${asked.map(({ key }) => key)}::text[],
        ${asked.map(({ made }) => made)}::text[]) AS a (index, key, fingerprint)
    ), seen AS (
      UPDATE wire_identity SET seen_at = now()
      WHERE source_id = ${sourceId} AND key IN (SELECT key FROM asked) AND seen_at < now() - interval '1 day'
    )
    SELECT a.index FROM asked a
    LEFT JOIN wire_identity k ON k.source_id = ${sourceId} AND k.key = a.key
    LEFT JOIN wire_item i ON i.id = k.item_id
    GROUP BY a.index
    HAVING bool_and(k.key IS NOT NULL AND (i.id IS NULL OR i.fingerprint = a.fingerprint))`;
  return new Set(rows.map(({ index }) => index));
}

/** Of two who take the same one at once, the unique key refuses the second: it looks again, and finds it known. */
async function takeEntry(source: Source, one: Keyed): Promise<Written> {
  try {
    return await writeEntry(source, one);
  } catch (error) {
    if (!String((error as { message?: unknown }).message ?? '').includes('23505')) throw error;
    return writeEntry(source, one);
  }
}

function writeEntry({ id, liveStoryId }: Source, one: Keyed): Promise<Written> {
  return database().$transaction(async (transaction) => {
    const written = await writeItem(transaction, id, one);
    const { madeId, changedId } = written;
    if (madeId && liveStoryId) await makeEntry(transaction, { itemId: madeId, storyId: liveStoryId, by: null });
    if (changedId) await followItem(transaction, changedId);
    if (changedId && one.entry.status !== 'usable') await unscheduleTakenBack(transaction, changedId);
    return written;
  });
}

/** The rule of what an item is, in one statement. */
async function writeItem(client: Prisma.TransactionClient, sourceId: number, { entry, keys }: Keyed): Promise<Written> {
  const body = JSON.stringify(entry.body);
  const [taken] = await client.$queryRaw<Written[]>`
    WITH known AS (
      SELECT k.item_id FROM unnest(${keys}::text[]) WITH ORDINALITY AS own (key, place)
      JOIN wire_identity k ON k.source_id = ${sourceId} AND k.key = own.key
      ORDER BY place LIMIT 1
    ), made AS (
      INSERT INTO wire_item (
        id, source_id, agency, credit, language, guid, wire_version, status, headline, standfirst, link, embargo_until,
        published_at, fingerprint, shingles, stack_id, pictures
      )
      SELECT new.id, s.id, s.name, coalesce(nullif(${entry.credit}, ''), s.credit), ${entry.language}, ${entry.id},
        ${entry.wireVersion}::float8, ${entry.status}, coalesce(nullif(${entry.headline}, ''), ${entry.id}),
        ${entry.standfirst}, ${entry.link}, ${entry.embargoUntil ?? null}::timestamptz,
        ${entry.published ?? null}::timestamptz, ${entry.fingerprint}, ${entry.shingles}::int[],
        coalesce((${stackOf(entry)}), new.id), ${JSON.stringify(entry.pictures)}::jsonb
      FROM wire_source s
      CROSS JOIN (SELECT nextval('wire_item_id_seq')::int AS id WHERE NOT EXISTS (SELECT FROM known)) AS new
      WHERE s.id = ${sourceId}
      RETURNING id, version, headline, standfirst
    ), changed AS (
      UPDATE wire_item i SET version = i.version + 1, wire_version = coalesce(${entry.wireVersion}::float8, i.wire_version),
        status = ${entry.status}, headline = coalesce(nullif(${entry.headline}, ''), i.headline),
        standfirst = CASE WHEN ${entry.headline} = '' THEN i.standfirst ELSE ${entry.standfirst} END,
        link = coalesce(nullif(${entry.link}, ''), i.link), embargo_until = ${entry.embargoUntil ?? null}::timestamptz,
        fingerprint = ${entry.fingerprint}, pictures = ${JSON.stringify(entry.pictures)}::jsonb, changed_at = now()
      FROM known
      WHERE i.id = known.item_id AND i.fingerprint <> ${entry.fingerprint}
        AND (${entry.wireVersion}::float8 IS NULL OR i.wire_version IS NULL OR ${entry.wireVersion}::float8 >= i.wire_version)
      RETURNING i.id, i.version, i.headline, i.standfirst
    ), kept AS (
      INSERT INTO wire_version (
        item_id, version, wire_version, status, headline, standfirst, body, note, embargo_until
      )
      SELECT id, version, ${entry.wireVersion}::float8, ${entry.status}, headline, standfirst, ${body}::jsonb,
        ${entry.note}, ${entry.embargoUntil ?? null}::timestamptz
      FROM (SELECT * FROM made UNION ALL SELECT * FROM changed) AS taken
    ), thinned AS (
      DELETE FROM wire_version v USING changed c
      WHERE v.item_id = c.id AND v.version <= c.version - ${MOST_VERSIONS}
        AND NOT EXISTS (SELECT FROM wire_use u WHERE u.item_id = c.id AND v.version IN (u.used_version, u.seen_version))
        AND NOT EXISTS (SELECT FROM wire_live_use l WHERE l.item_id = c.id AND l.used_version = v.version)
    ), remembered AS (
      INSERT INTO wire_identity (source_id, key, item_id)
      SELECT ${sourceId}, own.key, coalesce((SELECT id FROM made), (SELECT item_id FROM known))
      FROM unnest(${keys}::text[]) AS own (key)
      WHERE (EXISTS (SELECT FROM made) OR EXISTS (SELECT FROM known)) AND NOT EXISTS (
        SELECT FROM wire_identity k WHERE k.source_id = ${sourceId} AND k.key = own.key)
    ), told AS (${killEvent(entry)})
    SELECT (SELECT count(*) FROM made)::int AS items, (SELECT count(*) FROM changed)::int AS versions,
      (SELECT id FROM made) AS "madeId", (SELECT id FROM changed) AS "changedId"`;
  return taken ?? { items: 0, versions: 0, madeId: null, changedId: null };
}

/**
 * The stack of an item of the last day that tells the same: much the same headline, or half of the first words. They
 * are shown together, and each stays what it is.
 */
function stackOf({ language, headline, shingles }: PreparedEntry): Sql {
  const folded = sql`search.folded(${headline})`;
  return sql`
    SELECT t.stack_id FROM wire_item t
    WHERE t.language = ${language} AND t.received_at > now() - interval '24 hours' AND (
      t.headline_folded % ${folded} AND similarity(t.headline_folded, ${folded}) >= 0.6
      OR t.shingles && ${shingles}::int[] AND 2 * cardinality(ARRAY(
        SELECT unnest(t.shingles) INTERSECT SELECT unnest(${shingles}::int[]))
      ) >= least(cardinality(t.shingles), ${shingles.length}))
    ORDER BY similarity(t.headline_folded, ${folded}) DESC, t.id LIMIT 1`;
}

function killEvent({ status }: PreparedEntry): Sql {
  if (status === 'usable') return sql`SELECT`;
  return recordSystemEvent(
    status === 'canceled' ? 'article.wireCanceled' : 'article.wireWithheld',
    sql`SELECT a.id, a.language, w.headline, jsonb_build_object('agency', i.agency)
      FROM changed c JOIN wire_item i ON i.id = c.id JOIN wire_use u ON u.item_id = c.id
      JOIN article used ON used.id = u.article_id JOIN article a ON a.story_id = used.story_id
      JOIN working_copy w ON w.article_id = a.id`,
  );
}
