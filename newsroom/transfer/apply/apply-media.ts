import PQueue from 'p-queue';
import { DEFAULT_LANGUAGE } from '#i18n/languages';
import { type ImportedRedirect, saveImportedRedirects } from '#newsroom/redirects/save-imported-redirects';
import { earlierOutcome } from '#newsroom/transfer/apply/earlier-outcome';
import { inQuietStep, saveImported, saveOutcomes } from '#newsroom/transfer/apply/save-outcomes';
import { fileKey } from '#newsroom/transfer/pictures/picture-address';
import { savePictures, type TakenPicture, takePicture } from '#newsroom/transfer/pictures/take-picture';
import { importedLanguage } from '#newsroom/transfer/run/import-language';
import {
  type ImportedRow,
  type ImportRun,
  leftOut,
  type Outcome,
  taken,
  type WaitingItem,
} from '#newsroom/transfer/run/import-run';
import type { Known } from '#newsroom/transfer/run/ledger';
import type { SourceMedia } from '#newsroom/transfer/source/source-item';
import { type RowsBefore, readRowsBefore } from '#newsroom/transfer/undo/rows-before';

/** Files that are read or fetched at a time. */
const AT_ONCE = 2;

type Waiting = WaitingItem<SourceMedia>;

type Decided = { item: Waiting; outcome: Outcome; picture?: TakenPicture; changed?: string };

/** Takes pictures into the library, with their files; other files, and those that are not to be had, are left out. */
export async function applyMedia(run: ImportRun, items: readonly Waiting[]): Promise<void> {
  const known = await run.ledger.find(
    'media',
    items.map(({ sourceId }) => sourceId),
  );
  const rows = await readRowsBefore(run, 'media', items, known);
  const seen = new Set<string>();
  const queue = new PQueue({ concurrency: AT_ONCE });
  const decided = await Promise.all(
    items.map((item) => {
      const isSecond = seen.has(item.sourceId);
      seen.add(item.sourceId);
      if (isSecond) return { item, outcome: leftOut(item.position, 'duplicate') };
      return queue.add(() => decideMedia(run, item, known, rows));
    }),
  );
  await save(run, decided);
}

async function decideMedia(
  run: ImportRun,
  item: Waiting,
  known: Map<string, Known>,
  rows: Map<string, RowsBefore>,
): Promise<Decided> {
  const earlier = earlierOutcome(run, item, known.get(item.sourceId), rows.get(item.sourceId));
  if (earlier) return { item, outcome: earlier };
  const here = known.get(item.sourceId);
  if (here) {
    const outcome: Outcome = { ...taken(item.position), reasons: ['updated'], before: rows.get(item.sourceId)?.before };
    return { item, outcome, changed: here.resourceId };
  }
  const { address, file, alt, caption, credit } = item.payload;
  const found = await takePicture(run, {
    address,
    ...(file && { file }),
    ...(alt && { alt }),
    ...(caption && { caption }),
    ...(credit && { credit }),
  });
  return found.ok
    ? { item, outcome: { ...taken(item.position), became: found.picture.id }, picture: found.picture }
    : { item, outcome: leftOut(item.position, found.why) };
}

/** What is remembered of a picture: by its id, and by the addresses that its file has had. */
function rowsOf(run: ImportRun, { item, picture, changed }: Decided, isOwn: boolean): ImportedRow[] {
  const resourceId = picture?.id ?? changed;
  if (!resourceId) return [];
  const { sourceId, fingerprint, payload } = item;
  const same = { fingerprint, resource: 'picture', resourceId };
  const keys = [payload.address, ...payload.addresses].map((address) => fileKey(address, run.base));
  return [
    { kind: 'media', sourceId, ...same, isOwn },
    ...[...new Set(keys)].flatMap((key) => (key ? [{ kind: 'file', sourceId: key, ...same, isOwn: false }] : [])),
  ];
}

async function save(run: ImportRun, decided: readonly Decided[]): Promise<void> {
  const pictures = decided.flatMap(({ picture }) => picture ?? []);
  const changed = decided.filter((one) => one.changed);
  if (run.isDryRun) for (const row of decided.flatMap((one) => rowsOf(run, one, true))) run.ledger.plan(row, run.id);
  await inQuietStep(run, async (transaction) => {
    if (!run.isDryRun) {
      const added = await savePictures(run, transaction, pictures);
      await changeTexts(run, transaction, changed);
      // Of two items of one file the first has brought it.
      const brought = new Set<string>();
      const rows = decided.flatMap((one) => {
        const id = one.picture?.id ?? '';
        const isOwn = one.changed !== undefined || (added.has(id) && !brought.has(id));
        brought.add(id);
        return rowsOf(run, one, isOwn);
      });
      await saveImported(run, transaction, rows);
      await saveImportedRedirects(run.id, decided.flatMap(redirectsOf), transaction);
    }
    await saveOutcomes(
      run,
      transaction,
      decided.map(({ outcome }) => outcome),
      { isVisible: changed.length > 0 },
    );
  });
}

async function changeTexts(
  run: ImportRun,
  transaction: Parameters<typeof saveImported>[1],
  changed: readonly Decided[],
): Promise<void> {
  if (changed.length === 0) return;
  const language = (run.language && importedLanguage(run.language, run.options)) || DEFAULT_LANGUAGE;
  const rows = changed.map(({ changed: id, item: { payload } }) => {
    return { id, alt: payload.alt ?? '', caption: payload.caption ?? '', credit: payload.credit ?? '' };
  });
  await transaction.$executeRaw`
    WITH given AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (
        id text, alt text, caption text, credit text)
    ), raised AS (
      UPDATE picture p SET version = version + 1 FROM given WHERE p.id = given.id
    )
    INSERT INTO picture_text (picture_id, language, alt, caption, credit)
    SELECT id, ${language}, left(alt, 1000), left(caption, 1000), left(credit, 1000) FROM given
    ON CONFLICT (picture_id, language)
    DO UPDATE SET alt = excluded.alt, caption = excluded.caption, credit = excluded.credit`;
}

function redirectsOf({ item, picture, changed }: Decided): ImportedRedirect[] {
  const id = picture?.id ?? changed;
  if (!id) return [];
  return [item.payload.address, ...item.payload.addresses]
    .filter(Boolean)
    .map((from) => ({ from, to: { kind: 'picture', id } }));
}
