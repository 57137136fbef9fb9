import { findMasthead } from '#newsroom/masthead/find-masthead';
import type { Actor } from '#newsroom/staff/actor';
import { listPresences } from '#newsroom/staff/list-presences';
import { authentication } from '#platform/authentication';
import { presentHeaders, presentSession } from '../../gate.ts';

/** What the page of one's own account shows. */
export async function readAccount(actor: Actor) {
  const [session, presences, passkeys, { timeZone }] = await Promise.all([
    presentSession(),
    listPresences(actor),
    authentication().api.listPasskeys({ headers: await presentHeaders() }),
    findMasthead(actor.language),
  ]);
  return {
    email: session?.user.email ?? '',
    hasSecondFactor: session?.user.twoFactorEnabled === true,
    here: session?.session.id ?? '',
    presences,
    passkeys: passkeys.map(({ id, name, createdAt }) => ({ id, name: name ?? '', createdAt: new Date(createdAt ?? 0) })),
    timeZone,
  };
}
