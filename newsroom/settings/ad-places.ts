/** Where pages have room for an advertisement. An advertisement kept for any other place is shown nowhere. */
export const AD_PLACES = ['top', 'story', 'column', 'front'] as const;
export type AdPlace = (typeof AD_PLACES)[number];

export function isAdPlace(name: string): name is AdPlace {
  return (AD_PLACES as readonly string[]).includes(name);
}
