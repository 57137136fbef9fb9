import { describe, expect, it } from 'vitest';
import { isReading } from '#newsroom/views/visit';

const PHONE =
  'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36';
const visit = { articleId: 1, address: '203.0.113.9', userAgent: PHONE, prefetch: false, staff: false };

describe('an opening', () => {
  it('by a person is a reading', () => expect(isReading(visit)).toBe(true));
  it('fetched ahead is none', () => expect(isReading({ ...visit, prefetch: true })).toBe(false));
  it('by staff is none', () => expect(isReading({ ...visit, staff: true })).toBe(false));
  it.each([
    'Googlebot/2.1 (+http://www.google.com/bot.html)',
    'Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)',
    'TelegramBot (like TwitterBot)',
    'facebookexternalhit/1.1',
    'curl/8.5.0',
    'python-requests/2.32',
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/142.0.0.0 Safari/537.36',
    '',
  ])('by %j is none', (userAgent) => expect(isReading({ ...visit, userAgent })).toBe(false));
});
