import type { Language } from '#i18n/languages';
import type { PageLink } from '#newsroom/settings/page';
import { SITE } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** The pages about the paper that have a text in the language, in their order. */
export async function listPageLinks(language: Language): Promise<PageLink[]> {
  dependOn(SITE);
  return database().$queryRaw<PageLink[]>`
    SELECT page.key, text.title, page.in_footer AS "inFooter"
    FROM page JOIN page_text text ON text.page_key = page.key AND text.language = ${language}
    WHERE text.body <> '[]'
    ORDER BY page.position, page.key`;
}
