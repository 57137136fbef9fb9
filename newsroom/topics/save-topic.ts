import { LANGUAGE_CODES } from '#i18n/languages';
import { findLastEvent } from '#newsroom/audit/find-last-event';
import { changesBetween, recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Refusal, type RefusalCode, type Result, refuse } from '#newsroom/result';
import { isAddressKey } from '#newsroom/settings/address-key';
import { claimAddressKey, findAddressKeyRefusal } from '#newsroom/settings/claim-address-key';
import type { EditConflict } from '#newsroom/settings/save-settings';
import { nameIn, permissionFor, type TopicKind, type TopicTexts, textsProblem } from '#newsroom/topics/editable-topic';
import { TABLES } from '#newsroom/topics/list-topic-rows';
import { database, type Sql, sql, sqlNothing } from '#platform/database';

/** The texts as rows of (language, name, about). */
function textRows(texts: TopicTexts): Sql {
  const rows = Object.entries(texts).map(([language, words]) => ({ language, ...words }));
  return sql`
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w (language text, name text, about text)`;
}

function titleOf(actor: Actor, key: string, texts: TopicTexts): string {
  const names = Object.fromEntries(Object.entries(texts).map(([language, { name }]) => [language, name]));
  return nameIn(names, actor.language, key);
}

/**
 * A new topic; a section comes last in the paper's order. Fails by value for somebody who may not, for a key that is no
 * key, that another topic has (for a section also a page, or the site itself), and for texts without a name.
 */
export async function createTopic(actor: Actor, kind: TopicKind, key: string, texts: TopicTexts): Promise<Result> {
  if (!may(actor, permissionFor(kind))) return refuse('not-allowed', 'it');
  const problem = isAddressKey(key) ? textsProblem(texts) : refuse('invalid', 'slug');
  if (problem) return problem;
  const { topic, text, id, about } = TABLES[kind];
  const insert =
    kind === 'section'
      ? sql`
        claimed AS (
          ${claimAddressKey(key, 'section')}
        ), made AS (
          INSERT INTO section (key, position)
          SELECT key, coalesce((SELECT max(position) + 1 FROM section), 0) FROM claimed
          RETURNING id, key
        )`
      : sql`
        made AS (
          INSERT INTO ${topic} (key) VALUES (${key}) ON CONFLICT DO NOTHING RETURNING id, key
        )`;
  const made = await database().$executeRaw`
    WITH ${insert}, words AS (
      INSERT INTO ${text} (${id}, language, name${about ? sql`, ${about}` : sqlNothing})
      SELECT made.id, w.language, w.name${about ? sql`, w.about` : sqlNothing} FROM made, (${textRows(texts)}) AS w
    )
    ${recordEvent(
      actor,
      `${kind}.created`,
      sql`SELECT key, NULL, ${titleOf(actor, key, texts)}::text, '{}' FROM made`,
    )}`;
  if (made === 1) return { ok: true };
  return kind === 'section' ? findAddressKeyRefusal(key) : refuse('already-taken', 'slug');
}

/**
 * New words for a topic in all languages at once, if they are still those of the version `seen` (findTopic); a language
 * that is left out has none from now on. The key stays. The log keeps the words that were before. Fails by value for
 * somebody who may not, where there is no such topic, for texts without a name, and where somebody else has changed
 * them meanwhile: then nothing is saved, and `by` says who, if the log knows.
 */
export async function saveTopic(
  actor: Actor,
  kind: TopicKind,
  key: string,
  texts: TopicTexts,
  seen: number,
): Promise<{ ok: true } | Refusal<Exclude<RefusalCode, 'conflict'>> | EditConflict> {
  if (!may(actor, permissionFor(kind))) return refuse('not-allowed', 'it');
  const problem = textsProblem(texts);
  if (problem) return problem;
  const { topic, text, id, about } = TABLES[kind];
  const flat = (words: Sql, spoken: Sql) => sql`(
    SELECT coalesce(jsonb_object_agg(part.name, part.value), '{}')
    FROM (${words}) AS w CROSS JOIN LATERAL
      (VALUES ('name.' || w.language, w.name), ('about.' || w.language, ${spoken})) AS part (name, value)
    WHERE part.value <> '')`;
  // Names in languages that are off stay for when they are on again.
  const before = flat(
    sql`SELECT x.* FROM ${text} x JOIN topic ON x.${id} = topic.id WHERE x.language = ANY(${LANGUAGE_CODES})`,
    about ? sql`w.${about}` : sql`''`,
  );
  const after = flat(textRows(texts), about ? sql`w.about` : sql`''`);
  const [row] = await database().$queryRaw<{ isThere: boolean; isSaved: boolean }[]>`
    WITH topic AS MATERIALIZED (
      SELECT id, key FROM ${topic} WHERE key = ${key} AND version = ${seen} FOR UPDATE
    ), difference AS MATERIALIZED (
      SELECT key, ${changesBetween(before, after)} AS changed FROM topic
    ), raised AS (
      UPDATE ${topic} t SET version = t.version + 1 FROM difference WHERE t.key = difference.key AND changed <> '{}'
    ), gone AS (
      DELETE FROM ${text} x USING topic
      WHERE x.${id} = topic.id AND x.language = ANY(${LANGUAGE_CODES})
        AND x.language NOT IN (SELECT language FROM (${textRows(texts)}) AS w)
    ), words AS (
      INSERT INTO ${text} (${id}, language, name${about ? sql`, ${about}` : sqlNothing})
      SELECT topic.id, w.language, w.name${about ? sql`, w.about` : sqlNothing} FROM topic, (${textRows(texts)}) AS w
      ON CONFLICT (${id}, language)
      DO UPDATE SET name = excluded.name${about ? sql`, ${about} = excluded.${about}` : sqlNothing}
    ), line AS (
      ${recordEvent(
        actor,
        `${kind}.changed`,
        sql`SELECT key, NULL, ${titleOf(actor, key, texts)}::text, jsonb_build_object('changed', changed)
          FROM difference WHERE changed <> '{}'`,
      )}
    )
    SELECT EXISTS (SELECT FROM topic) AS "isSaved", EXISTS (SELECT FROM ${topic} WHERE key = ${key}) AS "isThere"`;
  if (row?.isSaved) return { ok: true };
  return row?.isThere
    ? { ...refuse('conflict', 'it'), by: await findLastEvent(kind, key) }
    : refuse('not-found', 'topic');
}
