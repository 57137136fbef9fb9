import type { PersonalKind } from '#newsroom/privacy/kinds';
import { type OwnRows, PERSONAL_TABLES, type Person } from '#newsroom/privacy/personal-tables';
import { emailOf } from '#newsroom/staff/token-link';
import { database, identifier, type Prisma } from '#platform/database';

/** The database, or a transaction of it. */
export type Client = Pick<Prisma.TransactionClient, '$queryRaw' | '$executeRaw'>;

/** Whoever has this address, with all names that they had here. */
export async function findPerson(email: string, client: Client = database()): Promise<Person> {
  const address = emailOf(email);
  const [row] = await client.$queryRaw<{ id: string; names: string[] }[]>`
    SELECT s.id, ARRAY(
      SELECT s.name
      UNION SELECT actor_name FROM audit_entry WHERE actor_id = s.id
      UNION SELECT detail->>'formerName' FROM audit_entry
        WHERE actor_id = s.id AND event = 'account.changed' AND detail->>'formerName' <> ''
    ) AS names
    FROM staff s WHERE s.email = ${address}`;
  return { id: row?.id ?? null, email: address, names: row?.names ?? [] };
}

/** How many rows of theirs there are, by kind; kinds without any are left out. */
export async function countRows(person: Person, client: Client = database()): Promise<Map<PersonalKind, number>> {
  const counts = new Map<PersonalKind, number>();
  for (const { kind, table, own } of PERSONAL_TABLES)
    for (const rows of own) {
      const count = await countOf(client, table, rows, person);
      if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + count);
    }
  return counts;
}

async function countOf(client: Client, table: string, { where }: OwnRows, person: Person): Promise<number> {
  const [found] = await client.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM ${identifier(table)} t WHERE ${where(person)}`;
  return found?.count ?? 0;
}
