import type { Language } from '#i18n/languages';
import type { Placed, Placement } from '#newsroom/fronts/placement';
import { now } from '#platform/clock';
import { database, type Sql, sql } from '#platform/database';

/**
 * What stands by hand on a language's front page, in the order of its layout, with how it counts at this moment.
 * `layout` is one that somebody means, in place of the one that is saved; what is no article of the language is left
 * out of it.
 */
export function listPlacements(language: Language, layout?: readonly Placement[]): Promise<Placed[]> {
  // By the clock that says when fronts are to be refreshed: a replica may have another one.
  const at = now();
  // Story by story (LIMIT): left to itself PostgreSQL may go through all articles in order to meet a handful of
  // placements.
  return database().$queryRaw<Placed[]>`
    SELECT p.article_id AS "articleId", p.place::text, p.from_at AS "from", p.until_at AS "until",
      placed.headline, placed.section, placed.picture, placed.state, placed."publishedAt", placed."isInTrash",
      placed."isPending",
      CASE WHEN placed.state <> 'published' THEN 'gone' WHEN p.until_at <= ${at} THEN 'over'
        WHEN p.from_at > ${at} THEN 'waiting' ELSE 'due' END AS standing
    FROM ${layout ? asPlacements(language, layout) : sql`placement`} AS p CROSS JOIN LATERAL (
      SELECT a.headline, a.state, a.published_at AS "publishedAt", a.removed_at IS NOT NULL AS "isInTrash",
        coalesce(copy.version <> copy.published_version, false) AS "isPending", section.key AS section, story.lead_id AS picture
      FROM article a JOIN section ON section.id = a.section_id JOIN story ON story.id = a.story_id
        LEFT JOIN working_copy copy ON copy.article_id = a.id
      WHERE a.id = p.article_id AND a.language = p.language
      LIMIT 1
    ) AS placed
    WHERE p.language = ${language}
    ORDER BY p.rank`;
}

/** A layout as rows that are in no table yet. */
export function asPlacements(language: Language, layout: readonly Placement[]): Sql {
  const rows = layout.map(({ articleId, place, from, until }, rank) => ({
    ...{ article_id: articleId, language, place, rank, from_at: from, until_at: until },
  }));
  return sql`jsonb_populate_recordset(NULL::placement, ${JSON.stringify(rows)}::jsonb)`;
}
