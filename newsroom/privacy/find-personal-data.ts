import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { countRows, findPerson } from '#newsroom/privacy/find-person';
import type { PersonalData } from '#newsroom/privacy/personal-data';
import { openEmail } from '#newsroom/privacy/sealed-email';
import { database } from '#platform/database';

/** What there is of whoever has a sealed address; null for somebody who may not see it, and for what is none. */
export async function findPersonalData(actor: Actor, sealed: string): Promise<PersonalData | null> {
  const email = may(actor, 'privacy.manage') ? openEmail(sealed) : undefined;
  if (email === undefined) return null;
  const person = await findPerson(email);
  const member = person.id
    ? await database().staff.findUnique({ where: { id: person.id }, select: { id: true, name: true, role: true } })
    : null;
  return { email: person.email, member, counts: await countRows(person) };
}
