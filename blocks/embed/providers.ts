import type { Post, Provider } from '#blocks/embed/provider';
import { datawrapper } from '#blocks/embed/providers/datawrapper';
import { facebook } from '#blocks/embed/providers/facebook';
import { flourish } from '#blocks/embed/providers/flourish';
import { instagram } from '#blocks/embed/providers/instagram';
import { ok } from '#blocks/embed/providers/ok';
import { rutube } from '#blocks/embed/providers/rutube';
import { soundcloud } from '#blocks/embed/providers/soundcloud';
import { spotify } from '#blocks/embed/providers/spotify';
import { telegram } from '#blocks/embed/providers/telegram';
import { tiktok } from '#blocks/embed/providers/tiktok';
import { vimeo } from '#blocks/embed/providers/vimeo';
import { vk } from '#blocks/embed/providers/vk';
import { x } from '#blocks/embed/providers/x';
import { youtube } from '#blocks/embed/providers/youtube';

/** Where posts may be embedded from. Readers' consent (enhance/choices.ts) and messages have the same names. */
export const PROVIDERS = {
  youtube,
  x,
  telegram,
  instagram,
  facebook,
  tiktok,
  vimeo,
  rutube,
  vk,
  ok,
  spotify,
  soundcloud,
  datawrapper,
  flourish,
} satisfies Record<string, Provider>;

export type EmbedProvider = keyof typeof PROVIDERS;

export const EMBED_PROVIDERS = Object.keys(PROVIDERS) as EmbedProvider[];

/** Where frames of embeds come from. */
export const FRAME_ORIGINS = EMBED_PROVIDERS.map((provider) => PROVIDERS[provider].origin);

/** Whether an address is one of a provider's own, over HTTPS, whatever is there. */
export function isAddressOf(provider: EmbedProvider, href: string): boolean {
  if (!URL.canParse(href)) return false;
  const { protocol, hostname } = new URL(href);
  return protocol === 'https:' && PROVIDERS[provider].hosts.test(hostname);
}

/**
 * The post of a provider that an address leads to; `frame` is the address that shows it. undefined where it is not that
 * of one, and a link has to do.
 */
export function postOf(provider: EmbedProvider, href: string): Post | undefined {
  if (!isAddressOf(provider, href)) return undefined;
  const post = PROVIDERS[provider].read(new URL(href));
  return post && { href: post.href, frame: PROVIDERS[provider].origin + post.frame };
}

/** Whether what a provider shows may be a film. */
export function mayBeFilm(provider: EmbedProvider): boolean {
  const { shape }: Provider = PROVIDERS[provider];
  return shape === 'video' || shape === 'post';
}

/** Whose address it is; undefined for every other address. */
export function providerOf(href: string): EmbedProvider | undefined {
  return EMBED_PROVIDERS.find((provider) => isAddressOf(provider, href));
}
