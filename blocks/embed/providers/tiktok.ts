import type { Provider } from '#blocks/embed/provider';

export const tiktok: Provider = {
  // The short addresses of vm and vt tell no post.
  hosts: /^((www|m|vm|vt)\.)?tiktok\.com$/,
  origin: 'https://www.tiktok.com',
  shape: 'post',
  read({ pathname }) {
    const post =
      /^\/(@[\w.-]{1,24})\/(?:video|photo)\/(\d{6,20})\/?$/.exec(pathname) ??
      /^\/(?:embed(?:\/v\d)?|player\/v1|v)()\/(\d{6,20})(?:\.html)?\/?$/.exec(pathname);
    if (!post) return undefined;
    const frame = `/embed/v2/${post[2]}`;
    return { href: `https://www.tiktok.com${post[1] ? pathname.replace(/\/$/, '') : frame}`, frame };
  },
};
