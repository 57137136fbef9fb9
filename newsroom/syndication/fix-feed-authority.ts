import { SITE } from '#newsroom/surrogate-keys';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/** Where a site is tried out before it has a name of its own: localhost, addresses in numbers. */
const NO_NAME = /^(?:[^.]+|[\d.]+|\[.*\]|.*\.(?:localhost|local|internal))$/;

/**
 * What ids in feeds begin with (RFC 4151), e.g. `news.example,2025`: host and year of the first feed that went out
 * under a name of its own, for ever. `origin` is where the site is now.
 */
export async function fixFeedAuthority(site: { origin: string; foundedYear: number }): Promise<string> {
  // Once fixed it never changes; until then it goes by the settings.
  dependOn(SITE);
  const fixed = await findFixed();
  if (fixed) return fixed;
  const { hostname } = new URL(site.origin);
  const authority = `${hostname},${site.foundedYear}`;
  if (NO_NAME.test(hostname)) return authority;
  await database().feedIdentity.createMany({ data: { authority }, skipDuplicates: true });
  return (await findFixed()) ?? authority;
}

async function findFixed(): Promise<string | undefined> {
  return (await database().feedIdentity.findUnique({ where: { id: 1 } }))?.authority;
}
