import { findMasthead } from '#newsroom/masthead/find-masthead';
import type { Actor } from '#newsroom/staff/actor';
import { listColleagues, listInvitations } from '#newsroom/staff/list-colleagues';

/** What the page of people shows. */
export async function readPeople(actor: Actor) {
  const [colleagues, invitations, { timeZone }] = await Promise.all([
    listColleagues(actor),
    listInvitations(actor),
    findMasthead(actor.language),
  ]);
  return { colleagues, invitations, timeZone };
}
