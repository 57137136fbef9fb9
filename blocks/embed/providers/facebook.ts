import { type Provider, withQuery } from '#blocks/embed/provider';
import { startTime } from '#blocks/embed/start-time';

const VIDEOS = [/^\/[^/]+\/videos\/([^/]+\/)*\d+/, /^\/reels?\/\d+/, /^\/share\/[vr]\/\w+/];
const POSTS = [
  /^\/[^/]+\/posts\/[^/]+/,
  /^\/[^/]+\/photos\/[^/]+/,
  /^\/groups\/[^/]+\/(permalink|posts)\/\d+/,
  /^\/share\/(p\/)?\w{6,}/,
];
/** Pages that show what one of their parameters names. */
const PAGES: [path: RegExp, parameter: string, isVideo: boolean][] = [
  [/^\/(watch(\/live)?|video\.php)\/?$/, 'v', true],
  [/^\/(permalink|story)\.php$/, 'story_fbid', false],
  [/^\/photo(\.php|\/)?$/, 'fbid', false],
  [/^\/media\/set\/?$/, 'set', false],
];
/** What says which post it is; all else says where somebody came from. */
const MEANT = ['v', 'id', 'story_fbid', 'fbid', 'set'];

function kindOf({ hostname, pathname, searchParams }: URL): 'video' | 'post' | undefined {
  if (hostname.endsWith('fb.watch')) return /^\/[\w-]{5,}\/?$/.test(pathname) ? 'video' : undefined;
  const page = PAGES.find(([path, parameter]) => path.test(pathname) && searchParams.has(parameter));
  if (page) return page[2] ? 'video' : 'post';
  if (VIDEOS.some((path) => path.test(pathname))) return 'video';
  return POSTS.some((path) => path.test(pathname)) ? 'post' : undefined;
}

export const facebook: Provider = {
  hosts: /^((www|m|web|mbasic|touch|business)\.)?(facebook|fb)\.com$|^(www\.)?fb\.watch$/,
  origin: 'https://www.facebook.com',
  shape: 'post',
  read(address) {
    const { hostname, pathname, searchParams } = address;
    // The address of a frame holds that of the post.
    const inner = /^\/plugins\/(post|video)\.php$/.test(pathname) && searchParams.get('href');
    if (inner && URL.canParse(inner)) {
      const post = new URL(inner);
      return facebook.hosts.test(post.hostname) ? facebook.read(post) : undefined;
    }
    const kind = kindOf(address);
    if (!kind) return undefined;
    const site = hostname.endsWith('fb.watch') ? 'https://fb.watch' : 'https://www.facebook.com';
    const t = kind === 'video' ? startTime(address) : undefined;
    const meant = Object.fromEntries(MEANT.map((name) => [name, searchParams.get(name)]));
    const href = site + withQuery(pathname, { ...meant, t });
    return { href, frame: withQuery(`/plugins/${kind}.php`, { href, t }) };
  },
};
