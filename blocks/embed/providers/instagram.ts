import type { Provider } from '#blocks/embed/provider';

export const instagram: Provider = {
  hosts: /^((www|m)\.)?(instagram\.com|instagr\.am)$/,
  origin: 'https://www.instagram.com',
  shape: 'post',
  read({ pathname }) {
    const post = /^\/(?:[\w.]{1,30}\/)?(p|reels?|tv)\/([\w-]{5,40})(?:\/embed(?:\/captioned)?)?\/?$/.exec(pathname);
    if (!post || pathname.startsWith('/share/')) return undefined;
    const path = `/${post[1] === 'reels' ? 'reel' : post[1]}/${post[2]}/`;
    return { href: `https://www.instagram.com${path}`, frame: `${path}embed/` };
  },
};
