import { describe, expect, it } from 'vitest';
import { kindRecord, lackOf, STORY_KINDS, shownKind } from '#newsroom/articles/kinds';

const paragraph = { type: 'paragraph' as const, text: [{ text: 'x' }] };
const gallery = { type: 'gallery' as const, pictures: ['a'.repeat(20), 'b'.repeat(20)] };
const chart = {
  type: 'embed' as const,
  provider: 'flourish' as const,
  href: 'https://public.flourish.studio/visualisation/1/',
  title: 'x',
};
const embed = { type: 'embed' as const, provider: 'youtube' as const, href: 'https://youtu.be/x', title: 'x' };

describe('kinds of stories', () => {
  it('are words, the plain one first', () => {
    expect(STORY_KINDS[0]).toBe('article');
    for (const kind of STORY_KINDS) expect(kind).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('that are not known are shown as articles', () => {
    expect([shownKind('hologram'), shownKind('toString'), shownKind('opinion')]).toEqual([
      'article',
      'article',
      'opinion',
    ]);
    expect(kindRecord('hologram')).toBe(kindRecord('article'));
  });

  it.each([
    ['article', [paragraph], 0, undefined],
    ['hologram', [paragraph], 0, undefined],
    ['opinion', [paragraph], 0, 'author'],
    ['opinion', [paragraph], 1, undefined],
    ['interview', [paragraph], 0, undefined],
    ['video', [paragraph, gallery], 1, 'embed'],
    ['video', [paragraph, chart], 0, 'embed'],
    ['video', [paragraph, embed], 0, undefined],
    ['gallery', [embed], 1, 'gallery'],
    ['gallery', [gallery], 0, undefined],
  ] as const)('%s: %j by %i authors lacks %s', (kind, body, authors, lack) => {
    expect(lackOf(kind, { body: [...body], authors })).toBe(lack);
  });
});
