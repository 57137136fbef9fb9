import type { Language } from '#i18n/languages';
import type { ArticleCard } from '#newsroom/articles/article';
import { cardsOf } from '#newsroom/articles/list-articles';
import { database } from '#platform/database';

/** How PostgreSQL stems each language. */
const STEMMING: Record<Language, string> = { en: 'english', ru: 'russian', hy: 'armenian' };

/** Longer questions than this are cut: no reader means them. */
const QUESTION_LIMIT = 200;

/**
 * Published articles of the language that hold the words asked for, best first. Quotes and minus work as on the big search sites
 * (websearch_to_tsquery); whatever is typed is a question, never an error. `limit` is 1 to 100.
 */
export async function listMatches(language: Language, question: string, limit: number): Promise<ArticleCard[]> {
  const asked = question.replaceAll('\0', ' ').slice(0, QUESTION_LIMIT).trim();
  if (asked === '') return [];
  const ids = await database().$queryRaw<{ id: number }[]>`
    WITH asked AS (SELECT websearch_to_tsquery(${STEMMING[language]}::text::regconfig, ${asked}) AS words)
    SELECT article.id FROM article, asked
    WHERE article.words @@ asked.words AND article.language = ${language}::"Language" AND article.state = 'published'
    ORDER BY ts_rank(article.words, asked.words) DESC, article.published_at DESC, article.id DESC
    LIMIT ${limit}`;
  return cardsOf(
    language,
    ids.map(({ id }) => id),
  );
}
