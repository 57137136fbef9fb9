import type { RedirectKind } from '#generated/prisma/enums';
import { postAddress } from '#i18n/addresses';
import { isLanguage, type Language } from '#i18n/languages';
import { findOwnAddresses } from '#newsroom/redirects/find-own-addresses';
import { findRedirects } from '#newsroom/redirects/find-redirects';
import { parseOldAddress } from '#newsroom/redirects/old-address';
import { database, type Sql, sql, sqlNothing } from '#platform/database';

/** A redirect as the newsroom shows it. */
export type ListedRedirect = {
  id: number;
  address: string;
  version: number;
  kind: RedirectKind;
  /** Whether the site has a page of its own there, so that nobody asks for the redirect. */
  isUnused: boolean;
  /** What its address answers: it leads somewhere, it is gone (410), or nothing is there yet (404). */
  status: 301 | 410 | 404;
  /** Where it leads, or will: empty where it is gone. */
  location: string;
  hits: number;
  /** `2026-11-30`; null where nobody has asked for it. */
  lastDay: string | null;
  /** Whether an import made it. */
  isImported: boolean;
  /** Who made it by hand; empty where nobody knows. */
  byName: string;
  createdAt: Date;
};

type Row = Omit<ListedRedirect, 'status' | 'location' | 'isUnused'> & { language: string | null; slug: string | null };

/**
 * Redirects, the newest first, at most `limit` of them and older than `before` (an id). `matching` is any part of an old
 * address or of a destination. `next` is where the following page starts, null on the last.
 */
export async function listRedirects({
  matching = '',
  before,
  limit,
}: {
  matching?: string;
  before?: number | undefined;
  limit: number;
}): Promise<{ redirects: ListedRedirect[]; next: number | null }> {
  const pattern = `%${matching
    .trim()
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`;
  const rows = await select(
    sql`WHERE true ${before ? sql`AND r.id < ${before}` : sqlNothing}
      ${matching ? sql`AND (r.address LIKE ${pattern} OR (r.target LIKE ${pattern} AND r.target <> ''))` : sqlNothing}
      ORDER BY r.id DESC LIMIT ${limit + 1}`,
  );
  const redirects = await withAnswers(rows.slice(0, limit));
  return { redirects, next: rows.length > limit ? (redirects.at(-1)?.id ?? null) : null };
}

/** One of them; null where there is none. */
export async function findRedirect(id: number): Promise<ListedRedirect | null> {
  const [redirect = null] = await withAnswers(await select(sql`WHERE r.id = ${id}`));
  return redirect;
}

function select(condition: Sql): Promise<Row[]> {
  return database().$queryRaw<Row[]>`
    SELECT r.id, r.address, r.version, r.kind::text AS kind, r.language, coalesce(h.hits, 0) AS hits,
      h.last_day::text AS "lastDay", r.import_id IS NOT NULL AS "isImported", coalesce(s.name, '') AS "byName",
      r.created_at AS "createdAt",
      (SELECT slug FROM article a WHERE a.story_id = r.story_id AND a.language = r.language) AS slug
    FROM redirect r LEFT JOIN redirect_hit h ON h.redirect_id = r.id LEFT JOIN staff s ON s.id = r.created_by_id
    ${condition}`;
}

async function withAnswers(rows: readonly Row[]): Promise<ListedRedirect[]> {
  const [found, own] = await Promise.all([
    findRedirects(rows.map(({ address }) => ({ addresses: [address], story: undefined, feed: undefined }))),
    findOwnAddresses(rows.flatMap(({ address }) => parseOldAddress(address) ?? [])),
  ]);
  return rows.map(({ language, slug, ...row }, index) => {
    const answer = found[index];
    const status = !answer ? 404 : answer.location === undefined ? 410 : 301;
    // An article that is not published yet, or no longer.
    const awaited = slug && isLanguage(language) ? postAddress(language as Language, slug) : '';
    return { ...row, isUnused: own.has(index), status, location: answer ? (answer.location ?? '') : awaited };
  });
}
