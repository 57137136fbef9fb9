import { pageAddress, postAddress } from '#i18n/addresses';
import { isLanguage } from '#i18n/languages';
import { parseOldAddress, writeOldAddress } from '#newsroom/redirects/old-address';
import type { ImportRun, Transaction } from '#newsroom/transfer/run/import-run';
import { bareHost, parseWebAddress } from '#newsroom/transfer/source/former-site';

/** Whether a link of a text leads to the site that the text came from; where that is not known, any without a host. */
export function isFormerLink(href: string, base: string): boolean {
  if (!base) return href.startsWith('/');
  const [site, url] = [parseWebAddress(base), parseWebAddress(href)];
  return site !== undefined && url !== undefined && bareHost(url.host) === bareHost(site.host);
}

/**
 * Where links to the former site lead here, root-relative, by the links as they are written: to the articles and pages
 * that imports of the site have made and that readers can open, or will be able to when they are due.
 */
export async function findLinkTargets(
  run: Pick<ImportRun, 'site'>,
  transaction: Transaction,
  links: readonly string[],
): Promise<Map<string, string>> {
  const asked = links.flatMap((link, question) =>
    candidatesOf(link).map((address, rank) => ({ question, rank, address })),
  );
  if (asked.length === 0) return new Map();
  const rows = await transaction.$queryRaw<{ question: number; language: string; slug: string | null; key: string }[]>`
    SELECT DISTINCT ON (asked.question) asked.question, r.language, article.slug, r.target AS key
    FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS asked (question integer, rank integer, address text)
    JOIN redirect r ON r.address = asked.address AND r.kind IN ('article', 'page')
    LEFT JOIN article ON article.story_id = r.story_id AND article.language = r.language AND article.removed_at IS NULL
      AND article.state IN ('published', 'scheduled')
    WHERE EXISTS (
      SELECT FROM imported_item i
      WHERE i.site = ${run.site} AND (i.resource, i.resource_id) IN (
        ('article', article.id::text), ('page', r.target || '/' || r.language))
    )
    ORDER BY asked.question, asked.rank`;
  return new Map(
    rows.flatMap(({ question, language, slug, key }): [string, string][] => {
      const link = links[question];
      if (link === undefined || !isLanguage(language)) return [];
      const address = slug === null ? pageAddress(language, key) : postAddress(language, slug);
      return [[link, address + (URL.parse(link, 'https://here.invalid')?.hash ?? '')]];
    }),
  );
}

/** The addresses under which it may have been imported: as it is, with each of its parameters alone, without any. */
function candidatesOf(link: string): string[] {
  const parsed = parseOldAddress(link);
  if (!parsed) return [];
  const { path, parameters } = parsed;
  const written = [parameters, ...parameters.map((one) => [one]), []].map((some) =>
    writeOldAddress({ path, parameters: some }),
  );
  return [...new Set(written)];
}
