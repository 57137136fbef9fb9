import { sectionAddress, tagAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, type Language } from '#i18n/languages';
import { type ImportedRedirect, saveImportedRedirects } from '#newsroom/redirects/save-imported-redirects';
import { NAME_LENGTH } from '#newsroom/topics/editable-topic';
import { addressKeyFor } from '#newsroom/transfer/apply/address-key-for';
import { earlierOutcome } from '#newsroom/transfer/apply/earlier-outcome';
import { newIds } from '#newsroom/transfer/apply/new-ids';
import { inQuietStep, saveImported, saveOutcomes } from '#newsroom/transfer/apply/save-outcomes';
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
import type { SourceTerm } from '#newsroom/transfer/source/source-item';
import { type RowsBefore, readRowsBefore } from '#newsroom/transfer/undo/rows-before';

type Waiting = WaitingItem<SourceTerm>;

type TagName = { id: number; language: Language; name: string };

type Decided = {
  outcome: Outcome;
  language?: Language;
  made?: { id: number; key: string };
  named?: TagName;
  renamed?: TagName;
  imported?: ImportedRow;
};

type Found = {
  known: Map<string, Known>;
  rows: Map<string, RowsBefore>;
  /** Tags of groups of translations. */
  groups: Map<string, Known>;
  newId(): number;
};

/** What WordPress calls the category of stories that have none. */
const NO_CATEGORY = 'uncategorized';

/**
 * Takes over categories and tags: a category becomes the section that whoever imports says, or the one of that key or
 * name, else a tag. Translations of each other are one tag.
 */
export async function applyTerms(run: ImportRun, items: readonly Waiting[]): Promise<void> {
  const known = await run.ledger.find(
    'term',
    items.map(({ sourceId }) => sourceId),
  );
  const found: Found = {
    known,
    rows: await readRowsBefore(run, 'term', items, known),
    groups: await run.ledger.findTagGroups(items.flatMap(({ payload }) => payload.translationGroup ?? [])),
    newId: await newIds(run, 'tag', items.length),
  };
  const decided = items.map((item) => {
    const one = decideTerm(run, item, found);
    if (!one.imported) return one;
    const row = { ...one.imported, importId: run.id } as Known;
    found.known.set(item.sourceId, row);
    const group = item.payload.translationGroup;
    if (group && row.resource === 'tag' && !found.groups.has(group)) found.groups.set(group, row);
    return one;
  });
  await save(run, items, decided);
}

function decideTerm(run: ImportRun, item: Waiting, found: Found): Decided {
  const { position, sourceId, fingerprint, payload } = item;
  const known = found.known.get(sourceId);
  const rows = found.rows.get(sourceId);
  const earlier = earlierOutcome(run, item, known, rows);
  if (earlier) return { outcome: earlier };
  const code = payload.language ?? run.language;
  const language = code ? importedLanguage(code, run.options) : DEFAULT_LANGUAGE;
  const name = oneLine(payload.name);
  const imported = (resource: 'section' | 'tag', id: number, isOwn: boolean): ImportedRow => ({
    ...{ kind: 'term', sourceId, fingerprint, resource, resourceId: String(id), isOwn },
    ...(payload.translationGroup && { translationGroup: payload.translationGroup }),
  });
  if (payload.taxonomy === 'category' && !known) {
    const isTag = run.options.tags.includes(sourceId);
    const section = isTag ? false : sectionOf(run, payload);
    const none = nothing('term', sourceId, fingerprint);
    if (section === null) return { outcome: leftOut(position, 'mapped-to-nothing'), imported: none };
    if (section === undefined) return { outcome: leftOut(position, 'no-such-section') };
    if (section)
      return {
        outcome: taken(position),
        language: language ?? DEFAULT_LANGUAGE,
        imported: imported('section', section.id, false),
      };
    if (payload.slug === NO_CATEGORY && !isTag) return { outcome: leftOut(position, NO_CATEGORY), imported: none };
  }
  if (!language) return { outcome: leftOut(position, 'language-not-on') };
  if (name === '') return { outcome: leftOut(position, 'no-name') };
  const short = name.slice(0, NAME_LENGTH);
  const outcome = taken(position, name.length > NAME_LENGTH ? ['shortened'] : []);
  if (known) {
    const updated: Outcome = { ...outcome, reasons: [...outcome.reasons, 'updated'], before: rows?.before };
    const id = Number(known.resourceId);
    return { outcome: updated, language, renamed: { id, language, name: short }, imported: imported('tag', id, true) };
  }
  const translated = payload.translationGroup ? found.groups.get(payload.translationGroup) : undefined;
  if (translated) {
    const id = Number(translated.resourceId);
    const named = translated.isOwn && { named: { id, language, name: short } };
    return { outcome, language, ...named, imported: imported('tag', id, translated.isOwn) };
  }
  const key = addressKeyFor(payload.slug, name, language);
  const here = run.topics.findTag(key, name, language);
  if (here) return { outcome, language, imported: imported('tag', here.id, false) };
  const made = { id: found.newId(), key };
  run.topics.addTag(made, [{ name: short, language }]);
  return {
    outcome,
    language,
    made,
    named: { id: made.id, language, name: short },
    imported: imported('tag', made.id, true),
  };
}

/** The section of a category; false where it is to be a tag, null for nothing, undefined for a section that is none. */
function sectionOf(run: ImportRun, { slug, name, id }: SourceTerm): { id: number } | false | null | undefined {
  const { sections } = run.options;
  const named = [id, slug, name].find((one) => Object.hasOwn(sections, one));
  if (named === undefined) return run.topics.findSection(slug, name) ?? false;
  const chosen = sections[named];
  return chosen ? run.topics.section(chosen) : null;
}

async function save(run: ImportRun, items: readonly Waiting[], decided: readonly Decided[]): Promise<void> {
  const made = decided.flatMap((one) => one.made ?? []);
  const named = decided.flatMap((one) => one.named ?? []);
  const renamed = decided.flatMap((one) => one.renamed ?? []);
  const imported = decided.flatMap((one) => one.imported ?? []);
  if (run.isDryRun) for (const one of imported) run.ledger.plan(one, run.id);
  for (const one of decided) {
    const { kind, key, language } = topicOf(run, one);
    if (key && language) one.outcome.became = (kind === 'section' ? sectionAddress : tagAddress)(language, key);
  }
  await inQuietStep(run, async (transaction) => {
    if (!run.isDryRun) {
      await transaction.$executeRaw`
        INSERT INTO tag (id, key) SELECT * FROM jsonb_to_recordset(${JSON.stringify(made)}::jsonb) AS r (id integer, key text)`;
      await transaction.$executeRaw`
        INSERT INTO tag_text (tag_id, language, name)
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(named)}::jsonb) AS r (id integer, language text, name text)
        ON CONFLICT DO NOTHING`;
      await transaction.$executeRaw`
        WITH renamed AS (
          SELECT * FROM jsonb_to_recordset(${JSON.stringify(renamed)}::jsonb) AS r (id integer, language text, name text)
        ), raised AS (
          UPDATE tag t SET version = version + 1 FROM renamed WHERE t.id = renamed.id
        )
        UPDATE tag_text t SET name = renamed.name FROM renamed
        WHERE t.tag_id = renamed.id AND t.language = renamed.language`;
      await saveImported(run, transaction, imported);
      await saveImportedRedirects(run.id, redirectsOf(run, items, decided), transaction);
    }
    await saveOutcomes(
      run,
      transaction,
      decided.map(({ outcome }) => outcome),
      { isVisible: renamed.length > 0 },
    );
  });
}

function redirectsOf(run: ImportRun, items: readonly Waiting[], decided: readonly Decided[]): ImportedRedirect[] {
  return items.flatMap(({ payload }, index): ImportedRedirect[] => {
    const { kind, key, language } = topicOf(run, decided[index]);
    if (!key || !language) return [];
    return payload.addresses.map((from) => ({ from, to: { kind, language, key } }));
  });
}

function topicOf(run: ImportRun, { imported, language }: Partial<Decided> = {}) {
  const kind = imported?.resource === 'section' ? 'section' : 'tag';
  return { kind, key: run.topics.byId(kind, imported?.resourceId ?? '')?.key, language } as const;
}
