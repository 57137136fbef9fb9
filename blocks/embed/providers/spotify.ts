import { type Provider, withQuery } from '#blocks/embed/provider';
import { startTime } from '#blocks/embed/start-time';

const SOUND = /^\/(?:intl-[\w-]+\/)?(?:embed(?:-podcast)?\/)?(track|album|playlist|artist|episode|show)\/(\w{22})\/?$/;

export const spotify: Provider = {
  // Short addresses tell no sound.
  hosts: /^open\.spotify\.com$|^spotify\.link$/,
  origin: 'https://open.spotify.com',
  shape: 'audio',
  read(address) {
    const sound = SOUND.exec(address.pathname);
    if (!sound) return undefined;
    const path = `/${sound[1]}/${sound[2]}`;
    const t = startTime(address);
    return { href: `https://open.spotify.com${withQuery(path, { t })}`, frame: withQuery(`/embed${path}`, { t }) };
  },
};
