import { beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '#blocks/kinds';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { findArticle } from '#newsroom/articles/find-article';
import { STORY_KINDS, type StoryKind } from '#newsroom/articles/kinds';
import { listArticles } from '#newsroom/articles/list-articles';
import { createArticle } from '#newsroom/editing/create-article';
import { createTranslation } from '#newsroom/editing/create-translation';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { listNewsroomArticles } from '#newsroom/editing/list-newsroom-articles';
import { parseNewsroomFilter } from '#newsroom/editing/newsroom-list';
import { organizeStory } from '#newsroom/editing/organize-story';
import { publishArticle } from '#newsroom/editing/publish-article';
import { saveText } from '#newsroom/editing/save-text';
import { scheduleArticle } from '#newsroom/editing/schedule-article';
import type { Actor } from '#newsroom/permissions/actor';
import { refuse } from '#newsroom/result';
import { database } from '#platform/database';

let editor: Actor;

beforeAll(async () => {
  await createSiteSettings();
  editor = await actorFor('editor');
});

const paragraph: Block = { type: 'paragraph', text: [{ text: 'It rained.' }] };
const embed: Block = { type: 'embed', provider: 'youtube', href: 'https://youtu.be/aqz-KE-bpKQ', title: 'Rain' };
const gallery: Block = { type: 'gallery', pictures: ['a'.repeat(20), 'b'.repeat(20)] };

async function begin(kind: StoryKind, body: Block[] = [paragraph]): Promise<{ id: number; version: number }> {
  const begun = await createArticle(editor, { language: 'en', section: 'region', kind });
  if (!begun.ok) throw new Error(begun.why);
  const text = { headline: `A story, ${kind}`, standfirst: '', body, source: 'Paper' };
  const saved = await saveText(editor, begun.articleId, { text, base: 1, isExplicit: false });
  if (!saved.ok) throw new Error(saved.why);
  return { id: begun.articleId, version: saved.version };
}

const organized = { seen: 1, section: 'region', tags: [], authors: [], leadId: null };

describe('the kind of a story', () => {
  it('is chosen when it is begun, an article where nobody says, and holds in every language', async () => {
    for (const kind of STORY_KINDS) {
      const { id } = await begin(kind);
      expect((await findWorkingCopy(editor, id))?.kind).toBe(kind);
    }
    const plain = await createArticle(editor, { language: 'en', section: 'region' });
    expect(plain.ok && (await findWorkingCopy(editor, plain.articleId))?.kind).toBe('article');
    const { id } = await begin('interview');
    const translated = await createTranslation(editor, id, 'ru');
    expect(translated.ok && (await findWorkingCopy(editor, translated.articleId))?.kind).toBe('interview');
    const unknown = await createArticle(editor, { language: 'en', section: 'region', kind: 'hologram' });
    expect(unknown).toEqual(refuse('not-found', 'topic'));
  });

  it('is changed with section, tags and authors; the log says to what, readers’ pages hear of it', async () => {
    const { articles, storyId } = await createStory({ slugs: { en: 'once-an-article' } });
    const before = await database().outboxEntry.count({ where: { slug: 'once-an-article' } });
    expect(await organizeStory(editor, articles.en, { ...organized, kind: 'opinion', authors: ['anna'] })).toEqual({
      ok: true,
    });
    const found = await findArticle('en', 'once-an-article');
    expect(found.kind === 'story' && found.article.kind).toBe('opinion');
    const [card] = (await listArticles('en', {}, { limit: 1 })).articles;
    expect([card?.slug, card?.kind]).toEqual(['once-an-article', 'opinion']);
    expect(await database().outboxEntry.count({ where: { slug: 'once-an-article' } })).toBeGreaterThan(before);
    const line = await database().auditEntry.findFirst({ where: { resource: 'story', resourceId: String(storyId) } });
    expect(line).toMatchObject({ event: 'story.organized', detail: { kind: 'opinion', section: 'region' } });
    expect(await organizeStory(editor, articles.en, { ...organized, seen: 2, kind: 'hologram' })).toMatchObject({
      ok: false,
    });
  });

  it('that this version does not know is shown as an article, and stays through organizing', async () => {
    const { articles, storyId } = await createStory({ slugs: { en: 'of-the-future' } });
    await database().story.update({ where: { id: storyId }, data: { kind: 'hologram' } });
    const found = await findArticle('en', 'of-the-future');
    expect(found.kind === 'story' && found.article.kind).toBe('article');
    expect((await findWorkingCopy(editor, articles.en))?.kind).toBe('hologram');
    expect(await organizeStory(editor, articles.en, { ...organized, kind: 'hologram', tags: ['wine'] })).toEqual({
      ok: true,
    });
    expect((await database().story.findUnique({ where: { id: storyId } }))?.kind).toBe('hologram');
    await expect(database().story.update({ where: { id: storyId }, data: { kind: 'Holo gram' } })).rejects.toThrow(
      /story_kind_is_a_word/,
    );
  });

  it('has to have what it needs before it is published or scheduled', async () => {
    const at = new Date(Date.now() + 86_400_000);
    for (const [kind, lack, body] of [
      ['opinion', 'author', [paragraph]],
      ['video', 'embed', [paragraph, gallery]],
      ['gallery', 'gallery', [paragraph, embed]],
    ] as const) {
      const { id, version } = await begin(kind, [...body]);
      expect(await publishArticle(editor, id, { version })).toEqual(refuse('missing', lack));
      expect(await scheduleArticle(editor, id, { version, at })).toEqual(refuse('missing', lack));
    }
    const { id, version } = await begin('opinion');
    await organizeStory(editor, id, { ...organized, kind: 'opinion', authors: ['anna'] });
    expect(await publishArticle(editor, id, { version })).toEqual({ ok: true });
    for (const [kind, body] of [
      ['video', [paragraph, embed]],
      ['gallery', [gallery]],
      ['interview', [paragraph]],
    ] as const) {
      const ready = await begin(kind, [...body]);
      expect([kind, await publishArticle(editor, ready.id, { version: ready.version })]).toEqual([kind, { ok: true }]);
    }
  });

  it('narrows the newsroom’s list', async () => {
    const list = async (kind: string) => {
      const page = { limit: 100, language: 'en' as const, timeZone: 'UTC' };
      const { articles } = await listNewsroomArticles(editor, parseNewsroomFilter({ kind }), page);
      return [...new Set(articles.map((article) => article.kind))];
    };
    expect(await list('video')).toEqual(['video']);
    expect(await list('opinion')).toEqual(['opinion']);
    expect((await list('no-such-kind')).length).toBeGreaterThan(3);
  });
});
