import { type Provider, withQuery } from '#blocks/embed/provider';
import { startTime } from '#blocks/embed/start-time';

export const ok: Provider = {
  hosts: /^((www|m)\.)?(ok\.ru|odnoklassniki\.ru)$/,
  origin: 'https://ok.ru',
  shape: 'video',
  read(address) {
    const id = /^\/(?:video(?:embed)?|live|clip)\/(\d{5,20})\/?$/.exec(address.pathname)?.[1];
    if (!id) return undefined;
    const parameters = { fromTime: startTime(address, ['fromTime', 't']) };
    return {
      href: `https://ok.ru${withQuery(`/video/${id}`, parameters)}`,
      frame: withQuery(`/videoembed/${id}`, parameters),
    };
  },
};
