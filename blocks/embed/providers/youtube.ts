import { type Provider, withQuery } from '#blocks/embed/provider';
import { startTime } from '#blocks/embed/start-time';

/** Frames of playlists and of whatever a channel sends now: no film has these names, which are as long as those. */
const NO_FILM = /^(videoseries|live_stream)$/;

/** `/watch?v=ID`, `youtu.be/ID`, and the paths of short films, broadcasts and frames. */
function videoId({ hostname, pathname, searchParams }: URL): string | null | undefined {
  if (hostname.endsWith('youtu.be')) return pathname.split('/')[1];
  const path = /^\/(?:shorts|live|embed|v|e|watch)\/([^/&]+)/.exec(pathname)?.[1];
  return path ?? (/^\/watch\/?$/.test(pathname) ? searchParams.get('v') : undefined);
}

export const youtube: Provider = {
  hosts: /^((www|m|music|gaming)\.)?(youtube\.com|youtube-nocookie\.com)$|^(www\.)?youtu\.be$/,
  origin: 'https://www.youtube-nocookie.com',
  shape: 'video',
  read(address) {
    // What is shared by mail leads through another page.
    const inner = address.pathname === '/attribution_link' && address.searchParams.get('u');
    if (inner && URL.canParse(inner, address)) return youtube.read(new URL(inner, address));
    const id = videoId(address);
    if (!id || !/^[\w-]{11}$/.test(id) || NO_FILM.test(id)) return undefined;
    const start = startTime(address, ['t', 'start', 'time_continue']);
    return {
      href: `https://www.youtube.com${withQuery('/watch', { v: id, t: start && `${start}s` })}`,
      frame: withQuery(`/embed/${id}`, { start }),
    };
  },
};
