import { authorAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, type Language } from '#i18n/languages';
import { type ImportedRedirect, saveImportedRedirects } from '#newsroom/redirects/save-imported-redirects';
import { ABOUT_LENGTH, NAME_LENGTH } from '#newsroom/topics/editable-topic';
import { addressKeyFor } from '#newsroom/transfer/apply/address-key-for';
import { earlierOutcome } from '#newsroom/transfer/apply/earlier-outcome';
import { newIds } from '#newsroom/transfer/apply/new-ids';
import { inQuietStep, saveImported, saveOutcomes } from '#newsroom/transfer/apply/save-outcomes';
import { findPictures } from '#newsroom/transfer/pictures/picture-address';
import { importedLanguage } from '#newsroom/transfer/run/import-language';
import {
  type ImportedRow,
  type ImportRun,
  leftOut,
  nothing,
  type Outcome,
  taken,
  type WaitingItem,
} from '#newsroom/transfer/run/import-run';
import type { Known } from '#newsroom/transfer/run/ledger';
import { oneLine } from '#newsroom/transfer/source/one-line';
import type { SourceAuthor } from '#newsroom/transfer/source/source-item';
import { type RowsBefore, readRowsBefore } from '#newsroom/transfer/undo/rows-before';

type Waiting = WaitingItem<SourceAuthor>;

type AuthorRow = { id: number; key: string; name: string; biography: string; picture: string | null };

type Decided = { outcome: Outcome; made?: AuthorRow; changed?: AuthorRow; imported?: ImportedRow };

type Found = {
  known: Map<string, Known>;
  rows: Map<string, RowsBefore>;
  picture(address: string | undefined): string | undefined;
  language: Language;
  newId(): number;
};

/** Takes over authors: those of one name are one. Their texts are in the language of the source. */
export async function applyAuthors(run: ImportRun, items: readonly Waiting[]): Promise<void> {
  const known = await run.ledger.find(
    'author',
    items.map(({ sourceId }) => sourceId),
  );
  const found: Found = {
    known,
    rows: await readRowsBefore(run, 'author', items, known),
    picture: await findPictures(
      run,
      items.flatMap(({ payload }) => payload.picture ?? []),
    ),
    language: (run.language && importedLanguage(run.language, run.options)) || DEFAULT_LANGUAGE,
    newId: await newIds(run, 'author', items.length),
  };
  const decided = items.map((item) => {
    const one = decideAuthor(run, item, found);
    if (one.imported) found.known.set(item.sourceId, { ...one.imported, importId: run.id } as Known);
    return one;
  });
  await save(run, items, decided, found.language);
}

function decideAuthor(run: ImportRun, item: Waiting, found: Found): Decided {
  const { position, sourceId, fingerprint, payload } = item;
  const known = found.known.get(sourceId);
  const rows = found.rows.get(sourceId);
  const earlier = earlierOutcome(run, item, known, rows);
  if (earlier) return { outcome: earlier };
  const { authors } = run.options;
  const chosen = Object.hasOwn(authors, payload.slug) ? authors[payload.slug] : authors[payload.name];
  if (chosen === null) {
    const imported = nothing('author', sourceId, fingerprint);
    return { outcome: leftOut(position, 'mapped-to-nothing'), imported };
  }
  const name = oneLine(payload.name) || payload.slug.trim();
  if (name === '') return { outcome: leftOut(position, 'no-name') };
  const biography = payload.biography?.trim() ?? '';
  const texts = {
    name: name.slice(0, NAME_LENGTH),
    biography: biography.slice(0, ABOUT_LENGTH),
    picture: found.picture(payload.picture) ?? null,
  };
  const outcome = taken(position, name.length > NAME_LENGTH || biography.length > ABOUT_LENGTH ? ['shortened'] : []);
  const imported = (id: number, isOwn: boolean): ImportedRow => {
    return { kind: 'author', sourceId, fingerprint, resource: 'author', resourceId: String(id), isOwn };
  };
  if (known) {
    const id = Number(known.resourceId);
    const key = run.topics.byId('author', known.resourceId)?.key ?? '';
    const updated: Outcome = { ...outcome, reasons: [...outcome.reasons, 'updated'], before: rows?.before };
    return { outcome: updated, changed: { id, key, ...texts }, imported: imported(id, true) };
  }
  const key = addressKeyFor(payload.slug, name, found.language);
  const here = chosen === undefined ? run.topics.findAuthor(key, texts.name) : run.topics.author(chosen);
  if (here) return { outcome, imported: imported(here.id, false) };
  if (chosen !== undefined) return { outcome: leftOut(position, 'no-such-author') };
  const made = { id: found.newId(), key: run.topics.freeAuthorKey(key), ...texts };
  run.topics.addAuthor(made, made.name, true);
  return { outcome, made, imported: imported(made.id, true) };
}

async function save(
  run: ImportRun,
  items: readonly Waiting[],
  decided: readonly Decided[],
  language: Language,
): Promise<void> {
  const made = decided.flatMap((one) => one.made ?? []);
  const changed = decided.flatMap((one) => one.changed ?? []);
  const imported = decided.flatMap((one) => one.imported ?? []);
  if (run.isDryRun) for (const one of imported) run.ledger.plan(one, run.id);
  for (const { outcome, imported: row } of decided) {
    const key = run.topics.byId('author', row?.resourceId ?? '')?.key;
    if (key) outcome.became = authorAddress(language, key);
  }
  const redirects = items.flatMap(({ payload }, index): ImportedRedirect[] => {
    const key = run.topics.byId('author', decided[index]?.imported?.resourceId ?? '')?.key;
    return key ? payload.addresses.map((from) => ({ from, to: { kind: 'author', language, key } })) : [];
  });
  await inQuietStep(run, async (transaction) => {
    if (!run.isDryRun) {
      await transaction.$executeRaw`
        INSERT INTO author (id, key, picture_id)
        SELECT r.id, r.key, (SELECT p.id FROM picture p WHERE p.id = r.picture)
        FROM jsonb_to_recordset(${JSON.stringify(made)}::jsonb) AS r (id integer, key text, picture text)`;
      await transaction.$executeRaw`
        INSERT INTO author_text (author_id, language, name, biography)
        SELECT r.id, ${language}, r.name, r.biography
        FROM jsonb_to_recordset(${JSON.stringify(made)}::jsonb) AS r (id integer, name text, biography text)`;
      await transaction.$executeRaw`
        WITH changed AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS r (id integer, name text, biography text)
        ), raised AS (
          UPDATE author a SET version = version + 1 FROM changed WHERE a.id = changed.id
        )
        UPDATE author_text t SET name = changed.name, biography = changed.biography FROM changed
        WHERE t.author_id = changed.id AND t.language = ${language}`;
      await saveImported(run, transaction, imported);
      await saveImportedRedirects(run.id, redirects, transaction);
    }
    await saveOutcomes(
      run,
      transaction,
      decided.map(({ outcome }) => outcome),
      { isVisible: changed.length > 0 },
    );
  });
}
