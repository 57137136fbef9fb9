import { type Provider, withQuery } from '#blocks/embed/provider';

/** Pages of SoundCloud itself, and lists of a person. */
const NO_USER = /^\/(discover|charts|search|you|stream|pages|upload|settings|tags|terms-of-use|imprint)\//;
const NO_TRACK = /^\/[\w-]+\/(tracks|popular-tracks|albums|sets|reposts|likes|comments|followers|following)\/?$/;

export const soundcloud: Provider = {
  // The short addresses of on tell no track.
  hosts: /^((www|m|w|on)\.)?soundcloud\.com$/,
  origin: 'https://w.soundcloud.com',
  shape: 'audio',
  read({ hostname, pathname, searchParams }) {
    const inner = hostname.startsWith('w.') && pathname === '/player/' ? searchParams.get('url') : null;
    if (inner !== null) return readPlayer(inner);
    if (hostname.startsWith('on.') || NO_USER.test(pathname) || NO_TRACK.test(pathname)) return undefined;
    // Behind a track that is not listed stands its key.
    if (!/^\/[\w-]+\/(sets\/)?[\w-]+(\/s-\w+)?\/?$/.test(pathname)) return undefined;
    const href = `https://soundcloud.com${pathname.replace(/\/$/, '')}`;
    return { href, frame: withQuery('/player/', { url: href }) };
  },
};

/** The player is given a page's address, or a number that has no page. */
function readPlayer(url: string) {
  if (!URL.canParse(url)) return undefined;
  const inner = new URL(url);
  if (/^(www\.)?soundcloud\.com$/.test(inner.hostname)) return soundcloud.read(inner);
  const isSound = inner.hostname === 'api.soundcloud.com' && /^\/(tracks|playlists)\/\d{1,12}$/.test(inner.pathname);
  if (!isSound) return undefined;
  const frame = withQuery('/player/', { url: `https://api.soundcloud.com${inner.pathname}` });
  return { href: `https://w.soundcloud.com${frame}`, frame };
}
