import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { articleBody } from '#blocks/body';
import { frontAddress } from '#i18n/addresses';
import { lackOf, STORY_KINDS } from '#newsroom/articles/kinds';
import { isSlug } from '#newsroom/articles/slug';
import { DEMO_LANGUAGES } from '#seed/demo-languages';
import { lengthOf, readPage, readStory } from '#seed/read-story';

const FOLDER = join(import.meta.dirname, 'stories');
const anyPicture = { get: () => '0'.repeat(20) } as unknown as ReadonlyMap<string, string>;
const stories = readdirSync(FOLDER).map((name) => ({ name, ...readStory(join(FOLDER, name), anyPicture) }));
const articles = stories.flatMap(({ name, articles }) => articles.map((article) => ({ name, ...article })));

describe('the demo newsroom', () => {
  it('has at least 40 stories over at least 6 sections, each in English, most in all three languages', () => {
    expect(stories.length).toBeGreaterThanOrEqual(40);
    expect(new Set(stories.map(({ story }) => story.section)).size).toBeGreaterThanOrEqual(6);
    expect(stories.filter(({ articles }) => !articles.some(({ language }) => language === 'en'))).toEqual([]);
    expect(stories.filter(({ articles }) => articles.length === 3).length).toBeGreaterThan(stories.length / 2);
    expect(stories.filter(({ articles }) => articles.length < 3).length).toBeGreaterThan(0);
  });

  it('writes short news of 400 to 4,000 characters', () => {
    const lengths = articles.map(({ name, language, body }) => ({ name, language, length: lengthOf(body) }));
    expect(lengths.filter(({ length }) => length < 400 || length > 4_000)).toEqual([]);
  });

  it('has bodies and slugs that the paper accepts, no slug twice', () => {
    for (const { name, slug, body } of articles) {
      expect([name, isSlug(slug), articleBody.safeParse(body).success]).toEqual([name, true, true]);
    }
    const slugs = articles.map(({ language, slug }) => `${language}/${slug}`);
    expect(new Set(slugs).size).toBe(slugs.length);
  });

  it('shows every kind of block somewhere', () => {
    const kinds = new Set(articles.flatMap(({ body }) => body.map(({ type }) => type)));
    expect([...kinds].sort()).toEqual([
      'divider',
      'embed',
      'figure',
      'gallery',
      'heading',
      'list',
      'paragraph',
      'quote',
      'table',
    ]);
  });

  it('has stories of every kind, each with what its kind needs', () => {
    expect(STORY_KINDS.filter((kind) => !stories.some(({ story }) => story.kind === kind))).toEqual([]);
    const lacking = stories.flatMap(({ name, story: { kind, authors }, articles: versions }) =>
      versions.flatMap(({ language, body }) =>
        lackOf(kind, { body, authors: authors.length }) ? [[name, language]] : [],
      ),
    );
    expect(lacking).toEqual([]);
  });

  it('has every page about the paper in every language, with links that stay in it', () => {
    for (const key of readdirSync(join(import.meta.dirname, 'pages'))) {
      const pages = readPage(join(import.meta.dirname, 'pages', key));
      expect(pages.map(({ language }) => language)).toEqual(DEMO_LANGUAGES.map(({ code }) => code));
      for (const { language, body } of pages) {
        expect(articleBody.safeParse(body).success).toBe(true);
        const own = [...JSON.stringify(body).matchAll(/"href":"(\/[a-z]+)\//g)].map(([, first]) => first);
        expect([key, own.every((first) => first === frontAddress(language))]).toEqual([key, true]);
      }
    }
  });
});
