import type { Language } from '#i18n/languages';
import type { TopicName } from '#newsroom/topics/topic-name';
import { database } from '#platform/database';

/**
 * A tag to choose, named in the language of whoever chooses. `found` is the name that was found, in whatever language.
 */
export type TagChoice = TopicName & { found: string; isSame: boolean };

/**
 * At most `limit` tags by the beginnings of words in their names, in any language: those first whose name, or key, is
 * what was asked for (`isSame`), then those that begin with it, then the shortest. None for a question without a letter
 * or digit.
 */
export async function listTagChoices(
  question: string,
  { language, limit }: { language: Language; limit: number },
): Promise<TagChoice[]> {
  if (!/[\p{L}\p{N}]/u.test(question)) return [];
  return database().$queryRaw<TagChoice[]>`
    WITH asked AS (
      SELECT search.name_words(${question}) AS words
    ), hit AS (
      SELECT tag_id, name AS found, search.name_words(name) AS words FROM tag_text
      WHERE name <> '' AND to_tsvector('simple', search.name_words(name)) @@ (
        SELECT to_tsquery('simple', string_agg('''' || word || ''':*', ' & '))
        FROM regexp_split_to_table(search.name_words(${question}), ' ') AS word WHERE word <> ''
      )
      UNION ALL
      SELECT t.id, t.key, search.name_words(t.key) FROM tag t WHERE t.key = lower(${question.trim()})
    ), best AS (
      SELECT DISTINCT ON (tag_id) tag_id, found,
        hit.words = asked.words AS same, starts_with(hit.words, asked.words) AS begun
      FROM hit, asked ORDER BY tag_id, same DESC, begun DESC, length(found)
    ), chosen AS (
      SELECT * FROM best ORDER BY same DESC, begun DESC, length(found), found LIMIT ${limit}
    )
    SELECT t.key, chosen.found, chosen.same AS "isSame",
      coalesce(named.name, t.key) AS name, named.language AS "nameIn"
    FROM chosen JOIN tag t ON t.id = chosen.tag_id LEFT JOIN LATERAL (
      SELECT w.name, w.language FROM tag_text w WHERE w.tag_id = t.id AND w.name <> ''
      ORDER BY w.language <> ${language} LIMIT 1
    ) AS named ON true
    ORDER BY same DESC, begun DESC, length(found), found`;
}
