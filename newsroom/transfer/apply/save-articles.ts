import { type ImportedRedirect, saveImportedRedirects } from '#newsroom/redirects/save-imported-redirects';
import type { ArticleRow } from '#newsroom/transfer/apply/apply-posts';
import { changeArticles } from '#newsroom/transfer/apply/change-articles';
import { inQuietStep, saveImported, saveOutcomes } from '#newsroom/transfer/apply/save-outcomes';
import { importNotes } from '#newsroom/transfer/run/import-notes';
import type { ImportedRow, ImportRun, Outcome, Transaction } from '#newsroom/transfer/run/import-run';

/** Writes articles that are new or changed, in one transaction with what is remembered of them and how they ended. */
export async function saveArticles(
  run: ImportRun,
  kind: 'post' | 'page',
  rows: readonly ArticleRow[],
  outcomes: readonly Outcome[],
): Promise<void> {
  const imported = rows.map((row): ImportedRow => {
    const { sourceId, payload } = row.item;
    return {
      ...{
        kind,
        sourceId,
        fingerprint: row.fingerprint,
        resource: 'article',
        resourceId: String(row.articleId),
        isOwn: true,
      },
      ...(payload.translationGroup && { translationGroup: payload.translationGroup }),
    };
  });
  if (run.isDryRun) for (const row of imported) run.ledger.plan(row, run.id);
  const fresh = rows.filter(({ before }) => before === undefined);
  const changed = rows.filter(({ before }) => before !== undefined);
  await inQuietStep(run, async (transaction) => {
    if (!run.isDryRun) {
      await insertStories(transaction, fresh);
      await insertArticles(run, transaction, fresh);
      await changeArticles(transaction, changed);
      await postponeWords(transaction, rows);
      await saveImported(run, transaction, imported);
      await saveImportedRedirects(run.id, rows.flatMap(redirectsOf), transaction);
    }
    await saveOutcomes(run, transaction, outcomes, { isVisible: rows.length > 0 });
  });
}

/** Stories, with their tags and authors; a translation adds what its story does not have yet. */
async function insertStories(transaction: Transaction, rows: readonly ArticleRow[]): Promise<void> {
  if (rows.length === 0) return;
  const given = rows.map(({ storyId, isNewStory, filing, text, publication, item }) => ({
    ...{ storyId, isNewStory, ...filing, lead: text.lead ?? null },
    createdAt: publication.publishedAt ?? item.payload.changedAt ?? null,
  }));
  const stories = JSON.stringify(given);
  await transaction.$executeRaw`
    INSERT INTO story (id, section_id, kind, lead_id, created_at)
    SELECT s."storyId", s."sectionId", s.kind, (SELECT id FROM picture WHERE id = s.lead),
      least(coalesce(s."createdAt", now()), now())
    FROM jsonb_to_recordset(${stories}::jsonb) AS s (
      "storyId" integer, "isNewStory" boolean, "sectionId" integer, kind text, lead text, "createdAt" timestamptz)
    WHERE s."isNewStory"`;
  await transaction.$executeRaw`
    UPDATE story SET lead_id = p.id
    FROM jsonb_to_recordset(${stories}::jsonb) AS s ("storyId" integer, "isNewStory" boolean, lead text)
    JOIN picture p ON p.id = s.lead
    WHERE story.id = s."storyId" AND NOT s."isNewStory" AND story.lead_id IS NULL`;
  await transaction.$executeRaw`
    INSERT INTO story_tag (story_id, tag_id)
    SELECT s."storyId", tag.id
    FROM jsonb_to_recordset(${stories}::jsonb) AS s ("storyId" integer, "tagIds" integer[]), unnest(s."tagIds") AS one
    JOIN tag ON tag.id = one
    ON CONFLICT DO NOTHING`;
  await transaction.$executeRaw`
    INSERT INTO story_author (story_id, author_id, position)
    SELECT s."storyId", author.id, row_number() OVER (PARTITION BY s."storyId" ORDER BY s.place, one.place) - 1 +
      (SELECT count(*) FROM story_author x WHERE x.story_id = s."storyId")
    FROM ROWS FROM (
      jsonb_to_recordset(${stories}::jsonb) AS ("storyId" integer, "authorIds" integer[])
    ) WITH ORDINALITY AS s ("storyId", "authorIds", place), unnest(s."authorIds") WITH ORDINALITY AS one (id, place)
    JOIN author ON author.id = one.id
    ON CONFLICT DO NOTHING`;
}

/** Articles; their working copies come with them, and say why one is a draft. */
async function insertArticles(run: ImportRun, transaction: Transaction, rows: readonly ArticleRow[]): Promise<void> {
  if (rows.length === 0) return;
  const notes = await importNotes(rows.map(({ language }) => language));
  const given = rows.map(
    ({ articleId, storyId, language, slug, slugChosen, headline, standfirst, text, publication, item }) => ({
      ...{ articleId, storyId, language, slug, slugChosen, headline, standfirst },
      ...{ body: text.stored, bodyText: text.bodyText, source: run.siteNames.get(language) ?? '' },
      ...{ state: publication.state, publishedAt: publication.publishedAt, revisedAt: publication.revisedAt },
      note: publication.note ? notes(language, publication.note) : '',
      changedAt: item.payload.changedAt ?? null,
    }),
  );
  const articles = JSON.stringify(given);
  await transaction.$executeRaw`
    INSERT INTO article (id, story_id, section_id, language, slug, slug_chosen, headline, standfirst, body, body_text,
      source, state, published_at, revised_at)
    SELECT a."articleId", story.id, story.section_id, a.language, a.slug, a."slugChosen", a.headline, a.standfirst, a.body,
      a."bodyText", a.source, a.state::"ArticleState", a."publishedAt", a."revisedAt"
    FROM jsonb_to_recordset(${articles}::jsonb) AS a (
      "articleId" integer, "storyId" integer, language text, slug text, "slugChosen" boolean, headline text,
      standfirst text, body jsonb, "bodyText" text, source text, state text, "publishedAt" timestamptz,
      "revisedAt" timestamptz)
    JOIN story ON story.id = a."storyId"`;
  const drafts = given
    .filter(({ state }) => state === 'draft')
    .map(({ articleId, note, changedAt }) => ({ articleId, note, changedAt }));
  if (drafts.length === 0) return;
  await transaction.$executeRaw`
    UPDATE working_copy w SET note = d.note, note_at = CASE WHEN d.note <> '' THEN now() END,
      changed_at = least(coalesce(d."changedAt", w.changed_at), now())
    FROM jsonb_to_recordset(${JSON.stringify(drafts)}::jsonb) AS d ("articleId" integer, note text, "changedAt" timestamptz)
    WHERE w.article_id = d."articleId"`;
}

/** Before a search the words of the newest changes are made; these are not among them. */
async function postponeWords(transaction: Transaction, rows: readonly ArticleRow[]): Promise<void> {
  const ids = rows.map(({ articleId }) => articleId);
  await transaction.$executeRaw`
    UPDATE search.pending SET is_backlog = true WHERE NOT is_backlog AND article_id = ANY (${ids})`;
}

function redirectsOf({ item, articleId }: ArticleRow): ImportedRedirect[] {
  return item.payload.addresses.map((from) => ({ from, to: { kind: 'article', id: articleId } }));
}
