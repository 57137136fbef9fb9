import { EMBED_PROVIDERS, type EmbedProvider } from '#blocks/embed/schema';

/** Where each provider's frames come from; the site's policy admits no others (server/http/security-headers.ts). */
export const FRAME_ORIGINS: Record<EmbedProvider, string> = {
  youtube: 'https://www.youtube-nocookie.com',
  x: 'https://platform.twitter.com',
  telegram: 'https://t.me',
  instagram: 'https://www.instagram.com',
  facebook: 'https://www.facebook.com',
};

/**
 * Each takes the address of a post apart and gives the path of its frame, or undefined for whatever is no single post.
 */
const FRAME_PATHS: Record<EmbedProvider, (address: URL) => string | undefined> = {
  youtube({ hostname, pathname, searchParams }) {
    const id =
      hostname === 'youtu.be'
        ? pathname.slice(1)
        : pathname === '/watch'
          ? searchParams.get('v')
          : /^\/(?:shorts|live|embed)\/([^/]+)$/.exec(pathname)?.[1];
    return id && /^[\w-]{11}$/.test(id) ? `/embed/${id}` : undefined;
  },
  x({ pathname }) {
    const id = /^\/\w{1,15}\/status\/(\d{1,20})$/.exec(pathname)?.[1];
    return id && `/embed/Tweet.html?id=${id}&dnt=true`;
  },
  telegram({ pathname }) {
    return /^\/\w{4,32}\/\d{1,10}$/.test(pathname) ? `${pathname}?embed=1&mode=tme` : undefined;
  },
  instagram({ pathname }) {
    const post = /^\/(p|reel|tv)\/([\w-]{5,40})\/?$/.exec(pathname);
    return post ? `/${post[1]}/${post[2]}/embed/` : undefined;
  },
  facebook({ href, pathname, searchParams }) {
    const isVideo = /^\/(watch|[^/]+\/videos|reel)\b/.test(pathname);
    const isPost = /^\/([^/]+\/(posts|photos)|permalink\.php|photo)\b/.test(pathname) || searchParams.has('story_fbid');
    return isVideo || isPost
      ? `/plugins/${isVideo ? 'video' : 'post'}.php?href=${encodeURIComponent(href)}`
      : undefined;
  },
};

const HOSTS: Record<EmbedProvider, RegExp> = {
  youtube: /^((www|m)\.)?(youtube\.com|youtube-nocookie\.com)$|^youtu\.be$/,
  x: /^((www|mobile)\.)?(x|twitter)\.com$/,
  telegram: /^t\.me$/,
  instagram: /^(www\.)?instagram\.com$/,
  facebook: /^((www|m)\.)?facebook\.com$/,
};

/**
 * Address of the frame that shows a provider's post; null where the address is not that of one, and a link has to do.
 */
export function embedFrame(provider: EmbedProvider, href: string): string | null {
  if (!URL.canParse(href)) return null;
  const address = new URL(href);
  if (address.protocol !== 'https:' || !HOSTS[provider].test(address.hostname)) return null;
  const path = FRAME_PATHS[provider](address);
  return path ? FRAME_ORIGINS[provider] + path : null;
}

/** Whose post an address is that of; undefined for every other address. */
export function providerOf(href: string): EmbedProvider | undefined {
  return EMBED_PROVIDERS.find((provider) => embedFrame(provider, href));
}
