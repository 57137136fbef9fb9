import { ALL_LANGUAGES, LANGUAGE_CODES, LANGUAGES, type Language, languageAtPath } from '#i18n/languages';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Result, refuse } from '#newsroom/result';
import { menuItemFingerprint } from '#newsroom/topics/list-menus';
import { isMenuLink, type MenuName, type MenuTarget, menuAddress } from '#newsroom/topics/menu';
import { database, type Sql, sql } from '#platform/database';
import { publicUrl } from '#platform/env';

type Labels = Partial<Record<Language, string>>;

/** More places than any menu has room for. */
const ITEMS_AT_MOST = 40;

/**
 * Adds a place to a menu, last in its order, that leads to an address: of a section, tag, author or page of this site in
 * any language, any other of this site, or elsewhere. Fails by value for somebody who may not, for what is no address or
 * leads to none of these, for one elsewhere without a label, and where the menu is full.
 */
export async function createMenuItem(
  actor: Actor,
  { menu, address, labels }: { menu: MenuName; address: string; labels: Labels },
): Promise<Result<object, 'not-allowed' | 'invalid' | 'missing'>> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  const place = await readPlace(actor, { address, labels });
  if (!place.ok) return place;
  const { kind, target, texts, label } = place;
  const created = await database().$executeRaw`
    WITH created AS (
      INSERT INTO menu_item (menu, position, kind, target)
      SELECT ${menu}, coalesce(max(position) + 1, 0), ${kind}, ${target} FROM menu_item WHERE menu = ${menu}
      HAVING count(*) < ${ITEMS_AT_MOST}
      RETURNING id, target
    ), texts AS (
      INSERT INTO menu_item_text (item_id, language, label)
      SELECT created.id, w.language, w.label FROM created, ${rowsOf(texts)} AS w
    )
    ${recordEvent(actor, 'menu.itemAdded', sql`SELECT id, NULL, coalesce(${label}::text, target), '{}' FROM created`)}`;
  return created === 1 ? { ok: true } : refuse('invalid', 'menuLength', { max: ITEMS_AT_MOST });
}

/**
 * Changes where a place leads and what it is called; an address that it has already, in whatever language, leaves what it
 * leads to as it is. Labels in languages that are off stay. Fails by value as createMenuItem does, where there is no such
 * place, and where it has been changed since `seen` (its fingerprint in listMenuItems).
 */
export async function changeMenuItem(
  actor: Actor,
  id: number,
  { address, labels }: { address: string; labels: Labels },
  seen: string,
): Promise<Result<object, 'not-allowed' | 'invalid' | 'missing' | 'not-found' | 'conflict'>> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  const former = (await database().menuItem.findUnique({ where: { id } })) as MenuTarget | null;
  if (!former) return refuse('not-found', 'it');
  const place = await readPlace(actor, { address, labels }, former);
  if (!place.ok) return place;
  const { kind, target, texts, label } = place;
  const changed = await database().$executeRaw`
    WITH known AS MATERIALIZED (SELECT id FROM menu_item WHERE id = ${id} FOR UPDATE),
    before AS MATERIALIZED (
      SELECT m.id FROM menu_item m JOIN known USING (id) WHERE ${menuItemFingerprint} = ${seen}
    ), changed AS (
      UPDATE menu_item m SET kind = ${kind}, target = ${target} FROM before WHERE m.id = before.id RETURNING m.id, m.target
    ), dropped AS (
      DELETE FROM menu_item_text x USING before
      WHERE x.item_id = before.id AND x.language = ANY (${LANGUAGE_CODES})
        AND x.language NOT IN (SELECT language FROM ${rowsOf(texts)} AS w)
    ), texts AS (
      INSERT INTO menu_item_text (item_id, language, label)
      SELECT before.id, w.language, w.label FROM before, ${rowsOf(texts)} AS w
      ON CONFLICT (item_id, language) DO UPDATE SET label = excluded.label
    )
    ${recordEvent(actor, 'menu.itemChanged', sql`SELECT id, NULL, coalesce(${label}::text, target), '{}' FROM changed`)}`;
  return changed === 1 ? { ok: true } : refuse('conflict', 'it');
}

/** Deletes a place of a menu. Fails by value for somebody who may not, and where there is none. */
export async function deleteMenuItem(actor: Actor, id: number): Promise<Result<object, 'not-allowed' | 'not-found'>> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  const deleted = await database().$executeRaw`
    WITH named AS MATERIALIZED (
      SELECT m.id, coalesce((SELECT label FROM menu_item_text WHERE item_id = m.id
        ORDER BY language <> ${actor.language} LIMIT 1), m.target) AS name
      FROM menu_item m WHERE m.id = ${id} FOR UPDATE
    ), deleted AS (
      DELETE FROM menu_item m USING named WHERE m.id = named.id RETURNING m.id, named.name
    )
    ${recordEvent(actor, 'menu.itemDeleted', sql`SELECT id, NULL, name, '{}' FROM deleted`)}`;
  return deleted === 1 ? { ok: true } : refuse('not-found', 'it');
}

/** Moves a place one up or down in its menu; the first does not go further up, nor the last down. */
export async function moveMenuItem(
  actor: Actor,
  id: number,
  direction: 'up' | 'down',
): Promise<Result<object, 'not-allowed'>> {
  if (!may(actor, 'settings.edit')) return refuse('not-allowed', 'it');
  await database().$executeRaw`
    WITH seen AS MATERIALIZED (
      SELECT id, position FROM menu_item WHERE menu = (SELECT menu FROM menu_item WHERE id = ${id}) ORDER BY id FOR UPDATE
    ), numbered AS (
      SELECT id, row_number() OVER (ORDER BY position, id) AS place FROM seen
    ), ordered AS (
      SELECT id, place - 1 AS former, row_number() OVER (
        ORDER BY place + CASE WHEN id = ${id} THEN ${direction === 'up' ? -1.5 : 1.5}::numeric ELSE 0 END) - 1 AS place
      FROM numbered
    ), moved AS (
      UPDATE menu_item m SET position = ordered.place FROM ordered
      WHERE ordered.id = m.id AND (ordered.place <> ordered.former OR ordered.place <> m.position)
      RETURNING m.id, m.target, ordered.place <> ordered.former AS has_moved
    )
    ${recordEvent(
      actor,
      'menu.itemMoved',
      sql`SELECT id, NULL, coalesce((SELECT label FROM menu_item_text WHERE item_id = moved.id
        ORDER BY language <> ${actor.language} LIMIT 1), target), '{}' FROM moved WHERE id = ${id} AND has_moved`,
    )}`;
  return { ok: true };
}

type Place = MenuTarget & { texts: { language: Language; label: string }[]; label: string | null };

/** Where an address leads, which may be where it did, and its labels; `label` is what the actor reads of them. */
async function readPlace(
  actor: Actor,
  { address, labels }: { address: string; labels: Labels },
  former?: MenuTarget,
): Promise<Result<Place, 'invalid' | 'missing'>> {
  const typed = address.trim();
  if (!isMenuLink(typed)) return refuse('invalid', 'menuAddress', { address: typed.slice(0, 100) });
  const isSame = former && ALL_LANGUAGES.some(({ code }) => menuAddress(code, former) === typed);
  const { kind, target } = isSame ? former : await findTarget(typed);
  const texts = labelRows(labels);
  if (kind === 'url' && texts.length === 0) return refuse('missing', 'menuLabel');
  const label = (texts.find(({ language }) => language === actor.language) ?? texts[0])?.label ?? null;
  return { ok: true, kind, target, texts, label };
}

function labelRows(labels: Labels): { language: Language; label: string }[] {
  return LANGUAGES.flatMap(({ code }) => {
    const label = labels[code]?.trim() ?? '';
    return label === '' ? [] : [{ language: code, label }];
  });
}

function rowsOf(texts: { language: string; label: string }[]): Sql {
  return sql`(
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(texts)}::jsonb) AS row (language text, label text))`;
}

/** What an address of this site is of; itself where it is none of a section, tag, author or page. */
async function findTarget(typed: string): Promise<MenuTarget> {
  const url = new URL(typed, publicUrl());
  const itself: MenuTarget = { kind: 'url', target: typed.startsWith('/') ? typed : url.href };
  if (url.origin !== new URL(publicUrl()).origin || url.search || url.hash) return itself;
  const [path = '', first = '', second, ...more] = url.pathname.split('/').slice(1);
  if (!languageAtPath(path) || more.length > 0) return { ...itself, target: url.pathname };
  const kinds = second === undefined ? ['section', 'page'] : [first];
  const key = second ?? first;
  const [found] = await database().$queryRaw<MenuTarget[]>`
    SELECT kind, key AS target FROM (
      SELECT 'section' AS kind, key FROM section WHERE key = ${key}
      UNION ALL SELECT 'page', key FROM page WHERE key = ${key}
      UNION ALL SELECT 'tag', key FROM tag WHERE key = ${key}
      UNION ALL SELECT 'author', key FROM author WHERE key = ${key}
    ) AS named WHERE kind = ANY (${kinds}) LIMIT 1`;
  return found ?? { kind: 'url', target: url.pathname };
}
