import { type Provider, withQuery } from '#blocks/embed/provider';
import { startTime } from '#blocks/embed/start-time';

/** What a film may be looked at in. */
const COLLECTION = /^\/((channels|ondemand)\/[\w-]+|(groups|album|showcase)\/[\w-]+\/videos?|(manage\/)?videos?)\//;
/** Behind the number of a film that is not listed stands its key. */
const FILM = /^\/(\d{5,12})(?:\/([\da-f]{6,}))?\/?$/;

export const vimeo: Provider = {
  hosts: /^((www|player)\.)?vimeo\.com$/,
  origin: 'https://player.vimeo.com',
  shape: 'video',
  read(address) {
    const film = FILM.exec(address.pathname.replace(COLLECTION, '/'));
    if (!film) return undefined;
    const key = film[2] ?? address.searchParams.get('h');
    const start = startTime(address);
    const time = start ? `#t=${start}s` : '';
    return {
      href: `https://vimeo.com/${film[1]}${key ? `/${key}` : ''}${time}`,
      frame: withQuery(`/video/${film[1]}`, { dnt: 1, h: key }) + time,
    };
  },
};
