import type { Language } from '#i18n/languages';
import { listPlacements } from '#newsroom/fronts/list-placements';
import { type Placed, withoutExpired } from '#newsroom/fronts/placement';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';
import { database } from '#platform/database';

export type FrontLayout = { version: number; placed: Placed[] };

/**
 * How a language's front page is laid out, to go on from; what is over or can no longer have its turn is left out. Null
 * for somebody who may not lay it out.
 */
export async function findFrontLayout(actor: Actor, language: Language): Promise<FrontLayout | null> {
  if (!may(actor, 'front.edit')) return null;
  // The version first: whoever goes on from what came in between the two questions is refused, and nothing of it is
  // lost.
  const { version } = await database().frontLayout.findUniqueOrThrow({
    where: { language },
    select: { version: true },
  });
  return { version, placed: withoutExpired(await listPlacements(language)) };
}
