import { describe, expect, it } from 'vitest';
import { breaches, kindOf, NEWSROOM, refusal } from './walls.ts';

// A file of every kind, and what each may not import.
const SPECIMENS = {
  page: 'app/[locale]/page.tsx',
  reads: 'app/[locale]/reads.ts',
  handler: 'app/api/views/route.ts',
  component: 'components/article/byline.tsx',
  ui: 'components/ui/button.tsx',
  enhance: 'enhance/text-size.ts',
  noun: 'newsroom/articles/article.ts',
  verb: 'newsroom/articles/find-article.ts',
  platform: 'platform/clock.ts',
  database: 'platform/database.ts',
  i18n: 'i18n/dates.ts',
  process: 'processes/web.ts',
} as const;

const REFUSED: Record<keyof typeof SPECIMENS, (keyof typeof SPECIMENS)[]> = {
  page: ['verb', 'database', 'process', 'enhance', 'handler'],
  reads: ['page', 'database', 'process', 'enhance', 'handler', 'ui'],
  handler: ['page', 'reads', 'component', 'ui', 'enhance', 'database', 'process'],
  component: ['page', 'reads', 'handler', 'verb', 'enhance', 'platform', 'database', 'process'],
  ui: ['page', 'reads', 'handler', 'component', 'enhance', 'noun', 'verb', 'platform', 'database', 'i18n', 'process'],
  enhance: ['page', 'reads', 'handler', 'component', 'ui', 'noun', 'verb', 'platform', 'database', 'i18n', 'process'],
  noun: ['page', 'reads', 'handler', 'component', 'ui', 'enhance', 'verb', 'platform', 'database', 'process'],
  verb: ['page', 'reads', 'handler', 'component', 'ui', 'enhance', 'process'],
  platform: ['page', 'reads', 'handler', 'component', 'ui', 'enhance', 'noun', 'verb', 'i18n', 'process'],
  database: ['page', 'reads', 'handler', 'component', 'ui', 'enhance', 'noun', 'verb', 'i18n', 'process'],
  i18n: ['page', 'reads', 'handler', 'component', 'ui', 'enhance', 'noun', 'verb', 'platform', 'database', 'process'],
  process: ['page', 'reads', 'handler', 'component', 'ui', 'enhance'],
};

describe('the walls of the house', () => {
  it('stand', async () => {
    expect(await breaches(import.meta.dirname)).toEqual([]);
  });

  for (const [from, file] of Object.entries(SPECIMENS)) {
    it(`tells a ${from} by where it lies`, () => expect(kindOf(file)).toBe(from));
    for (const to of REFUSED[from as keyof typeof SPECIMENS]) {
      it(`refuse ${from} → ${to}`, () => expect(refusal(file, SPECIMENS[to])).toMatch(/may not import/));
    }
  }

  for (const [index, room] of NEWSROOM.entries()) {
    for (const right of NEWSROOM.slice(index + 1)) {
      it(`refuse ${room} → ${right}`, () =>
        expect(refusal(`newsroom/${room}/find-one.ts`, `newsroom/${right}/noun.ts`)).toMatch(/look only to their left/));
    }
  }

  it.each([
    ['newsroom/articles/article.ts', 'next/cache'],
    ['newsroom/articles/article.ts', 'react'],
    ['newsroom/articles/find-article.ts', '@prisma/client'],
    ['newsroom/articles/find-article.ts', 'pg'],
    ['newsroom/articles/article.ts', 'node:fs'],
    ['components/article/byline.tsx', 'node:crypto'],
    ['enhance/text-size.ts', 'react'],
    ['platform/files.ts', 'next/headers'],
    ['i18n/dates.ts', 'react'],
  ])('refuse %s → %s', (file, name) => expect(refusal(file, name)).toMatch(/may not import/));

  it('let through what the map allows', () => {
    expect(refusal('app/[locale]/page.tsx', 'app/[locale]/reads.ts')).toBeUndefined();
    expect(refusal('newsroom/articles/find-article.ts', 'platform/database.ts')).toBeUndefined();
    expect(refusal('newsroom/search/list-matches.ts', 'newsroom/articles/list-articles.ts')).toBeUndefined();
    expect(refusal('components/article/byline.tsx', 'newsroom/topics/topic.ts')).toBeUndefined();
  });
});
