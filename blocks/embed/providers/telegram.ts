import { type Provider, withQuery } from '#blocks/embed/provider';
import { startTime } from '#blocks/embed/start-time';

export const telegram: Provider = {
  hosts: /^(([a-z]\w{3,31}|www)\.)?(t\.me|telegram\.(me|dog))$/,
  origin: 'https://t.me',
  shape: 'post',
  read(address) {
    const { hostname, pathname } = address;
    const name = /^(?!www\.)([a-z]\w+)\.t\.me$/.exec(hostname)?.[1];
    const path = name ? `/${name}${pathname}` : pathname;
    // /s/ is the preview in a browser; in a group of topics the topic stands before the post. /c/ is not public.
    const post = /^\/(?:s\/)?([a-z]\w{3,31})(?:\/\d{1,10})?\/(\d{1,10})\/?$/i.exec(path);
    if (!post) return undefined;
    const place = `/${post[1]}/${post[2]}`;
    const t = startTime(address);
    return {
      href: `https://t.me${withQuery(place, { t })}`,
      frame: withQuery(place, { embed: 1, mode: 'tme', t }),
    };
  },
};
