import { currentHeaders, currentSession } from '#app/admin/gate';
import type { Actor } from '#newsroom/permissions/actor';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listSessions } from '#newsroom/staff/list-sessions';
import { authentication } from '#platform/authentication';

/** What the page of one's own account shows. */
export async function readAccount(actor: Actor) {
  const [session, presences, passkeys, { timeZone }] = await Promise.all([
    currentSession(),
    listSessions(actor),
    authentication().api.listPasskeys({ headers: await currentHeaders() }),
    findSiteSettings(actor.language),
  ]);
  return {
    email: session?.user.email ?? '',
    hasSecondFactor: session?.user.twoFactorEnabled === true,
    here: session?.session.id ?? '',
    presences,
    passkeys: passkeys.map(({ id, name, createdAt }) => ({
      id,
      name: name ?? '',
      createdAt: new Date(createdAt ?? 0),
    })),
    timeZone,
  };
}
