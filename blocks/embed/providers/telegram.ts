import { type Provider, withQuery } from '#blocks/embed/provider';

export const telegram: Provider = {
  hosts: /^(([a-z]\w{3,31}|www)\.)?(t\.me|telegram\.(me|dog))$/,
  origin: 'https://t.me',
  shape: 'post',
  read({ hostname, pathname, searchParams }) {
    const name = /^(?!www\.)([a-z]\w+)\.t\.me$/.exec(hostname)?.[1];
    const path = name ? `/${name}${pathname}` : pathname;
    // /s/ is the preview in a browser; in a group of topics the topic stands before the post. /c/ is not public.
    const post = /^\/(?:s\/)?([a-z]\w{3,31})(?:\/\d{1,10})?\/(\d{1,10})\/?$/i.exec(path);
    if (!post) return undefined;
    const place = `/${post[1]}/${post[2]}`;
    return {
      href: `https://t.me${withQuery(place, { t: searchParams.get('t') })}`,
      frame: withQuery(place, { embed: 1, mode: 'tme', t: searchParams.get('t') }),
    };
  },
};
