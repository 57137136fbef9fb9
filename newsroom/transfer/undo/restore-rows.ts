import type { Transaction } from '#newsroom/transfer/run/import-run';
import { type Sql, sql } from '#platform/database';

/**
 * Puts back what a step of an import has changed, from what readRowsBefore gave (import_item.before): rows of stories,
 * pages, tags, authors and pictures, and what was remembered of them. The text that a story had meanwhile goes.
 */
export async function restoreRows(
  transaction: Transaction,
  importId: number,
  positions: readonly number[],
): Promise<void> {
  const items = (resource: string) => sql`(
    SELECT before->'rows' AS rows FROM import_item
    WHERE import_id = ${importId} AND position = ANY (${[...positions]}) AND before->'item'->>'resource' = ${resource}
  ) AS changed`;
  await restoreStories(transaction, items('article'));
  await restorePages(transaction, items('page'));
  await restoreTags(transaction, items('tag'));
  await restoreAuthors(transaction, items('author'));
  await restorePictures(transaction, items('picture'));
  await transaction.$executeRaw`
    UPDATE imported_item i SET fingerprint = o.fingerprint, made = o.made, translation_group = o.translation_group
    FROM import_item s, jsonb_populate_record(NULL::imported_item, s.before->'item') AS o
    WHERE s.import_id = ${importId} AND s.position = ANY (${[...positions]}) AND s.before IS NOT NULL
      AND (i.site, i.kind, i.source_id) = (o.site, o.kind, o.source_id)`;
}

async function restoreStories(transaction: Transaction, items: Sql): Promise<void> {
  await transaction.$executeRaw`
    UPDATE story s SET section_id = o.section_id, kind = o.kind, lead_id = p.id, version = o.version
    FROM ${items}, jsonb_populate_record(NULL::story, rows->'story') AS o LEFT JOIN picture p ON p.id = o.lead_id
    WHERE s.id = o.id`;
  await transaction.$executeRaw`
    DELETE FROM story_tag t USING ${items}
    WHERE t.story_id = (rows->'story'->>'id')::integer AND NOT rows->'tags' @> to_jsonb(t.tag_id)`;
  await transaction.$executeRaw`
    INSERT INTO story_tag (story_id, tag_id)
    SELECT (rows->'story'->>'id')::integer, tag.id FROM ${items}, jsonb_array_elements(rows->'tags') AS one
    JOIN tag ON tag.id = one::integer
    ON CONFLICT DO NOTHING`;
  await transaction.$executeRaw`
    DELETE FROM story_author t USING ${items} WHERE t.story_id = (rows->'story'->>'id')::integer`;
  await transaction.$executeRaw`
    INSERT INTO story_author (story_id, author_id, position)
    SELECT o.story_id, o.author_id, o.position
    FROM ${items}, jsonb_populate_recordset(NULL::story_author, rows->'authors') AS o JOIN author ON author.id = o.author_id
    ON CONFLICT DO NOTHING`;
  await transaction.$executeRaw`
    UPDATE article a SET headline = o.headline, standfirst = o.standfirst, body = o.body, body_text = o.body_text,
      state = o.state, published_at = o.published_at, revised_at = o.revised_at, withdrawal_notice = o.withdrawal_notice
    FROM ${items}, jsonb_populate_record(NULL::article, rows->'article') AS o
    WHERE a.id = o.id`;
  await transaction.$executeRaw`
    DELETE FROM revision r USING ${items}
    WHERE r.article_id = (rows->'article'->>'id')::integer AND r.version >= (rows->'copy'->>'version')::integer`;
  await transaction.$executeRaw`
    UPDATE working_copy w SET version = o.version, published_version = o.published_version, workflow = o.workflow,
      note = o.note, headline = o.headline, standfirst = o.standfirst, body = o.body, body_text = o.body_text,
      source = o.source, changed_at = o.changed_at
    FROM ${items}, jsonb_populate_record(NULL::working_copy, rows->'copy') AS o
    WHERE w.article_id = o.article_id`;
}

async function restorePages(transaction: Transaction, items: Sql): Promise<void> {
  await transaction.$executeRaw`
    UPDATE page_text t SET title = o.title, description = o.description, body = o.body
    FROM ${items}, jsonb_populate_recordset(NULL::page_text, rows->'texts') AS o
    WHERE (t.page_key, t.language) = (o.page_key, o.language)`;
}

async function restoreTags(transaction: Transaction, items: Sql): Promise<void> {
  await transaction.$executeRaw`
    UPDATE tag_text t SET name = o.name FROM ${items}, jsonb_populate_recordset(NULL::tag_text, rows->'texts') AS o
    WHERE (t.tag_id, t.language) = (o.tag_id, o.language)`;
  await transaction.$executeRaw`
    UPDATE tag t SET version = o.version FROM ${items}, jsonb_populate_record(NULL::tag, rows->'tag') AS o
    WHERE t.id = o.id`;
}

async function restoreAuthors(transaction: Transaction, items: Sql): Promise<void> {
  await transaction.$executeRaw`
    UPDATE author_text t SET name = o.name, biography = o.biography
    FROM ${items}, jsonb_populate_recordset(NULL::author_text, rows->'texts') AS o
    WHERE (t.author_id, t.language) = (o.author_id, o.language)`;
  await transaction.$executeRaw`
    UPDATE author a SET version = o.version FROM ${items}, jsonb_populate_record(NULL::author, rows->'author') AS o
    WHERE a.id = o.id`;
}

async function restorePictures(transaction: Transaction, items: Sql): Promise<void> {
  await transaction.$executeRaw`
    UPDATE picture_text t SET alt = o.alt, caption = o.caption, credit = o.credit
    FROM ${items}, jsonb_populate_recordset(NULL::picture_text, rows->'texts') AS o
    WHERE (t.picture_id, t.language) = (o.picture_id, o.language)`;
  await transaction.$executeRaw`
    UPDATE picture p SET version = o.version FROM ${items}, jsonb_populate_record(NULL::picture, rows->'picture') AS o
    WHERE p.id = o.id`;
}
