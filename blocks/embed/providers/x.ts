import type { Provider } from '#blocks/embed/provider';

export const x: Provider = {
  hosts: /^((www|m|mobile)\.)?(x|twitter)\.com$/,
  origin: 'https://platform.twitter.com',
  shape: 'post',
  read({ pathname }) {
    // Behind a post's number stands which of its pictures is meant.
    const post = /^\/(?:i\/web|(\w{1,15}))\/status(?:es)?\/(\d{1,20})(?:\/\w+)*\/?$/.exec(pathname);
    if (!post) return undefined;
    const [, person = 'i/web', id] = post;
    return { href: `https://x.com/${person}/status/${id}`, frame: `/embed/Tweet.html?id=${id}&dnt=true` };
  },
};
