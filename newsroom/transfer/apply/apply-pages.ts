import { pageAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, type Language } from '#i18n/languages';
import { type ImportedRedirect, saveImportedRedirects } from '#newsroom/redirects/save-imported-redirects';
import { addressKeyFor } from '#newsroom/transfer/apply/address-key-for';
import { applyPosts } from '#newsroom/transfer/apply/apply-posts';
import { earlierOutcome } from '#newsroom/transfer/apply/earlier-outcome';
import { lostInText } from '#newsroom/transfer/apply/lost-in-text';
import { notKept } from '#newsroom/transfer/apply/not-kept';
import { publicationOf } from '#newsroom/transfer/apply/publication';
import { type ReadText, readTexts, worstOf } from '#newsroom/transfer/apply/read-texts';
import { inQuietStep, saveImported, saveOutcomes } from '#newsroom/transfer/apply/save-outcomes';
import { importedLanguage } from '#newsroom/transfer/run/import-language';
import type { ImportReason } from '#newsroom/transfer/run/import-reasons';
import {
  type ImportedRow,
  type ImportRun,
  leftOut,
  type Outcome,
  type Transaction,
  taken,
  type WaitingItem,
} from '#newsroom/transfer/run/import-run';
import type { Known } from '#newsroom/transfer/run/ledger';
import { oneLine } from '#newsroom/transfer/source/one-line';
import type { SourcePost } from '#newsroom/transfer/source/source-item';
import { type RowsBefore, readRowsBefore } from '#newsroom/transfer/undo/rows-before';

type Waiting = WaitingItem<SourcePost>;

type PageRow = {
  item: Waiting;
  language: Language;
  text: ReadText;
  title: string;
  description: string;
  outcome: Outcome;
  /** Of an earlier import. */
  known?: Known;
};

const TITLE_LENGTH = 300;

/**
 * Takes over pages about the site: those that readers could see. Others become drafts of articles, since a page here has
 * no draft.
 */
export async function applyPages(run: ImportRun, items: readonly Waiting[]): Promise<void> {
  const known = await run.ledger.find(
    'page',
    items.map(({ sourceId }) => sourceId),
  );
  const isPage = ({ sourceId, payload }: Waiting) => {
    const here = known.get(sourceId);
    if (here) return here.resource === 'page';
    const full = { hasTitle: payload.title.trim() !== '', hasText: true };
    return (
      publicationOf({ ...payload, publishedAt: payload.publishedAt ?? new Date(0) }, full, new Date()).state ===
      'published'
    );
  };
  await applyPosts(
    run,
    'page',
    items.filter((item) => !isPage(item)),
  );
  await savePages(run, items.filter(isPage), known);
}

async function savePages(run: ImportRun, items: readonly Waiting[], known: Map<string, Known>): Promise<void> {
  if (items.length === 0) return;
  const languages = new Map(items.map((item) => [item, languageOfPage(run, item) ?? DEFAULT_LANGUAGE]));
  const texts = await readTexts(run, languages);
  const before = await readRowsBefore(run, 'page', items, known);
  const outcomes: Outcome[] = [];
  const rows: PageRow[] = [];
  for (const item of items) {
    const decided = decidePage(run, item, { known, before, text: texts.get(item) });
    outcomes.push(decided.outcome);
    if (!decided.row) continue;
    rows.push(decided.row);
    const planned = { importId: run.id, fingerprint: item.fingerprint, resource: 'page', resourceId: '/', isOwn: true };
    known.set(item.sourceId, planned as Known);
    if (run.isDryRun) run.ledger.plan({ kind: 'page', sourceId: item.sourceId, ...planned }, run.id);
  }
  await inQuietStep(run, async (transaction) => {
    if (!run.isDryRun) for (const row of rows) row.outcome.became = await savePage(run, transaction, row);
    await saveOutcomes(run, transaction, outcomes, { isVisible: rows.length > 0 });
  });
}

function decidePage(
  run: ImportRun,
  item: Waiting,
  found: { known: Map<string, Known>; before: Map<string, RowsBefore>; text: ReadText | undefined },
): { outcome: Outcome; row?: PageRow } {
  const { position, sourceId, payload } = item;
  const known = found.known.get(sourceId);
  const rows = found.before.get(sourceId);
  const earlier = earlierOutcome(run, item, known, rows);
  if (earlier) return { outcome: earlier };
  const language = languageOfPage(run, item);
  if (!language) return { outcome: leftOut(position, 'language-not-on') };
  const { text } = found;
  if (!text) return { outcome: leftOut(position, 'no-text') };
  const reasons: ImportReason[] = [...lostInText(text), ...notKept(payload)];
  const outcome: Outcome = {
    ...taken(position, reasons),
    words: text.words,
    hasOpenLinks: text.hasFormerLinks,
    became: pageAddress(
      language,
      known?.resourceId.split('/')[0] ?? addressKeyFor(payload.slug, payload.title, language),
    ),
    ...(text.leftOut.length > 0 && { remainder: worstOf(text.leftOut) }),
    ...(known && { before: rows?.before, reasons: [...reasons, 'updated'] }),
  };
  const title = oneLine(payload.title).slice(0, TITLE_LENGTH);
  const description = oneLine(payload.standfirst).slice(0, TITLE_LENGTH);
  return { outcome, row: { item, language, text, title, description, outcome, ...(known && { known }) } };
}

function languageOfPage(run: ImportRun, { payload }: Waiting): Language | undefined {
  const code = payload.language ?? run.language;
  return code ? importedLanguage(code, run.options) : (run.options.language ?? DEFAULT_LANGUAGE);
}

/** A page of one language; as a translation it is a text of the page that its group has. Returns its address. */
async function savePage(run: ImportRun, transaction: Transaction, row: PageRow): Promise<string> {
  const { item, language, text, title, description, known } = row;
  const { sourceId, fingerprint, payload } = item;
  const body = JSON.stringify(text.stored);
  const key = known ? (known.resourceId.split('/')[0] ?? '') : await pageKeyFor(run, transaction, row);
  await transaction.$executeRaw`
    INSERT INTO page_text (page_key, language, title, description, body)
    VALUES (${key}, ${language}, ${title}, ${description}, ${body}::jsonb)
    ON CONFLICT (page_key, language)
    DO UPDATE SET title = excluded.title, description = excluded.description, body = excluded.body`;
  const imported: ImportedRow = {
    ...{ kind: 'page', sourceId, fingerprint, resource: 'page', resourceId: `${key}/${language}`, isOwn: true },
    ...(payload.translationGroup && { translationGroup: payload.translationGroup }),
  };
  await saveImported(run, transaction, [imported]);
  const redirects = payload.addresses.map((from): ImportedRedirect => ({ from, to: { kind: 'page', language, key } }));
  await saveImportedRedirects(run.id, redirects, transaction);
  return pageAddress(language, key);
}

/** The key of the page that a text belongs to: its translations' one, or a new page's, not in the footer. */
async function pageKeyFor(
  run: ImportRun,
  transaction: Transaction,
  { item, language, title }: PageRow,
): Promise<string> {
  const { payload } = item;
  const [translated] = payload.translationGroup
    ? await transaction.$queryRaw<{ key: string }[]>`
        SELECT p.key FROM imported_item i JOIN page p ON p.key = split_part(i.resource_id, '/', 1)
        WHERE i.site = ${run.site} AND i.kind = 'page' AND i.translation_group = ${payload.translationGroup}
          AND i.resource = 'page'
          AND NOT EXISTS (SELECT FROM page_text t WHERE t.page_key = p.key AND t.language = ${language})
        ORDER BY p.key LIMIT 1`
    : [];
  if (translated) return translated.key;
  const wanted = addressKeyFor(payload.slug, title, language).slice(0, 70).replace(/-+$/, '');
  for (let number = 1; ; number++) {
    const key = number === 1 ? wanted : `${wanted}-${number}`;
    const made = await transaction.$executeRaw`
      INSERT INTO page (key, position, in_footer)
      SELECT ${key}, coalesce((SELECT max(position) + 1 FROM page), 0), false
      WHERE NOT EXISTS (SELECT FROM address_key WHERE key = ${key})`;
    if (made === 1) return key;
  }
}
