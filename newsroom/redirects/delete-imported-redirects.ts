import type { Prisma } from '#platform/database';

/** Stands in for the branch that makes redirects: DELETE FROM redirect WHERE import_id = …. */
export async function deleteImportedRedirects(
  _importId: number,
  _client: Pick<Prisma.TransactionClient, '$executeRaw'>,
): Promise<void> {}
