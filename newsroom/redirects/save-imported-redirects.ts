import type { Language } from '#i18n/languages';
import type { Prisma } from '#platform/database';

/** What an old address leads to, as an import or a person means it. `id` of an article or a picture. */
type RedirectTarget =
  | { kind: 'article'; id: number }
  | { kind: 'section' | 'tag' | 'author' | 'page'; language: Language; key: string }
  | { kind: 'picture'; id: string };

/** An address of the former site, in any form in which it stood somewhere, and what it leads to. */
export type ImportedRedirect = { from: string; to: RedirectTarget };

/** Stands in for the branch that makes redirects. */
export async function saveImportedRedirects(
  _importId: number,
  _rows: readonly ImportedRedirect[],
  _client: Pick<Prisma.TransactionClient, '$queryRaw'>,
): Promise<void> {}
