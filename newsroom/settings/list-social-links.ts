import { database } from '#platform/database';

/** Addresses where the paper can be followed, in the order of the header. */
export async function listSocialLinks(): Promise<string[]> {
  const rows = await database().socialLink.findMany({ select: { url: true }, orderBy: { position: 'asc' } });
  return rows.map(({ url }) => url);
}
