import { database } from '#platform/database';

/** The name of whoever has written something, a person or a token of the API; empty for nobody and who is not known. */
export async function findActorName(id: string | null): Promise<string> {
  if (id === null) return '';
  const [actor] = await database().$queryRaw<{ name: string | null }[]>`SELECT actor_name(${id}) AS name`;
  return actor?.name ?? '';
}
