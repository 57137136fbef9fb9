import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { embedEditor } from '#blocks/embed/editor';
import { embedFeed } from '#blocks/embed/feed';
import { EMBED_PROVIDERS, type EmbedProvider, PROVIDERS, postOf, providerOf } from '#blocks/embed/providers';
import { embed } from '#blocks/embed/schema';
import { CHOICE_NAMES } from '#enhance/choices';

const HEX = '0123456789abcdef0123456789abcdef';
const SOUND = '4uLU6hMCjMI75M1A2tKUQC';

/** An address, what readers follow, and the path of the frame. */
const POSTS: Record<EmbedProvider, [address: string, href: string, frame: string][]> = {
  youtube: [
    'https://www.youtube.com/watch?v=aqz-KE-bpKQ&feature=share&list=PL1&pp=x',
    'https://youtu.be/aqz-KE-bpKQ?si=tracking',
    'https://m.youtube.com/shorts/aqz-KE-bpKQ',
    'https://music.youtube.com/watch?v=aqz-KE-bpKQ',
    'https://www.youtube.com/live/aqz-KE-bpKQ?feature=share',
    'https://www.youtube.com/v/aqz-KE-bpKQ',
    'https://www.youtube.com/v/aqz-KE-bpKQ&hl=en&fs=1',
    'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ',
    'https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3Daqz-KE-bpKQ%26feature%3Dshare',
  ].map((address) => [address, 'https://www.youtube.com/watch?v=aqz-KE-bpKQ', '/embed/aqz-KE-bpKQ']),
  x: [
    ...[
      'https://x.com/somebody/status/20?s=20&t=tracking',
      'https://x.com/somebody/status/20/photo/1',
      'https://x.com/somebody/status/20/video/1/',
      'https://mobile.twitter.com/somebody/statuses/20',
    ].map((address): [string, string, string] => [
      address,
      'https://x.com/somebody/status/20',
      '/embed/Tweet.html?id=20&dnt=true',
    ]),
    ['https://x.com/i/web/status/20', 'https://x.com/i/web/status/20', '/embed/Tweet.html?id=20&dnt=true'],
    ['https://x.com/i/status/20', 'https://x.com/i/status/20', '/embed/Tweet.html?id=20&dnt=true'],
  ],
  telegram: [
    ...[
      'https://t.me/channel/43',
      'https://t.me/s/channel/43?single',
      'https://telegram.me/channel/43?comment=5',
      'https://telegram.dog/channel/43',
      'https://channel.t.me/43',
      'https://www.t.me/channel/43/',
      'https://t.me/channel/7/43',
    ].map((address): [string, string, string] => [address, 'https://t.me/channel/43', '/channel/43?embed=1&mode=tme']),
    ['https://t.me/channel/43?t=90', 'https://t.me/channel/43?t=90', '/channel/43?embed=1&mode=tme&t=90'],
  ],
  instagram: [
    ...[
      'https://www.instagram.com/reel/CuZ5Vw3sXyZ/?igsh=tracking',
      'https://www.instagram.com/reels/CuZ5Vw3sXyZ/',
      'https://www.instagram.com/some.body/reel/CuZ5Vw3sXyZ/',
      'https://www.instagram.com/reel/CuZ5Vw3sXyZ/embed/captioned/',
    ].map((address): [string, string, string] => [
      address,
      'https://www.instagram.com/reel/CuZ5Vw3sXyZ/',
      '/reel/CuZ5Vw3sXyZ/embed/',
    ]),
    ['https://instagr.am/p/Cabc_-12345', 'https://www.instagram.com/p/Cabc_-12345/', '/p/Cabc_-12345/embed/'],
  ],
  facebook: [
    ['https://www.facebook.com/somebody/posts/123?x="y', 'https://www.facebook.com/somebody/posts/123', 'post'],
    ['https://web.facebook.com/somebody/posts/pfbid0Ab', 'https://www.facebook.com/somebody/posts/pfbid0Ab', 'post'],
    ['https://m.facebook.com/groups/1/posts/2/', 'https://www.facebook.com/groups/1/posts/2/', 'post'],
    [
      'https://www.facebook.com/groups/123/permalink/456/',
      'https://www.facebook.com/groups/123/permalink/456/',
      'post',
    ],
    ['https://www.facebook.com/share/p/1AbCdEf/?mibextid=x', 'https://www.facebook.com/share/p/1AbCdEf/', 'post'],
    [
      'https://m.facebook.com/story.php?story_fbid=1&id=2&refid=3',
      'https://www.facebook.com/story.php?id=2&story_fbid=1',
      'post',
    ],
    ['https://www.facebook.com/photo/?fbid=1&set=a.2', 'https://www.facebook.com/photo/?fbid=1&set=a.2', 'post'],
    ['https://www.facebook.com/watch/?ref=x&v=1', 'https://www.facebook.com/watch/?v=1', 'video'],
    ['https://www.facebook.com/watch/live/?v=1', 'https://www.facebook.com/watch/live/?v=1', 'video'],
    ['https://www.facebook.com/a/videos/slug/1/', 'https://www.facebook.com/a/videos/slug/1/', 'video'],
    ['https://www.facebook.com/reel/1', 'https://www.facebook.com/reel/1', 'video'],
    ['https://www.facebook.com/share/v/1AbCdEf/', 'https://www.facebook.com/share/v/1AbCdEf/', 'video'],
    ['https://www.facebook.com/share/r/1AbCdEf/', 'https://www.facebook.com/share/r/1AbCdEf/', 'video'],
    ['https://fb.watch/abc_DE-1/?mibextid=x', 'https://fb.watch/abc_DE-1/', 'video'],
    [
      'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Freel%2F1&width=9',
      'https://www.facebook.com/reel/1',
      'video',
    ],
  ].map(([address = '', href = '', kind]) => [address, href, `/plugins/${kind}.php?${new URLSearchParams({ href })}`]),
  tiktok: [
    ...['', '?_t=tracking&_r=1', '?is_from_webapp=1'].map((query): [string, string, string] => [
      `https://www.tiktok.com/@some.body/video/7106594312292453675${query}`,
      'https://www.tiktok.com/@some.body/video/7106594312292453675',
      '/embed/v2/7106594312292453675',
    ]),
    [
      'https://m.tiktok.com/v/7106594312292453675.html',
      'https://www.tiktok.com/embed/v2/7106594312292453675',
      '/embed/v2/7106594312292453675',
    ],
  ],
  vimeo: [
    ...[
      'https://vimeo.com/76979871?share=copy',
      'https://vimeo.com/channels/staffpicks/76979871',
      'https://vimeo.com/groups/a/videos/76979871',
      'https://vimeo.com/showcase/1/video/76979871',
      'https://player.vimeo.com/video/76979871?badge=0',
    ].map((address): [string, string, string] => [address, 'https://vimeo.com/76979871', '/video/76979871?dnt=1']),
    [
      'https://vimeo.com/76979871/0123abcdef',
      'https://vimeo.com/76979871/0123abcdef',
      '/video/76979871?dnt=1&h=0123abcdef',
    ],
  ],
  rutube: [
    ...['video', 'shorts', 'play/embed', 'live/video'].map((path): [string, string, string] => [
      `https://rutube.ru/${path}/${HEX}/?r=wd`,
      `https://rutube.ru/video/${HEX}/`,
      `/play/embed/${HEX}`,
    ]),
    [
      `https://rutube.ru/video/private/${HEX}/?p=key`,
      `https://rutube.ru/video/private/${HEX}/?p=key`,
      `/play/embed/${HEX}?p=key`,
    ],
  ],
  vk: [
    'https://vkvideo.ru/video-22822305_456242110',
    'https://vk.com/video-22822305_456242110?ref=x',
    'https://m.vk.com/clip-22822305_456242110',
    'https://vk.com/video?z=video-22822305_456242110%2Fpl_cat',
    'https://vkvideo.ru/playlist/-1_2/video-22822305_456242110',
    'https://vk.ru/video_ext.php?oid=-22822305&id=456242110&hd=1',
  ].map((address) => [
    address,
    'https://vkvideo.ru/video-22822305_456242110',
    '/video_ext.php?oid=-22822305&id=456242110&hd=2',
  ]),
  ok: [
    'https://ok.ru/video/1234567890?st.x=y',
    'https://m.ok.ru/live/1234567890',
    'https://ok.ru/videoembed/1234567890',
  ].map((address) => [address, 'https://ok.ru/video/1234567890', '/videoembed/1234567890']),
  spotify: [
    `https://open.spotify.com/episode/${SOUND}?si=tracking`,
    `https://open.spotify.com/intl-ru/episode/${SOUND}`,
    `https://open.spotify.com/embed/episode/${SOUND}?utm_source=x`,
  ].map((address) => [address, `https://open.spotify.com/episode/${SOUND}`, `/embed/episode/${SOUND}`]),
  soundcloud: [
    ...['https://soundcloud.com/some-body/a-song?utm_source=x&si=y', 'https://m.soundcloud.com/some-body/a-song'].map(
      (address): [string, string, string] => [
        address,
        'https://soundcloud.com/some-body/a-song',
        '/player/?url=https%3A%2F%2Fsoundcloud.com%2Fsome-body%2Fa-song',
      ],
    ),
    [
      'https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/1&color=%23f00',
      'https://w.soundcloud.com/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F1',
      '/player/?url=https%3A%2F%2Fapi.soundcloud.com%2Ftracks%2F1',
    ],
  ],
  datawrapper: [
    ['https://datawrapper.dwcdn.net/aB3dE/7/', 'https://datawrapper.dwcdn.net/aB3dE/7/', '/aB3dE/7/'],
    ['https://www.datawrapper.de/_/aB3dE/', 'https://datawrapper.dwcdn.net/aB3dE/', '/aB3dE/'],
  ],
  flourish: [
    'https://public.flourish.studio/visualisation/1234567/',
    'https://flo.uri.sh/visualisation/1234567/embed',
    'https://app.flourish.studio/visualisation/1234567/edit',
  ].map((address) => [
    address,
    'https://public.flourish.studio/visualisation/1234567/',
    '/visualisation/1234567/embed',
  ]),
};

describe('an address', () => {
  it.each(EMBED_PROVIDERS.flatMap((provider) => POSTS[provider].map((post) => [provider, ...post] as const)))(
    'of %s, %s, leads to the post',
    (provider, address, href, path) => {
      const post = { href, frame: PROVIDERS[provider].origin + path };
      expect(postOf(provider, address)).toEqual(post);
      expect(postOf(provider, href)).toEqual(post);
      expect(embedEditor.fromAddress(address.replace('https:', 'http:'))).toEqual({
        type: 'embed',
        attrs: { provider, href },
      });
    },
  );

  it.each([
    ['https://youtu.be/aqz-KE-bpKQ?t=1m30s', 'https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=90s', 'start=90'],
    [
      'https://www.youtube.com/watch?v=aqz-KE-bpKQ#t=1h2m3s',
      'https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=3723s',
      'start=3723',
    ],
    [
      'https://www.youtube.com/embed/aqz-KE-bpKQ?start=90',
      'https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=90s',
      'start=90',
    ],
    ['https://vimeo.com/76979871#t=1m30s', 'https://vimeo.com/76979871#t=90s', '#t=90s'],
    [`https://rutube.ru/video/${HEX}/?t=90`, `https://rutube.ru/video/${HEX}/?t=90`, 't=90'],
    ['https://vk.com/video-1_2?t=1m30s', 'https://vkvideo.ru/video-1_2?t=90', 't=90s'],
    ['https://ok.ru/video/1234567890?fromTime=90', 'https://ok.ru/video/1234567890?fromTime=90', 'fromTime=90'],
    ['https://www.facebook.com/reel/1?t=90', 'https://www.facebook.com/reel/1?t=90', 't=90'],
    [`https://open.spotify.com/episode/${SOUND}?t=90`, `https://open.spotify.com/episode/${SOUND}?t=90`, 't=90'],
  ])('%s keeps its start', (address, href, start) => {
    const provider = providerOf(address);
    const post = provider && postOf(provider, address);
    expect(post?.href).toBe(href);
    expect(post?.frame.endsWith(start)).toBe(true);
    expect(provider && postOf(provider, href)).toEqual(post);
  });

  it.each([
    'https://www.youtube.com/@channel',
    'https://www.youtube.com/watch?v=short',
    'https://www.youtube.com/playlist?list=PL1',
    'https://www.youtube.com/embed/videoseries?list=PL1',
    'https://www.youtube.com/embed/live_stream?channel=UC1',
    'https://x.com/someone',
    'https://x.com/someone/status/20/../../evil',
    'https://t.me/telegram',
    'https://t.me/c/123456/43',
    'https://t.me/s/telegram',
    'https://t.me/share/url?url=x',
    'https://www.instagram.com/someone/',
    'https://www.instagram.com/share/reel/BAxyz1234',
    'https://www.instagram.com/stories/someone/3210987654321/',
    'https://www.facebook.com/someone',
    'https://www.facebook.com/someone/videos/',
    'https://www.facebook.com/watch/',
    'https://vm.tiktok.com/ZMabc123/',
    'https://www.tiktok.com/@someone',
    'https://vimeo.com/someone',
    'https://rutube.ru/channel/123456/',
    'https://vk.com/wall-1_2',
    'https://ok.ru/group/1234567890',
    'https://open.spotify.com/user/someone',
    'https://soundcloud.com/someone',
    'https://soundcloud.com/someone/sets',
    'https://on.soundcloud.com/abcDEF',
    'https://www.datawrapper.de/academy',
    'https://public.flourish.studio/',
  ])('%s is of no post, and the writer is told', (address) => {
    expect(embedEditor.fromAddress(address)).toBeUndefined();
    expect(embedEditor.isAlmostAddress(address)).toBe(true);
  });

  it.each([
    'https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ',
    'https://evil.example/?https://x.com/a/status/20',
    'https://news.example/story',
    'javascript:alert(1)',
    'not an address',
  ])('%s is of nobody that is embedded', (address) => {
    expect(embedEditor.fromAddress(address)).toBeUndefined();
    expect(embedEditor.isAlmostAddress(address)).toBe(false);
  });
});

it('an embed of another site’s address is refused', () => {
  const block = { type: 'embed', provider: 'youtube', title: 'A film' };
  const isEmbed = (href: string) => embed.safeParse({ ...block, href }).success;
  expect(isEmbed('https://youtu.be/aqz-KE-bpKQ')).toBe(true);
  for (const href of ['https://evil.example/watch?v=aqz-KE-bpKQ', 'https://x.com/a/status/20', 'http://youtu.be/x'])
    expect(isEmbed(href)).toBe(false);
});

it('readers follow an address without what tells who shared it, in feeds too', () => {
  const href = 'https://youtu.be/aqz-KE-bpKQ?si=tracking';
  const html = embedFeed(
    { type: 'embed', provider: 'youtube', href, title: 'A film' },
    { origin: '', picture: () => '' },
  );
  expect(html).toBe('<p><a href="https://www.youtube.com/watch?v=aqz-KE-bpKQ">A film</a></p>');
});

it('readers can agree to every provider, and posts have their room before they are there', () => {
  const names = EMBED_PROVIDERS.map((name) => `embed${name.charAt(0).toUpperCase()}${name.slice(1)}`);
  expect(CHOICE_NAMES.filter((name) => name.startsWith('embed'))).toEqual(names);
  const styles = readFileSync('app/pages.css', 'utf8');
  const withoutRoom = EMBED_PROVIDERS.filter(
    (name) => PROVIDERS[name].shape !== 'video' && !styles.includes(`:root[data-embed-${name}]`),
  );
  expect(withoutRoom).toEqual([]);
});
