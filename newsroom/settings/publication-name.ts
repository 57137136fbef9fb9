import { DEFAULT_LANGUAGE } from '#i18n/languages';
import { type Sql, sql } from '#platform/database';

/**
 * SQL for the paper's name in a language (an expression), or in another one until it has been named in this: the same
 * as findSiteSettings has.
 */
export function publicationName(language: Sql): Sql {
  return sql`(
    SELECT name FROM site_text AS named
    ORDER BY named.language = ${language} DESC, named.language = ${DEFAULT_LANGUAGE} DESC, named.language
    LIMIT 1)`;
}
