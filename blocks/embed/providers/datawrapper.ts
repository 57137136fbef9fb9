import type { Provider } from '#blocks/embed/provider';

export const datawrapper: Provider = {
  hosts: /^datawrapper\.dwcdn\.net$|^(www\.)?datawrapper\.de$/,
  origin: 'https://datawrapper.dwcdn.net',
  shape: 'chart',
  read({ hostname, pathname }) {
    // Behind a chart may stand its version; without it, it is the newest.
    const pattern = hostname.endsWith('.de') ? /^\/_\/(\w{5})()\/?$/ : /^\/(\w{5})(?:\/(\d{1,5}))?\/?(?:index\.html)?$/;
    const chart = pattern.exec(pathname);
    if (!chart) return undefined;
    const frame = `/${chart[1]}/${chart[2] ? `${chart[2]}/` : ''}`;
    return { href: `https://datawrapper.dwcdn.net${frame}`, frame };
  },
};
