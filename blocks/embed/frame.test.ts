import { describe, expect, it } from 'vitest';
import { embedFrame, FRAME_ORIGINS } from '#blocks/embed/frame';
import type { EmbedProvider } from '#blocks/embed/schema';

describe('the frame of an embed', () => {
  it.each<[EmbedProvider, string, string]>([
    [
      'youtube',
      'https://www.youtube.com/watch?v=aqz-KE-bpKQ&t=3',
      'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ',
    ],
    ['youtube', 'https://youtu.be/aqz-KE-bpKQ', 'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ'],
    ['youtube', 'https://m.youtube.com/shorts/aqz-KE-bpKQ', 'https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ'],
    ['x', 'https://x.com/someone/status/20', 'https://platform.twitter.com/embed/Tweet.html?id=20&dnt=true'],
    ['x', 'https://twitter.com/someone/status/20', 'https://platform.twitter.com/embed/Tweet.html?id=20&dnt=true'],
    ['telegram', 'https://t.me/telegram/83', 'https://t.me/telegram/83?embed=1&mode=tme'],
    ['instagram', 'https://www.instagram.com/p/Cabc_-12345/', 'https://www.instagram.com/p/Cabc_-12345/embed/'],
    [
      'facebook',
      'https://www.facebook.com/someone/posts/1?x="y',
      'https://www.facebook.com/plugins/post.php' +
        '?href=https%3A%2F%2Fwww.facebook.com%2Fsomeone%2Fposts%2F1%3Fx%3D%2522y',
    ],
    [
      'facebook',
      'https://www.facebook.com/watch/?v=1',
      'https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fwatch%2F%3Fv%3D1',
    ],
  ])('of %s for %s is %s', (provider, href, frame) => {
    expect(embedFrame(provider, href)).toBe(frame);
    expect(new URL(frame).origin).toBe(FRAME_ORIGINS[provider]);
  });

  it.each<[EmbedProvider, string]>([
    ['youtube', 'https://www.youtube.com/@channel'],
    ['youtube', 'https://www.youtube.com/watch?v=short'],
    ['youtube', 'https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ'],
    ['youtube', 'http://www.youtube.com/watch?v=aqz-KE-bpKQ'],
    ['x', 'https://x.com/someone'],
    ['x', 'https://x.com/someone/status/20/../../evil'],
    ['telegram', 'https://t.me/telegram'],
    ['telegram', 'https://t.me/share/url?url=x'],
    ['instagram', 'https://www.instagram.com/someone/'],
    ['facebook', 'https://www.facebook.com/someone'],
    ['facebook', 'javascript:alert(1)'],
    ['facebook', 'not an address'],
  ])('of %s does not exist for %s', (provider, href) => expect(embedFrame(provider, href)).toBeNull());
});
