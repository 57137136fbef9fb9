import { languageAtPath } from '#i18n/languages';
import { questionOf } from '#newsroom/articles/address-parts';
import { findKnownAddresses } from '#newsroom/articles/find-known-addresses';
import type { OldAddress } from '#newsroom/redirects/old-address';
import { isAlwaysOwn, isFront } from '#newsroom/redirects/own-address';

/** The positions of those addresses at which this site has something itself, so that no redirect would be asked for. */
export async function findOwnAddresses(addresses: readonly OldAddress[]): Promise<Set<number>> {
  const own = new Set<number>();
  const asked: { position: number; part: Parameters<typeof findKnownAddresses>[0][number] }[] = [];
  for (const [position, address] of addresses.entries()) {
    const { path } = address;
    const question = questionOf(path);
    if (isAlwaysOwn(address) || /^\/media\/[0-9a-f]{20}\//.test(path)) own.add(position);
    else if (question.absent || path === '/' || isFront(path)) continue;
    else if (question.part) asked.push({ position, part: question.part });
    else if (languageAtPath(path.split('/')[1] ?? '')) own.add(position);
  }
  const known = await findKnownAddresses(asked.map(({ part }) => part));
  for (const [index, { position }] of asked.entries()) if (known.has(index)) own.add(position);
  return own;
}
