import type { Language } from '#i18n/languages';
import { listPictures } from '#newsroom/media/list-pictures';
import type { EditableTopic, TopicKind } from '#newsroom/topics/editable-topic';
import { TABLES } from '#newsroom/topics/list-topic-rows';
import { database, sql } from '#platform/database';

/**
 * A topic by its key, with its words in all languages; those of its picture in the language of whoever looks. Null
 * where there is none.
 */
export async function findTopic(kind: TopicKind, key: string, language: Language): Promise<EditableTopic | null> {
  const { topic, text, id, about, story } = TABLES[kind];
  const [row] = await database().$queryRaw<(Omit<EditableTopic, 'picture'> & { pictureId: string | null })[]>`
    SELECT t.key, t.version, ${kind === 'author' ? sql`t.picture_id` : sql`NULL`} AS "pictureId",
      (SELECT count(*)::int FROM ${story} s WHERE s.${id} = t.id) AS stories,
      (SELECT coalesce(jsonb_object_agg(
          w.language, jsonb_build_object('name', w.name, 'about', ${about ?? sql`''`})), '{}')
        FROM ${text} w WHERE w.${id} = t.id) AS texts
    FROM ${topic} t WHERE t.key = ${key}`;
  if (!row) return null;
  const { pictureId, ...card } = row;
  const [picture = null] = pictureId ? await listPictures([pictureId], language) : [];
  return { ...card, picture };
}
