import { FORMER_MEMBER } from '#newsroom/audit/audit-filter';
import { recordEvent } from '#newsroom/audit/record-event';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { type Client, findPerson } from '#newsroom/privacy/find-person';
import { type OwnRows, PERSONAL_TABLES, type Person } from '#newsroom/privacy/personal-tables';
import { type Result, refuse } from '#newsroom/result';
import { LOCKED_ADMINISTRATORS } from '#newsroom/staff/locked-administrators';
import { database, identifier, sql } from '#platform/database';

/** For all statements together, milliseconds; each has the limit of its connection besides. */
const LIMIT_MS = 60_000;

/**
 * Removes what is kept about whoever has this address, or takes away what says who it was (PERSONAL_TABLES), all or
 * nothing; they are signed out everywhere. The activity log says that somebody was erased, not who. Returns how many
 * rows were changed. Fails by value for somebody who may not or has just ceased to be an administrator, for oneself (so
 * that there is always an administrator left), and where nothing is kept.
 */
export async function erasePerson(actor: Actor, email: string): Promise<Result<{ rows: number }>> {
  if (!may(actor, 'privacy.manage')) return refuse('not-allowed', 'it');
  return database().$transaction((transaction) => eraseIn(transaction, actor, email), { timeout: LIMIT_MS });
}

async function eraseIn(transaction: Client, actor: Actor, email: string): Promise<Result<{ rows: number }>> {
  if (!(await isStillAdministrator(transaction, actor))) return refuse('not-allowed', 'it');
  const person = await findPerson(email, transaction);
  if (person.id === actor.id) return refuse('own-account', 'it');
  let rows = 0;
  for (const { table, own } of PERSONAL_TABLES)
    for (const part of own) rows += await eraseRows(transaction, table, part, person);
  if (rows === 0) return refuse('not-found', 'personalData');
  await transaction.$executeRaw`
    ${recordEvent(
      actor,
      'staff.erased',
      sql`SELECT ${FORMER_MEMBER}::text, NULL, '', jsonb_build_object('rows', ${rows}::int)`,
    )}`;
  return { ok: true, rows };
}

async function isStillAdministrator(client: Client, { id }: Actor): Promise<boolean> {
  const administrators = await client.$queryRaw<{ id: string }[]>`${LOCKED_ADMINISTRATORS}`;
  return administrators.some((one) => one.id === id);
}

function eraseRows(client: Client, table: string, { where, erase }: OwnRows, person: Person): Promise<number> {
  if (erase === 'keep') return Promise.resolve(0);
  const from = identifier(table);
  return erase === 'delete'
    ? client.$executeRaw`DELETE FROM ${from} t WHERE ${where(person)}`
    : client.$executeRaw`UPDATE ${from} t SET ${erase(person)} WHERE ${where(person)}`;
}
