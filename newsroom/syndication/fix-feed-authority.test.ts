import { expect, it } from 'vitest';
import { fixFeedAuthority } from '#newsroom/syndication/fix-feed-authority';

it('ids in feeds begin with what they began with, though the site moves and its year is corrected', async () => {
  for (const origin of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]', 'http://desk.local'])
    expect(await fixFeedAuthority({ origin, foundedYear: 2024 })).toMatch(/,2024$/);

  const first = { origin: 'https://news.test', foundedYear: 2025 };
  const all = await Promise.all([first, first, first].map(fixFeedAuthority));
  expect(new Set(all)).toEqual(new Set(['news.test,2025']));
  for (const origin of ['https://moved.test:8443', 'http://localhost:3000'])
    expect(await fixFeedAuthority({ origin, foundedYear: 1999 })).toBe('news.test,2025');
});
