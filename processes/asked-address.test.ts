import { expect, it } from 'vitest';
import { askedAddress } from '#processes/asked-address';

it.each(['/', '/en', '/arm/post/a-story?utm_source=x', '/api/articles?language=en', '/icon.svg', '/ru/post/%D1%8F'])(
  'leaves %s alone',
  (address) => {
    expect(askedAddress(address)).toBe(address);
  },
);

it.each([
  ['/EN', '/en/-/-'],
  ['/Arm/post/x', '/en/-/-'],
  ['/ru/post/%E0%A4%A', '/ru/-/-'],
  ['/%', '/en/-/-'],
])('sends %s nowhere', (address, asked) => expect(askedAddress(address)).toBe(asked));
