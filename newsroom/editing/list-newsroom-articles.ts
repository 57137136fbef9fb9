import type { Language } from '#i18n/languages';
import type { NewsroomCursor, NewsroomFilter, NewsroomRow } from '#newsroom/editing/newsroom-list';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { contains } from '#platform/contains';
import { database, type Sql, sql, sqlList, sqlNothing } from '#platform/database';

/**
 * All articles that the newsroom has, last changed first, from just after `before` on; `next` is where the following
 * page starts, or null on the last. Whoever may read only their own sees only those. `language` is that of section
 * names, `timeZone` the zone that days are of. `limit` is 1 to 100.
 */
export async function listNewsroomArticles(
  actor: Actor,
  filter: NewsroomFilter,
  {
    before,
    limit,
    language,
    timeZone,
  }: { before?: NewsroomCursor; limit: number; language: Language; timeZone: string },
): Promise<{ articles: NewsroomRow[]; next: NewsroomCursor | null }> {
  const everybody = may(actor, 'article.read', { createdById: null });
  const wanted = [...conditions(filter, timeZone), ...(everybody ? [] : [sql`a.created_by_id = ${actor.id}`])];
  const rows = await database().$queryRaw<NewsroomRow[]>`
    SELECT a.id, a.language, w.headline, a.state, w.workflow, w.version, w.published_version AS "publishedVersion",
      a.published_at AS "publishedAt", w.changed_at AS "changedAt", coalesce(actor_name(a.created_by_id), '') AS "byName", a.slug,
      coalesce(t.name, c.key) AS section, t.language AS "sectionIn", y.kind
    FROM working_copy w
    JOIN article a ON a.id = w.article_id
    JOIN story y ON y.id = a.story_id
    JOIN section c ON c.id = a.section_id
    LEFT JOIN LATERAL (
      SELECT name, language FROM section_text WHERE section_id = a.section_id ORDER BY language <> ${language} LIMIT 1
    ) AS t ON true
    WHERE ${sqlList(wanted, ' AND ')}
      ${
        before
          ? sql`AND (w.changed_at, w.article_id) < (${before.changedAt}::timestamptz, ${before.id}::int)`
          : sqlNothing
      }
    ORDER BY w.changed_at DESC, w.article_id DESC
    LIMIT ${limit + 1}`;
  const articles = rows.slice(0, limit);
  const last = articles.at(-1);
  return { articles, next: last && rows.length > limit ? { changedAt: last.changedAt, id: last.id } : null };
}

function conditions(
  { state, workflow, language, kind, section, by, from, to, q }: NewsroomFilter,
  timeZone: string,
): Sql[] {
  const wanted: Sql[] = [state === 'removed' ? sql`a.removed_at IS NOT NULL` : sql`a.removed_at IS NULL`];
  if (state === 'pending') wanted.push(sql`a.state <> 'draft' AND w.version <> w.published_version`);
  else if (state && state !== 'removed') wanted.push(sql`a.state = ${state}::"ArticleState"`);
  // What readers have as it stands is ready by definition; asking for a step of the work means what is still in work.
  if (workflow) wanted.push(sql`w.workflow = ${workflow}::"Workflow" AND w.version <> w.published_version`);
  if (language) wanted.push(sql`a.language = ${language}`);
  if (kind) wanted.push(sql`y.kind = ${kind}`);
  if (section) wanted.push(sql`a.section_id = (SELECT id FROM section WHERE key = ${section})`);
  if (by) wanted.push(sql`a.created_by_id = ${by}`);
  if (from) wanted.push(sql`w.changed_at >= ${from}::date::timestamp AT TIME ZONE ${timeZone}`);
  if (to) wanted.push(sql`w.changed_at < (${to}::date + 1)::timestamp AT TIME ZONE ${timeZone}`);
  if (q) {
    wanted.push(sql`w.article_id IN (
      SELECT article_id FROM working_copy WHERE ${contains(sql`headline_folded`, q)}
      UNION SELECT id FROM article WHERE slug = ${q}
      UNION SELECT x.id FROM story_author s JOIN article x ON x.story_id = s.story_id
        WHERE s.author_id IN (SELECT author_id FROM author_text WHERE ${contains(sql`search.folded(name)`, q)})
      UNION SELECT x.id FROM staff name JOIN article x ON x.created_by_id = name.id
        WHERE ${contains(sql`search.folded(name.name)`, q)})`);
  }
  return wanted;
}
