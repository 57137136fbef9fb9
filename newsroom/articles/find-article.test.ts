import { beforeAll, describe, expect, it } from 'vitest';
import { createSiteSettings, createStory } from '#e2e/test-data';
import { findArticle } from '#newsroom/articles/find-article';

beforeAll(async () => {
  await createSiteSettings();
  await createStory({
    slugs: { en: 'river-rises', ru: 'reka-podnyalas' },
    formerSlugs: { en: ['river-rise', 'water-up'] },
    tags: ['water', 'wine'],
  });
  await createStory({ slugs: { en: 'only-english' } });
  await createStory({ slugs: { en: 'taken-back' }, formerSlugs: { en: ['taken-earlier'] }, state: 'withdrawn' });
  await createStory({ slugs: { en: 'not-yet' }, state: 'draft' });
  await createStory({ slugs: { en: 'tomorrow' }, state: 'scheduled', publishedAt: new Date(Date.now() + 86_400_000) });
});

describe('what there is at a slug', () => {
  it('the story, with all that its page shows', async () => {
    const found = await findArticle('en', 'river-rises');
    expect(found).toMatchObject({
      kind: 'story',
      article: {
        headline: 'Headline of river-rises',
        section: { key: 'region', name: 'Region' },
        authors: [{ key: 'anna', name: 'Anna en' }],
        translations: [{ language: 'ru', slug: 'reka-podnyalas' }],
        body: [{ type: 'paragraph' }],
        lead: null,
      },
    });
    expect(found.kind === 'story' && found.article.tags.map(({ key }) => key).sort()).toEqual(['water', 'wine']);
  });

  it('where it has moved, from each slug it had', async () => {
    expect(await findArticle('en', 'river-rise')).toEqual({ kind: 'moved', slug: 'river-rises' });
    expect(await findArticle('en', 'water-up')).toEqual({ kind: 'moved', slug: 'river-rises' });
  });

  it('the same story in the asked language, under another language’s slug', async () => {
    expect(await findArticle('ru', 'river-rises')).toEqual({ kind: 'moved', slug: 'reka-podnyalas' });
  });

  it('the languages it can be read in, where not in this one', async () => {
    expect(await findArticle('hy', 'only-english')).toEqual({
      kind: 'in-other-languages',
      translations: [{ language: 'en', slug: 'only-english', headline: 'Headline of only-english' }],
    });
  });

  it('what readers had there, as long as only drafts and scheduled stories have the same address', async () => {
    await createStory({ slugs: { en: 'here-now' }, formerSlugs: { en: ['here-before', 'here-earlier'] } });
    await createStory({ slugs: { en: 'here-before' }, state: 'draft' });
    const tomorrow = new Date(Date.now() + 86_400_000);
    await createStory({ slugs: { en: 'here-earlier' }, state: 'scheduled', publishedAt: tomorrow });
    for (const slug of ['here-before', 'here-earlier'])
      expect(await findArticle('en', slug)).toEqual({ kind: 'moved', slug: 'here-now' });
    await createStory({ slugs: { ru: 'only-english' }, state: 'draft' });
    expect(await findArticle('ru', 'only-english')).toMatchObject({ kind: 'in-other-languages' });
  });

  it('that it was withdrawn, under its present and former slugs', async () => {
    expect(await findArticle('en', 'taken-back')).toEqual({ kind: 'withdrawn', notice: '' });
    expect(await findArticle('en', 'taken-earlier')).toEqual({ kind: 'withdrawn', notice: '' });
  });

  it.each(['not-yet', 'tomorrow', 'never-was', 'Not-A-Slug', "x' OR 1=1 --", '', 'a'.repeat(5_000), '../etc'])(
    'nothing at %j',
    async (slug) => {
      expect(await findArticle('en', slug)).toEqual({ kind: 'absent' });
    },
  );
});
