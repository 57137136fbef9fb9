import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Client, findPerson } from '#newsroom/privacy/find-person';
import type { PersonExport } from '#newsroom/privacy/person-export';
import { type OwnRows, PERSONAL_TABLES, type Person } from '#newsroom/privacy/personal-tables';
import { type Result, refuse } from '#newsroom/result';
import { now } from '#platform/clock';
import { database, identifier, sql, sqlList } from '#platform/database';

/** For all statements together, milliseconds; each has the limit of its connection besides. */
const LIMIT_MS = 60_000;

/**
 * Everything that is kept about whoever has this address, without secrets, as it was at one instant; the activity log
 * says that it was exported. Fails by value for somebody who may not, and where nothing is kept.
 */
export async function exportPerson(actor: Actor, email: string): Promise<Result<{ file: PersonExport }>> {
  if (!may(actor, 'privacy.manage')) return refuse('not-allowed', 'it');
  return database().$transaction(
    async (transaction) => {
      const person = await findPerson(email, transaction);
      const data: PersonExport['data'] = [];
      for (const { kind, table, own } of PERSONAL_TABLES)
        for (const part of own) {
          const rows = await readRows(transaction, table, part, person);
          if (rows.length > 0) data.push({ kind, table, withheld: [...(part.withholds ?? [])], rows });
        }
      if (data.length === 0) return refuse('not-found', 'personalData');
      await transaction.$executeRaw`
        ${recordEvent(
          actor,
          'staff.dataExported',
          sql`SELECT ${person.id ?? person.email}::text, NULL, coalesce(
            (SELECT name FROM staff WHERE id = ${person.id}::text), ${person.email}::text), '{}'`,
        )}`;
      const exportedAt = now().toISOString();
      return {
        ok: true,
        file: { format: 'news-portal-person', version: 1, exportedAt, email: person.email, names: person.names, data },
      };
    },
    { isolationLevel: 'RepeatableRead', timeout: LIMIT_MS },
  );
}

async function readRows(
  client: Client,
  table: string,
  { where, exports }: OwnRows,
  person: Person,
): Promise<Record<string, unknown>[]> {
  const columns = sqlList(exports.map((column) => sql`${column}::text, t.${identifier(column)}`));
  const rows = await client.$queryRaw<{ row: Record<string, unknown> }[]>`
    SELECT jsonb_build_object(${columns}) AS row FROM ${identifier(table)} t WHERE ${where(person)}`;
  return rows.map(({ row }) => row);
}
