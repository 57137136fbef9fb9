import { SITE } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** A logo or icon of the site by its name, as it is served; null where there is none. It never changes. */
export function findSiteFile(name: string): Promise<{ type: string; content: Uint8Array<ArrayBuffer> } | null> {
  dependOn(SITE);
  return database().siteFile.findUnique({ where: { name }, select: { type: true, content: true } });
}
