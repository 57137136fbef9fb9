import { describe, expect, it } from 'vitest';
import { accountMeta, isProfile, networkName } from '#newsroom/settings/social-networks';

describe('a link to a social network', () => {
  it.each([
    ['https://x.com/paper', 'X (Twitter)'],
    ['https://twitter.com/paper', 'X (Twitter)'],
    ['https://www.youtube.com/@paper', 'YouTube'],
    ['https://t.me/paper', 'Telegram'],
    ['https://vk.com/paper', 'VK'],
    ['https://apps.apple.com/app/id1', 'App Store'],
    ['https://www.social.example/@paper', 'social.example'],
    ['https://notx.com/paper', 'notx.com'],
    ['https://x.com.evil.example/paper', 'x.com.evil.example'],
    ['nonsense', 'nonsense'],
  ])('%s is called %s', (url, name) => expect(networkName(url)).toBe(name));

  it('names the account where the network has a <meta> element for it', () => {
    expect(accountMeta('https://t.me/meridian_example')).toEqual({
      name: 'telegram:channel',
      content: '@meridian_example',
    });
    expect(accountMeta('https://x.com/paper?lang=en')).toEqual({ name: 'twitter:site', content: '@paper' });
    for (const url of ['https://t.me/+abc', 'https://x.com/', 'https://facebook.com/paper', 'nonsense'])
      expect(accountMeta(url)).toBeUndefined();
  });

  it('is the paper itself, but for its apps', () => {
    const all = [
      'https://t.me/paper',
      'https://social.example/@paper',
      'https://play.google.com/store/apps/details?id=x',
    ];
    expect(all.filter(isProfile)).toEqual(all.slice(0, 2));
  });
});
