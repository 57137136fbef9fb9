import type { Provider } from '#blocks/embed/provider';

export const flourish: Provider = {
  hosts: /^((public|app)\.flourish\.studio|flo\.uri\.sh)$/,
  origin: 'https://flo.uri.sh',
  shape: 'chart',
  read({ pathname }) {
    const chart = /^\/(visualisation|story)\/(\d{1,12})(?:\/(?:embed|edit|preview)?)?\/?$/.exec(pathname);
    if (!chart) return undefined;
    const path = `/${chart[1]}/${chart[2]}/`;
    return { href: `https://public.flourish.studio${path}`, frame: `${path}embed` };
  },
};
