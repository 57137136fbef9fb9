import { describe, expect, it } from 'vitest';
import { kindOf, NEWSROOM, refusal, violations } from './walls.ts';

// A file of every kind, and which kinds it may not import.
const SPECIMENS = {
  page: 'app/[locale]/page.tsx',
  reads: 'app/[locale]/reads.ts',
  handler: 'app/api/views/route.ts',
  component: 'components/article/byline.tsx',
  block: 'blocks/quote/text.ts',
  'block view': 'blocks/quote/view.tsx',
  'block editor': 'blocks/quote/editor.ts',
  editor: 'editor/document/document.ts',
  enhance: 'enhance/text-size.ts',
  newsroom: 'newsroom/articles/find-article.ts',
  platform: 'platform/clock.ts',
  database: 'platform/database.ts',
  i18n: 'i18n/dates.ts',
  server: 'server/web-process.ts',
  process: 'processes/supervisor/web-cluster.ts',
} as const;

type Specimen = keyof typeof SPECIMENS;

const REFUSED: Record<Specimen, Specimen[]> = {
  page: ['block view', 'block editor', 'database', 'server', 'process', 'enhance', 'handler'],
  reads: ['page', 'block view', 'block editor', 'database', 'server', 'process', 'enhance', 'handler'],
  handler: [
    'page',
    'reads',
    'component',
    'block view',
    'block editor',
    'editor',
    'enhance',
    'database',
    'server',
    'process',
  ],
  component: ['page', 'reads', 'handler', 'block editor', 'enhance', 'platform', 'database', 'server', 'process'],
  block: [
    'page',
    'reads',
    'handler',
    'component',
    'block view',
    'block editor',
    'editor',
    'enhance',
    'newsroom',
    'platform',
    'database',
    'server',
    'process',
  ],
  'block view': [
    'page',
    'reads',
    'handler',
    'block editor',
    'editor',
    'enhance',
    'newsroom',
    'platform',
    'database',
    'server',
    'process',
  ],
  'block editor': [
    'page',
    'reads',
    'handler',
    'block view',
    'enhance',
    'newsroom',
    'platform',
    'database',
    'server',
    'process',
  ],
  editor: ['page', 'reads', 'handler', 'block view', 'enhance', 'platform', 'database', 'server', 'process'],
  enhance: [
    'page',
    'reads',
    'handler',
    'component',
    'block',
    'editor',
    'newsroom',
    'platform',
    'i18n',
    'server',
    'process',
  ],
  newsroom: [
    'page',
    'reads',
    'handler',
    'component',
    'block view',
    'block editor',
    'editor',
    'enhance',
    'server',
    'process',
  ],
  platform: [
    'page',
    'reads',
    'handler',
    'component',
    'block',
    'editor',
    'enhance',
    'newsroom',
    'i18n',
    'server',
    'process',
  ],
  database: [
    'page',
    'reads',
    'handler',
    'component',
    'block',
    'editor',
    'enhance',
    'newsroom',
    'i18n',
    'server',
    'process',
  ],
  i18n: [
    'page',
    'reads',
    'handler',
    'component',
    'block',
    'editor',
    'enhance',
    'newsroom',
    'platform',
    'database',
    'process',
  ],
  server: ['page', 'reads', 'handler', 'component', 'block view', 'block editor', 'editor', 'enhance', 'process'],
  process: ['page', 'reads', 'handler', 'component', 'block', 'editor', 'enhance'],
};

describe('who may import whom', () => {
  it('is kept by every file', async () => {
    expect(await violations(import.meta.dirname)).toEqual([]);
  });

  for (const [from, file] of Object.entries(SPECIMENS)) {
    it(`tells a ${from} by where it lies`, () => expect(kindOf(file)).toBe(from));
    for (const to of REFUSED[from as Specimen]) {
      it(`refuses ${from} → ${to}`, () => expect(refusal(file, SPECIMENS[to])).toMatch(/may not import/));
    }
  }

  for (const [index, room] of NEWSROOM.entries()) {
    for (const later of NEWSROOM.slice(index + 1)) {
      it(`refuses ${room} → ${later}`, () =>
        expect(refusal(`newsroom/${room}/a.ts`, `newsroom/${later}/b.ts`)).toMatch(/only from those before them/));
    }
  }

  it.each([
    ['newsroom/articles/article.ts', 'next/cache'],
    ['newsroom/articles/article.ts', 'react'],
    ['newsroom/articles/find-article.ts', '@prisma/client'],
    ['newsroom/articles/find-article.ts', 'pg'],
    ['components/article/byline.tsx', 'node:crypto'],
    ['components/staff/field.tsx', '@tiptap/core'],
    ['blocks/quote/text.ts', '@tiptap/core'],
    ['blocks/quote/view.tsx', '@tiptap/react'],
    ['blocks/quote/text.ts', 'react'],
    ['blocks/kinds.ts', 'next-intl'],
    ['enhance/text-size.ts', 'react'],
    ['platform/files.ts', 'next/headers'],
    ['i18n/dates.ts', 'react'],
    ['processes/build/build.ts', 'next'],
  ])('refuses %s → %s', (file, name) => expect(refusal(file, name)).toMatch(/may not import/));

  it('lets through what docs/architecture.md allows', () => {
    expect(refusal('app/[locale]/page.tsx', 'app/[locale]/reads.ts')).toBeUndefined();
    expect(refusal('newsroom/articles/find-article.ts', 'platform/database.ts')).toBeUndefined();
    expect(refusal('newsroom/search/list-matches.ts', 'newsroom/articles/list-articles.ts')).toBeUndefined();
    expect(refusal('components/article/byline.tsx', 'newsroom/topics/topic.ts')).toBeUndefined();
    expect(refusal('components/article/story-body.tsx', 'blocks/views.tsx')).toBeUndefined();
    expect(refusal('blocks/quote/editor-view.island.tsx', '@tiptap/react')).toBeUndefined();
  });
});
