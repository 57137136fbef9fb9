import { inOwnLanguages, type Language } from '#i18n/languages';
import { nameKey, SITE } from '#newsroom/surrogate-keys';
import type { MenuItem, MenuLink, MenuName, Menus } from '#newsroom/topics/menu';
import { database, type Sql, sql } from '#platform/database';
import { dependOn } from '#platform/reads';

/**
 * The menus of a language. A place is left out where what it leads to has no name in it, or an address no label. A tag
 * that went into another one leads there.
 */
export async function listMenus(language: Language): Promise<Menus> {
  dependOn(SITE);
  const rows = await database().$queryRaw<(MenuLink & { menu: MenuName; label: string | null })[]>`
    SELECT m.menu, m.kind, coalesce(t.key, m.target) AS target, coalesce(own.label, ${nameIn(sql`= ${language}`)}) AS label
    FROM menu_item m
    LEFT JOIN menu_item_text own ON own.item_id = m.id AND own.language = ${language}
    ${withTag}
    WHERE m.kind = 'url' OR ${nameIn(sql`= ${language}`)} IS NOT NULL
    ORDER BY m.position, m.id`;
  for (const { kind, target } of rows) if (kind === 'tag' || kind === 'author') dependOn(nameKey(kind, target));
  const links = (of: MenuName) =>
    rows.flatMap(({ menu, label, ...link }) => (menu === of && label ? [{ ...link, label }] : []));
  return { header: links('header'), footer: links('footer') };
}

/** All places of all menus in their order, with the name of what each leads to, in `language` if it has one there. */
export async function listMenuItems(language: Language): Promise<MenuItem[]> {
  const rows = await database().$queryRaw<(MenuItem & { texts: { language: Language; label: string }[] })[]>`
    SELECT m.id, m.menu, m.kind, coalesce(t.key, m.target) AS target,
      coalesce(${nameIn(sql`= ${language}`)}, ${nameIn(sql`<> ${language}`)}) AS name,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('language', x.language, 'label', x.label)), '[]')
        FROM menu_item_text x WHERE x.item_id = m.id) AS texts, ${menuItemFingerprint} AS fingerprint
    FROM menu_item m ${withTag}
    ORDER BY m.menu DESC, m.position, m.id`;
  return rows.map(({ texts, ...item }) => ({
    ...item,
    labels: Object.fromEntries(inOwnLanguages(texts).map(({ language: code, label }) => [code, label])),
  }));
}

/** Of m: another one after every change of where it leads or what it is called. */
export const menuItemFingerprint = sql`md5(jsonb_build_array(m.kind, m.target, ARRAY(
  SELECT x.language || ' ' || x.label FROM menu_item_text x WHERE x.item_id = m.id ORDER BY 1))::text)`;

/** The tag of today, joined as t. */
const withTag = sql`
  LEFT JOIN LATERAL (
    SELECT tag.id, tag.key FROM tag
    WHERE m.kind = 'tag' AND tag.id = coalesce(
      (SELECT tag_id FROM former_tag WHERE key = m.target), (SELECT id FROM tag AS own WHERE own.key = m.target))
  ) AS t ON true`;

/** What m leads to is called so in a language that `condition` holds of; NULL where it has no name there. */
function nameIn(condition: Sql): Sql {
  return sql`(CASE m.kind
    WHEN 'section' THEN (
      SELECT x.name FROM section JOIN section_text x ON x.section_id = section.id
      WHERE section.key = m.target AND x.language ${condition} ORDER BY x.language LIMIT 1)
    WHEN 'tag' THEN (SELECT x.name FROM tag_text x WHERE x.tag_id = t.id AND x.language ${condition} ORDER BY x.language LIMIT 1)
    WHEN 'author' THEN (
      SELECT x.name FROM author JOIN author_text x ON x.author_id = author.id
      WHERE author.key = m.target AND x.language ${condition} ORDER BY x.language LIMIT 1)
    WHEN 'page' THEN (
      SELECT x.title FROM page_text x
      WHERE x.page_key = m.target AND x.body <> '[]' AND x.language ${condition} ORDER BY x.language LIMIT 1)
    ELSE NULL END)`;
}
