import { expect, it } from 'vitest';
import { messageOf } from '#newsroom/deliveries/channels/telegram/message-of';

const paper = { chat: '@paper', isPicture: false };

it.each([
  ['https://t.me/paper/123', paper, 'text 123'],
  ['https://t.me/paper/123', { ...paper, isPicture: true }, 'caption 123'],
  ['t.me/Paper/123', paper, 'text 123'],
  ['http://telegram.me/s/paper/123/?single', paper, 'text 123'],
  ['https://t.me/c/1234567890/55', { chat: '-1001234567890', isPicture: false }, 'text 55'],
])('%s in %o is %s', (link, channel, name) => {
  expect(messageOf(link, channel)).toBe(name);
});

it.each([
  '',
  '123',
  'https://t.me/paper',
  'https://t.me/paper/0',
  'https://t.me/another/123',
  'https://t.me/c/1234567890/55',
  'https://paper.example/paper/123',
  'https://t.me/paper/123/456',
])('%s is no post of the channel', (link) => {
  expect(messageOf(link, paper)).toBeNull();
});
