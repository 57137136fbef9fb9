import { listTokens } from '#newsroom/api/list-tokens';
import type { Actor } from '#newsroom/permissions/actor';
import { findSiteSettings } from '#newsroom/settings/find-site-settings';

/** What the page of tokens shows. */
export async function readTokens(actor: Actor) {
  const [tokens, { timeZone }] = await Promise.all([listTokens(actor), findSiteSettings(actor.language)]);
  return { tokens, timeZone };
}
