import type { ImportChoices } from '#newsroom/transfer/run/import-choices';
import type { Client } from '#newsroom/transfer/run/import-run';
import type { SourceProblem } from '#newsroom/transfer/source/source-item';

/** What came of an import, or would: the sum of the three is the number of items. */
export type ImportReport = {
  /** The reader of the file. */
  source: string;
  items: number;
  taken: number;
  changed: number;
  leftOut: number;
  /** How many items have a reason; one may have several. */
  reasons: Record<string, number>;
  /** Words of the texts that were taken over. */
  words: { source: number; kept: number };
};

/** Counts by kind, and the items that lost the most. */
export type ImportDetails = {
  kinds: { kind: string; taken: number; changed: number; leftOut: number }[];
  /** What categories, tags and authors became, some addresses, and languages that are not on. */
  mapping: { kind: string; name: string; became: string }[];
  /** What of the file could not be read: the first hundred. */
  problems: SourceProblem[];
  worst: {
    position: number;
    kind: string;
    sourceId: string;
    title: string;
    outcome: string;
    reasons: string[];
    lost: number;
  }[];
};

/** As a row of import has it: one that was begun in the newsroom with what its page shows. */
export type StoredReport = ImportReport & { details?: ImportDetails; choices?: ImportChoices };

const WORST = 20;
const MAPPED = 100;
const ADDRESSES = 5;

/** What has come of an import so far. */
export async function readImportReport(client: Client, importId: number): Promise<ImportReport> {
  const [row] = await client.$queryRaw<(ImportReport & { wordsSource: number; wordsKept: number })[]>`
    SELECT (SELECT format FROM import WHERE id = ${importId}) AS source, count(*)::integer AS items,
      count(*) FILTER (WHERE outcome = 'taken')::integer AS taken,
      count(*) FILTER (WHERE outcome = 'changed')::integer AS changed,
      count(*) FILTER (WHERE outcome = 'left-out')::integer AS "leftOut",
      coalesce(sum(words_source), 0)::float8 AS "wordsSource", coalesce(sum(words_kept), 0)::float8 AS "wordsKept",
      (SELECT coalesce(jsonb_object_agg(reason, items), '{}') FROM (
        SELECT reason, count(*) AS items FROM import_item, unnest(reasons) AS reason WHERE import_id = ${importId}
        GROUP BY reason
      ) AS counted) AS reasons
    FROM import_item WHERE import_id = ${importId}`;
  if (!row) throw new Error('there is no such import');
  const { source, items, taken, changed, leftOut, reasons, wordsSource, wordsKept } = row;
  return { source, items, taken, changed, leftOut, reasons, words: { source: wordsSource, kept: wordsKept } };
}

/** For people: what became of each kind, and the items that lost the most words, or else were left out. */
export async function readImportDetails(client: Client, importId: number): Promise<ImportDetails> {
  const kinds = await client.$queryRaw<ImportDetails['kinds']>`
    SELECT kind, count(*) FILTER (WHERE outcome = 'taken')::integer AS taken,
      count(*) FILTER (WHERE outcome = 'changed')::integer AS changed,
      count(*) FILTER (WHERE outcome = 'left-out')::integer AS "leftOut"
    FROM import_item WHERE import_id = ${importId} GROUP BY kind, rank ORDER BY rank, kind`;
  const worst = await client.$queryRaw<ImportDetails['worst']>`
    SELECT position, kind, source_id AS "sourceId", title, outcome, reasons, words_source - words_kept AS lost
    FROM import_item
    WHERE import_id = ${importId} AND outcome <> 'taken'
      AND (kind IN ('post', 'page', 'media') OR kind = 'other' AND NOT reasons && ARRAY['not-content', 'duplicate'])
      AND NOT reasons && ARRAY['unchanged']
    ORDER BY words_source - words_kept DESC, outcome = 'left-out' DESC, cardinality(reasons) DESC, position
    LIMIT ${WORST}`;
  const { problems } = await client.import.findUniqueOrThrow({ where: { id: importId }, select: { problems: true } });
  return { kinds, problems: problems as SourceProblem[], mapping: await readMapping(client, importId), worst };
}

function readMapping(client: Client, importId: number): Promise<ImportDetails['mapping']> {
  return client.$queryRaw<ImportDetails['mapping']>`
    (SELECT coalesce(payload->>'taxonomy', kind) AS kind, title AS name,
      CASE became WHEN '' THEN reasons[1] ELSE became END AS became
    FROM import_item WHERE import_id = ${importId} AND rank IN (1, 2) AND NOT reasons && ARRAY['unchanged']
    ORDER BY rank, position LIMIT ${MAPPED})
    UNION ALL
    (SELECT 'language', coalesce(payload->>'language', ''), 'language-not-on'
    FROM import_item WHERE import_id = ${importId} AND reasons @> ARRAY['language-not-on']
    GROUP BY payload->>'language' LIMIT ${MAPPED})
    UNION ALL
    (SELECT 'address', payload->'addresses'->>0, became FROM import_item
    WHERE import_id = ${importId} AND rank = 3 AND became <> '' AND payload->'addresses'->>0 IS NOT NULL
    ORDER BY position LIMIT ${ADDRESSES})`;
}
