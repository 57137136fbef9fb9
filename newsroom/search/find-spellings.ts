import type { Language } from '#i18n/languages';
import { foldWords } from '#i18n/words';
import { database } from '#platform/database';

/**
 * A word of the paper, how many stories have it, whether it sounds just as what was typed, and whether that is at most
 * one mistake away.
 */
export type Spelling = { word: string; stories: number; sameSound: boolean; isNear: boolean };

/**
 * For words that may be written wrongly, or in another alphabet, the word of the paper that each was most likely meant
 * to be: one that sounds the same, else the most frequent of those that are one mistake away, else the most alike.
 * Words that are like none are left out.
 */
export async function findSpellings(language: Language, words: readonly string[]): Promise<Map<string, Spelling>> {
  if (words.length === 0) return new Map();
  const rows = await database().$queryRaw<({ text: string } & Spelling)[]>`
    SELECT asked.text, near.word, near.stories, near.distance = 0 AS "sameSound",
      near.distance <= 1 AS "isNear"
    FROM unnest(${words}::text[], ${words.map(foldWords)}::text[]) AS asked (text, folded)
    -- Worked out once, and not again for each word that it is compared with.
    CROSS JOIN LATERAL (SELECT search.sound(asked.text) AS sound OFFSET 0) AS heard
    CROSS JOIN LATERAL (
      SELECT word, folded, stories, 0 AS distance, 1.0 AS likeness FROM search.word
      WHERE language = ${language} AND sound = heard.sound AND sound <> ''
      UNION ALL
      SELECT word, folded, stories, 1, 1.0 FROM search.word
      WHERE language = ${language} AND sound = ANY (search.neighbours(heard.sound)) AND length(heard.sound) >= 4
      UNION ALL
      SELECT word, folded, stories, 2, similarity(sound, heard.sound) FROM search.word
      -- (Written so, it is no reason to read the index of all words of the language as well.)
      WHERE (language = ${language}) IS TRUE AND sound % heard.sound
        AND length(heard.sound) >= 6 AND similarity(sound, heard.sound) >= 0.45
        AND abs(length(sound) - length(heard.sound)) <= 2
    ) AS near
    WHERE near.folded <> asked.folded AND numnode(plainto_tsquery(search.stemming(${language}), near.folded)) > 0
      -- Another form of the same word is no other spelling.
      AND plainto_tsquery(search.stemming(${language}), near.folded)
        <> plainto_tsquery(search.stemming(${language}), asked.folded)
    ORDER BY near.distance DESC, near.likeness, near.stories, near.word`;
  // Of several rows for one word the last stays.
  return new Map(rows.map(({ text, ...spelling }) => [text, spelling]));
}
