import { getSchema, type JSONContent } from '@tiptap/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type ArticleBody, storedBody } from '#blocks/body';
import { canonicalJson } from '#blocks/canonical-json';
import { anyBody } from '#e2e/any-block';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { bodyOf, documentOf } from '#editor/document/document';
import { DOCUMENT_EXTENSIONS } from '#editor/document/extensions';
import { mergeTexts } from '#editor/saving/merge';
import { findArticle } from '#newsroom/articles/find-article';
import { createTranslation } from '#newsroom/editing/create-translation';
import { findSourceText } from '#newsroom/editing/find-source-text';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { findRevision } from '#newsroom/editing/list-revisions';
import { publishArticle } from '#newsroom/editing/publish-article';
import { restoreRevision } from '#newsroom/editing/restore-revision';
import { saveText } from '#newsroom/editing/save-text';
import { type ArticleText, sentText, type WorkingCopy } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { refuse } from '#newsroom/result';
import { articleHtml } from '#newsroom/syndication/article-html';
import { database } from '#platform/database';

// Whatever a newer version has stored among the blocks that this one knows goes through every way that a text can take,
// in its place and as it was.

const schema = getSchema(DOCUMENT_EXTENSIONS);
const poll = { type: 'poll', question: 'Rain?', answers: ['yes', 'no'] };

let editor: Actor;
let author: Actor;
beforeAll(async () => {
  await createSiteSettings();
  editor = await actorFor('editor');
  author = await actorFor('editor', 'Another editor');
});

let stories = 0;

async function storyWith(body: ArticleBody): Promise<number> {
  const { articles } = await createStory({ slugs: { en: `unknown-${++stories}` }, body });
  return articles.en;
}

async function opened(id: number): Promise<WorkingCopy> {
  const copy = await findWorkingCopy(editor, id);
  if (!copy) throw new Error('there is no such article');
  return copy;
}

/** A text as the editor leaves it when a paragraph is written at its end. */
function written(text: ArticleText, addition: string): ArticleText {
  const document = schema.nodeFromJSON(documentOf(text.body));
  const paragraph = schema.node('paragraph', null, schema.text(addition));
  const changed = document.copy(document.content.addToEnd(paragraph));
  return { ...text, body: bodyOf(changed.toJSON() as JSONContent) };
}

/** A text as it reaches the server. */
function received(text: ArticleText): ArticleText {
  return sentText.parse(JSON.parse(JSON.stringify({ ...text, body: storedBody(text.body) })));
}

const said = (addition: string) => canonicalJson({ type: 'paragraph', text: [{ text: addition }] });
const blocks = (body: ArticleBody) => storedBody(body).map(canonicalJson);
const storedInArticle = async (id: number) =>
  ((await database().article.findUniqueOrThrow({ where: { id } })).body as unknown[]).map(canonicalJson);

describe('blocks that this version does not know', () => {
  it('stay as they were, wherever a text goes', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyBody, async (body) => {
        const id = await storyWith(body);
        const all = blocks(body);

        // Opened, written on and saved by itself; by somebody else too, who is told of it and merges both.
        const first = await opened(id);
        const mine = received(written(first.text, 'mine'));
        expect(await saveText(editor, id, { text: mine, base: first.version, isExplicit: false })).toMatchObject({
          ok: true,
        });
        const theirs = received(written(first.text, 'theirs'));
        const refused = await saveText(author, id, { text: theirs, base: first.version, isExplicit: false });
        if (refused.ok || refused.why !== 'conflict') throw new Error('the second writer is not refused');
        const merged = received(mergeTexts(first.text, refused.text, theirs).value);
        expect(blocks(merged.body)).toEqual([...all, said('mine'), said('theirs')]);
        const both = await saveText(author, id, { text: merged, base: refused.version, isExplicit: true });
        if (!both.ok) throw new Error(both.why);

        // Taken out, and brought back with the revision.
        const known = { ...merged, body: merged.body.filter(({ type }) => type !== 'unknown') };
        const without = await saveText(author, id, { text: known, base: both.version, isExplicit: false });
        if (!without.ok) throw new Error(without.why);
        const revision = await findRevision(editor, id, both.version);
        expect(blocks(revision?.body ?? [])).toEqual(blocks(merged.body));
        const restored = await restoreRevision(editor, id, { version: both.version, base: without.version });
        expect(restored.ok).toBe(true);
        expect(blocks((await opened(id)).text.body)).toEqual(blocks(merged.body));

        // Translated.
        const translation = await createTranslation(editor, id, 'ru');
        if (!translation.ok) throw new Error(translation.why);
        const copy = await opened(translation.articleId);
        expect(blocks(copy.text.body)).toEqual(blocks(merged.body));
        expect(blocks((await findSourceText(editor, copy))?.before.body ?? [])).toEqual(blocks(merged.body));

        // Published, in the very JSON that was stored.
        expect(
          await publishArticle(editor, id, { version: (await opened(id)).version, allowPlaceholders: true }),
        ).toEqual({ ok: true });
        expect(await storedInArticle(id)).toEqual(blocks(merged.body));
        const found = await findArticle('en', `unknown-${stories}`);
        if (found.kind !== 'story') throw new Error(found.kind);
        expect(blocks(found.article.body)).toEqual(blocks(merged.body));
        // Readers and feeds have the others alone.
        const html = articleHtml(found.article.body, [], 'https://news.test').split('\n').filter(Boolean);
        const others = articleHtml(known.body, [], 'https://news.test').split('\n').filter(Boolean);
        expect(html).toEqual(others);
      }),
      { numRuns: 25 },
    );
  });

  it('are taken from nobody who has not got them from the article', async () => {
    const id = await storyWith([]);
    const { text, version } = await opened(id);
    const foreign = { ...text, body: [...text.body, { type: 'unknown' as const, stored: poll }] };
    expect(await saveText(editor, id, { text: foreign, base: version, isExplicit: false })).toEqual(
      refuse('unsupported', 'block'),
    );
    const broken = received({ ...text, body: [] });
    broken.body = [
      { type: 'unknown', stored: { type: 'paragraph', text: [{ text: 'x', href: 'javascript:alert(1)' }] } },
    ];
    expect(await saveText(editor, id, { text: broken, base: version, isExplicit: false })).toMatchObject({ ok: false });
    expect((await opened(id)).version).toBe(version);
  });

  it('may be removed, and put back by undo after that was saved', async () => {
    const id = await storyWith([{ type: 'unknown', stored: poll }]);
    const { text, version } = await opened(id);
    const without = { ...text, body: [] };
    const removed = await saveText(editor, id, { text: without, base: version, isExplicit: false });
    expect(removed).toMatchObject({ ok: true });
    // What was removed is among the revisions, though nobody has asked for one.
    expect(blocks((await findRevision(editor, id, version))?.body ?? [])).toEqual([canonicalJson(poll)]);
    expect(await saveText(editor, id, { text, base: version + 1, isExplicit: false })).toMatchObject({ ok: true });
    expect(blocks((await opened(id)).text.body)).toEqual([canonicalJson(poll)]);
  });

  it('become blocks for the version that knows them', () => {
    const sent = { headline: '', standfirst: '', source: '', body: [poll, { type: 'divider' }] };
    expect(sentText.parse(sent).body).toEqual([{ type: 'unknown', stored: poll }, { type: 'divider' }]);
  });
});
