import type { Prisma } from '#platform/database';

/** Deletes the redirects that an import has made, apart from those that a person has changed since. */
export async function deleteImportedRedirects(
  importId: number,
  client: Pick<Prisma.TransactionClient, '$executeRaw'>,
): Promise<void> {
  await client.$executeRaw`DELETE FROM redirect WHERE import_id = ${importId}`;
}
