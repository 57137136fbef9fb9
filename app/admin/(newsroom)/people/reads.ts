import type { Actor } from '#newsroom/permissions/actor';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';
import { listColleagues, listInvitations } from '#newsroom/staff/list-colleagues';

/** What the page of people shows. */
export async function readPeople(actor: Actor) {
  const [colleagues, invitations, { timeZone }] = await Promise.all([
    listColleagues(actor),
    listInvitations(actor),
    findSiteSettings(actor.language),
  ]);
  return { colleagues, invitations, timeZone };
}
