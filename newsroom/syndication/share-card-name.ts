import { createHash } from 'node:crypto';
import type { ShareCard } from '#newsroom/syndication/share-picture';

/** Goes up whenever cards are drawn otherwise, so that they get new addresses. */
const DESIGN = 2;

/**
 * A card's name: `17-0123456789abcdef`, what it is about and a hash of all that it says. Other words make another name.
 */
export function shareCardName({ about, language, headline, label, foot, look }: ShareCard): string {
  const chosen = [look.accent?.light, look.logo?.path].filter((part) => part !== undefined);
  const content = JSON.stringify([DESIGN, language, headline, label, foot, ...chosen]);
  return `${about}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}
