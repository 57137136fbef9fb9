import { beforeAll, describe, expect, it } from 'vitest';
import type { Block } from '#blocks/kinds';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { findArticle } from '#newsroom/articles/find-article';
import { addNote } from '#newsroom/editing/add-note';
import { changeSlug } from '#newsroom/editing/change-slug';
import { createArticle } from '#newsroom/editing/create-article';
import { createTranslation } from '#newsroom/editing/create-translation';
import { findSharedPreview } from '#newsroom/editing/find-preview';
import { findPublishBlocker } from '#newsroom/editing/find-publish-blocker';
import { findWorkingCopy } from '#newsroom/editing/find-working-copy';
import { listNewsroomArticles } from '#newsroom/editing/list-newsroom-articles';
import { markTranslationCurrent } from '#newsroom/editing/mark-translation-current';
import { organizeStory } from '#newsroom/editing/organize-story';
import { publishArticle } from '#newsroom/editing/publish-article';
import { publishDueArticles } from '#newsroom/editing/publish-due-articles';
import { restoreRevision } from '#newsroom/editing/restore-revision';
import { changeWorkflow } from '#newsroom/editing/review-article';
import { countPreviewLinks, revokePreviews } from '#newsroom/editing/revoke-previews';
import { saveText } from '#newsroom/editing/save-text';
import { scheduleArticle, unscheduleArticle } from '#newsroom/editing/schedule-article';
import { setEmbargo } from '#newsroom/editing/set-embargo';
import { createPreviewLink } from '#newsroom/editing/share-preview';
import { emptyOldTrash, moveToTrash, restoreFromTrash } from '#newsroom/editing/trash-article';
import { withdrawArticle } from '#newsroom/editing/withdraw-article';
import type { ArticleText } from '#newsroom/editing/working-copy';
import type { Actor } from '#newsroom/permissions/actor';
import { refuse } from '#newsroom/result';
import { database } from '#platform/database';

const words = (text: string): Block[] => [{ type: 'paragraph', text: [{ text }] }];
const text = (headline: string, body = 'It rained.'): ArticleText => ({
  headline,
  standfirst: 'Rain',
  body: words(body),
  source: 'Paper',
});

let author: Actor;
let editor: Actor;
let contributor: Actor;
let translator: Actor;

beforeAll(async () => {
  await createSiteSettings();
  author = await actorFor('author');
  editor = await actorFor('editor');
  contributor = await actorFor('contributor');
  translator = await actorFor('translator');
});

async function begin(
  actor: Actor,
  headline: string,
  body?: string,
): Promise<{ id: number; version: number; slug: string }> {
  const begun = await createArticle(actor, { language: 'en', section: 'region' });
  if (!begun.ok) throw new Error(begun.why);
  const saved = await saveText(actor, begun.articleId, { text: text(headline, body), base: 1, isExplicit: false });
  if (!saved.ok) throw new Error(saved.why);
  return { id: begun.articleId, version: saved.version, slug: saved.slug };
}

const events = async (id: number) =>
  (
    await database().auditEntry.findMany({
      where: { resource: 'article', resourceId: String(id) },
      orderBy: { id: 'asc' },
    })
  ).map(({ event }) => event);

describe('saving', () => {
  it('gives the slug of the headline, the next free one where it is taken, and keeps it once it is out', async () => {
    const one = await begin(author, 'Rain over the valley');
    const other = await begin(author, 'Rain over the valley');
    expect([one.slug, other.slug]).toEqual(['rain-over-the-valley', 'rain-over-the-valley-2']);
    await publishArticle(editor, one.id, { version: one.version });
    const saved = await saveText(editor, one.id, { text: text('Snow'), base: one.version, isExplicit: false });
    expect(saved).toMatchObject({ ok: true, slug: 'rain-over-the-valley' });
  });

  it('of two from the same version takes one, and gives the other what it met', async () => {
    const { id, version } = await begin(author, 'Two at once');
    const [one, other] = await Promise.all([
      saveText(author, id, { text: text('Two at once', 'first'), base: version, isExplicit: true }),
      saveText(editor, id, { text: text('Two at once', 'second'), base: version, isExplicit: true }),
    ]);
    const [won, lost] = one.ok ? [one, other] : [other, one];
    expect(won).toMatchObject({ ok: true, version: version + 1 });
    expect(lost).toMatchObject({
      ok: false,
      why: 'conflict',
      version: version + 1,
      text: { body: words(one.ok ? 'first' : 'second') },
    });
  });

  it('asked again for the same text succeeds and changes nothing', async () => {
    const { id, version } = await begin(author, 'Answer lost');
    const again = await saveText(author, id, { text: text('Answer lost'), base: 1, isExplicit: false });
    expect(again).toMatchObject({ ok: true, version });
  });

  it('keeps a revision of what was saved on purpose, and one line of the log for what saves itself', async () => {
    const { id, version } = await begin(author, 'Often');
    await saveText(author, id, { text: text('Often', 'a'), base: version, isExplicit: false });
    await saveText(author, id, { text: text('Often', 'b'), base: version + 1, isExplicit: true });
    await saveText(author, id, { text: text('Often', 'b'), base: version + 2, isExplicit: true });
    expect(
      await database().revision.findMany({ where: { articleId: id, kind: 'saved' }, select: { version: true } }),
    ).toEqual([{ version: version + 2 }]);
    expect(await events(id)).toEqual(['article.created', 'article.saved', 'article.saved']);
  });

  it('is refused to those whose article it is not', async () => {
    const { id, version } = await begin(author, 'Mine');
    const save = { text: text('Stolen'), base: version, isExplicit: false };
    for (const actor of [contributor, translator, await actorFor('author')]) {
      expect(await saveText(actor, id, save)).toEqual(refuse('not-allowed', 'it'));
    }
    expect(await findWorkingCopy(contributor, id)).toBeNull();
    expect(
      await saveText(author, id, { ...save, text: { ...text('x'), body: [{ type: 'script' }] as never } }),
    ).toEqual(refuse('invalid', 'text'));
  });

  it('of an approved text by its author sends it back to review', async () => {
    const { id, version } = await begin(author, 'Approved');
    expect(await changeWorkflow(author, id, { to: 'ready', version })).toEqual(refuse('not-allowed', 'it'));
    expect(await changeWorkflow(editor, id, { to: 'ready', version })).toEqual({ ok: true });
    await saveText(author, id, { text: text('Approved, and changed'), base: version, isExplicit: false });
    expect((await findWorkingCopy(author, id))?.workflow).toBe('in_review');
    expect(await changeWorkflow(editor, id, { to: 'ready', version })).toEqual(refuse('conflict', 'text'));
  });
});

describe('publishing', () => {
  it('gives readers the text that was read, and nothing that was saved since', async () => {
    const { id, version, slug } = await begin(author, 'Read and meant');
    expect(await publishArticle(author, id, { version })).toEqual(refuse('not-allowed', 'it'));
    await saveText(author, id, { text: text('Read and meant, changed'), base: version, isExplicit: false });
    expect(await publishArticle(editor, id, { version })).toEqual(refuse('conflict', 'text'));
    expect(await findArticle('en', slug)).toEqual({ kind: 'absent' });
    const at = (await findWorkingCopy(editor, id))?.slug ?? '';
    expect(await publishArticle(editor, id, { version: version + 1 })).toEqual({ ok: true });
    expect(await findArticle('en', at)).toMatchObject({
      kind: 'story',
      article: { headline: 'Read and meant, changed', revisedAt: null },
    });
    await saveText(editor, id, { text: text('Third'), base: version + 1, isExplicit: false });
    expect(await findArticle('en', at)).toMatchObject({
      kind: 'story',
      article: { headline: 'Read and meant, changed' },
    });
    await publishArticle(editor, id, { version: version + 2 });
    expect(await findArticle('en', at)).toMatchObject({ article: { headline: 'Third', revisedAt: expect.any(Date) } });
  });

  it('leaves the other languages as they are', async () => {
    const { storyId, articles } = await createStory({ slugs: { en: 'three-en', ru: 'three-ru' } });
    const before = await database().article.findUniqueOrThrow({ where: { id: articles.ru } });
    const saved = await saveText(editor, articles.en, { text: text('Three'), base: 1, isExplicit: false });
    await publishArticle(editor, articles.en, { version: saved.ok ? saved.version : 0 });
    expect(await database().article.findUniqueOrThrow({ where: { id: articles.ru } })).toEqual(before);
    expect(storyId).toBeGreaterThan(0);
  });

  it('refuses what is not whole, and says why', async () => {
    const begun = await createArticle(author, { language: 'en', section: 'region' });
    const id = begun.ok ? begun.articleId : 0;
    expect(await publishArticle(editor, id, { version: 1 })).toEqual(refuse('missing', 'headline'));
    await saveText(author, id, { text: { ...text('Empty'), body: [] }, base: 1, isExplicit: false });
    expect(await publishArticle(editor, id, { version: 2 })).toEqual(refuse('missing', 'text'));
    await saveText(author, id, { text: text('Empty', 'The mayor, TK, said'), base: 2, isExplicit: false });
    expect(await publishArticle(editor, id, { version: 3 })).toEqual(
      refuse('placeholders', 'it', { places: '“The mayor, TK, said”' }),
    );
    // What is looked for is what the paper has settled.
    await database().siteSettings.update({ where: { id: 1 }, data: { placeholderWords: ['mayor'] } });
    expect(await publishArticle(editor, id, { version: 3 })).toMatchObject({ why: 'placeholders' });
    await database().siteSettings.update({ where: { id: 1 }, data: { placeholderWords: ['XXX'] } });
    expect(await findPublishBlocker(editor, 'article.publish', id, 3, {})).toBeNull();
    await database().siteSettings.update({ where: { id: 1 }, data: { placeholderWords: ['TK', 'ՏԿ'] } });
    await setEmbargo(editor, id, new Date(Date.now() + 60_000));
    expect(await publishArticle(editor, id, { version: 3, allowPlaceholders: true })).toEqual(
      refuse('under-embargo', 'it'),
    );
    await setEmbargo(editor, id, null);
    expect(await publishArticle(editor, id, { version: 3, allowPlaceholders: true })).toEqual({ ok: true });
  });
});

describe('scheduling', () => {
  it('sends out at its time what was scheduled, not what was written afterwards', async () => {
    const { id, version, slug } = await begin(author, 'At nine');
    const at = new Date(Date.now() + 3_600_000);
    expect(await scheduleArticle(editor, id, { version, at: new Date(Date.now() - 60_000) })).toEqual(
      refuse('in-the-past', 'it'),
    );
    expect(await scheduleArticle(editor, id, { version, at })).toEqual({ ok: true });
    await saveText(author, id, { text: text('At nine, half a sent'), base: version, isExplicit: false });
    await database().article.update({ where: { id }, data: { publishedAt: new Date(Date.now() - 1_000) } });
    await publishDueArticles();
    expect(await findArticle('en', slug)).toMatchObject({ article: { headline: 'At nine' } });
    const desk = await findWorkingCopy(author, id);
    expect(desk).toMatchObject({
      state: 'published',
      text: { headline: 'At nine, half a sent' },
      publishedVersion: version,
    });
    expect(await events(id)).toContain('article.published');
  });

  it('publishes once what several processes find due at the same time', async () => {
    const ids: number[] = [];
    for (const name of ['One of many', 'Two of many', 'Three of many']) {
      const { id, version } = await begin(author, name);
      expect(await scheduleArticle(editor, id, { version, at: new Date(Date.now() + 3_600_000) })).toEqual({
        ok: true,
      });
      ids.push(id);
    }
    await database().article.updateMany({
      where: { id: { in: ids } },
      data: { publishedAt: new Date(Date.now() - 1_000) },
    });
    await Promise.all(Array.from({ length: 8 }, publishDueArticles));
    // What one had taken is left by the others, for the next time.
    await publishDueArticles();
    for (const id of ids)
      expect((await events(id)).filter((event) => event === 'article.published')).toEqual(['article.published']);
    expect(await database().article.count({ where: { id: { in: ids }, state: 'published' } })).toBe(3);
  });

  it('can be taken back while it is not out', async () => {
    const { id, version } = await begin(author, 'Not yet');
    await scheduleArticle(editor, id, { version, at: new Date(Date.now() + 3_600_000) });
    expect(await unscheduleArticle(editor, id)).toEqual({ ok: true });
    expect(await unscheduleArticle(editor, id)).toEqual(refuse('wrong-state', 'it'));
    expect(await findWorkingCopy(author, id)).toMatchObject({
      state: 'draft',
      publishedAt: null,
      publishedVersion: 0,
      text: { headline: 'Not yet' },
    });
    const ready = await listNewsroomArticles(
      editor,
      { workflow: 'ready' },
      { limit: 100, language: 'en', timeZone: 'UTC' },
    );
    expect(ready.articles.map((article) => article.id)).toContain(id);
  });
});

describe('a colleague’s change', () => {
  it('of time, embargo, address or status is not undone by somebody who has not seen it', async () => {
    const { id, version } = await begin(author, 'Seen by two');
    const [noon, evening] = [1, 2].map((days) => new Date(Math.ceil(Date.now() / 60_000) * 60_000 + days * 86_400_000));
    const conflict = refuse('conflict', 'it');
    const at = (time: Date | undefined) => time ?? new Date(0);
    const read = () =>
      database().article.findUniqueOrThrow({ where: { id }, include: { workingCopy: { select: { noteAt: true } } } });

    expect(await changeSlug(editor, id, 'of-anna', (await read()).slug)).toEqual({ ok: true });
    expect(await changeSlug(editor, id, 'of-karen', 'seen-by-two')).toEqual(conflict);
    expect(await changeSlug(editor, id, 'of-karen', 'of-anna')).toEqual({ ok: true });

    expect(await setEmbargo(editor, id, at(noon), null)).toEqual({ ok: true });
    expect(await setEmbargo(editor, id, null, null)).toEqual(conflict);
    expect(await setEmbargo(editor, id, null, at(evening))).toEqual(conflict);
    expect(await setEmbargo(editor, id, null, at(noon))).toEqual({ ok: true });

    const step = { to: 'in_review', version, note: 'Of Anna' } as const;
    expect(await changeWorkflow(editor, id, { ...step, seen: null })).toEqual({ ok: true });
    expect(await changeWorkflow(editor, id, { to: 'ready', version, seen: null })).toEqual(conflict);
    const seen = (await read()).workingCopy?.noteAt ?? null;
    expect(await changeWorkflow(editor, id, { to: 'ready', version, seen })).toEqual({ ok: true });

    expect(await scheduleArticle(editor, id, { version, at: at(evening), seen: null })).toEqual({ ok: true });
    expect(await scheduleArticle(editor, id, { version, at: at(noon), seen: null })).toEqual(conflict);
    expect(await scheduleArticle(editor, id, { version, at: at(noon), seen: at(evening) })).toEqual({ ok: true });
    expect(await unscheduleArticle(editor, id)).toEqual({ ok: true });
    expect(await scheduleArticle(editor, id, { version, at: at(noon), seen: at(noon) })).toEqual(conflict);
  });
});

describe('an address', () => {
  it('renamed twice leads on in one step; taken back, it is itself again', async () => {
    const { id, version, slug } = await begin(author, 'First name');
    await publishArticle(editor, id, { version });
    expect(await changeSlug(editor, id, 'second-name')).toEqual({ ok: true });
    expect(await changeSlug(editor, id, 'third-name')).toEqual({ ok: true });
    expect(await findArticle('en', slug)).toEqual({ kind: 'moved', slug: 'third-name' });
    expect(await findArticle('en', 'second-name')).toEqual({ kind: 'moved', slug: 'third-name' });
    const other = await begin(author, 'Another');
    expect(await changeSlug(editor, other.id, 'second-name')).toEqual(refuse('already-taken', 'address'));
    expect(await changeSlug(editor, other.id, 'third-name')).toEqual(refuse('already-taken', 'address'));
    expect(await changeSlug(editor, other.id, 'Кириллица')).toEqual(refuse('invalid', 'address'));
    expect(await changeSlug(editor, id, slug)).toEqual({ ok: true });
    expect(await findArticle('en', slug)).toMatchObject({ kind: 'story' });
    expect(await findArticle('en', 'third-name')).toEqual({ kind: 'moved', slug });
  });

  it('taken by two at once is one’s', async () => {
    const [one, other] = await Promise.all([begin(author, 'Race one'), begin(author, 'Race other')]);
    const answers = await Promise.all([
      changeSlug(editor, one.id, 'the-race'),
      changeSlug(editor, other.id, 'the-race'),
    ]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.filter((answer) => !answer.ok && answer.why === 'already-taken')).toHaveLength(1);
  });
});

describe('a translation', () => {
  it('starts from a copy, and knows when its source has changed since', async () => {
    const { id, version } = await begin(author, 'To translate');
    const made = await createTranslation(translator, id, 'hy');
    if (!made.ok) throw new Error(made.why);
    expect(await createTranslation(translator, id, 'hy')).toEqual(refuse('already-taken', 'language'));
    expect(await findWorkingCopy(translator, made.articleId)).toMatchObject({
      text: { headline: 'To translate' },
      source: { id, isAhead: false },
    });
    await saveText(author, id, { text: text('To translate', 'It stopped.'), base: version, isExplicit: false });
    expect(await findWorkingCopy(translator, made.articleId)).toMatchObject({ source: { isAhead: true } });
    await markTranslationCurrent(translator, made.articleId);
    expect(await findWorkingCopy(translator, made.articleId)).toMatchObject({ source: { isAhead: false } });
    expect(await saveText(translator, id, { text: text('x'), base: version + 1, isExplicit: false })).toEqual(
      refuse('not-allowed', 'it'),
    );
    const saved = await saveText(translator, made.articleId, {
      text: text('Թարգմանություն'),
      base: 1,
      isExplicit: false,
    });
    expect(saved).toMatchObject({ ok: true, slug: 'targmanutyun' });
  });

  it('is not published while parts of it are still those of its source', async () => {
    const { id } = await begin(author, 'Rain in the north', 'It has rained for a week.');
    const made = await createTranslation(translator, id, 'hy');
    if (!made.ok) throw new Error(made.why);
    const save = { text: text('Անձրև հյուսիսում', 'It has rained for a week.'), base: 1, isExplicit: false };
    expect(await saveText(translator, made.articleId, save)).toMatchObject({ ok: true });
    const refused = refuse('untranslated', 'it', { places: '“Rain”, “It has rained for a week.”' });
    expect(await publishArticle(editor, made.articleId, { version: 2 })).toEqual(refused);
    const at = new Date(Date.now() + 3_600_000);
    expect(await scheduleArticle(editor, made.articleId, { version: 2, at })).toEqual(refused);
    expect(await publishArticle(editor, made.articleId, { version: 2, allowUntranslated: true })).toEqual({ ok: true });
  });
});

describe('afterwards', () => {
  it('a withdrawn article says so, goes to the trash, and comes back out of it', async () => {
    const { id, version, slug } = await begin(author, 'Wrong from the start');
    await publishArticle(editor, id, { version });
    expect(await moveToTrash(editor, id)).toEqual(refuse('wrong-state', 'it'));
    expect(await withdrawArticle(editor, id, { notice: 'It was not so.', reason: 'source denied' })).toEqual({
      ok: true,
    });
    expect(await findArticle('en', slug)).toMatchObject({ kind: 'withdrawn' });
    expect(await moveToTrash(editor, id)).toEqual({ ok: true });
    expect(await saveText(editor, id, { text: text('x'), base: version, isExplicit: false })).toEqual(
      refuse('not-found', 'article'),
    );
    expect(await restoreFromTrash(editor, id)).toEqual({ ok: true });
    expect(await publishArticle(editor, id, { version })).toEqual({ ok: true });
    expect(await findArticle('en', slug)).toMatchObject({ kind: 'story', article: { revisedAt: null } });
    // Mended while it was away, it has changed for whoever had it before.
    await withdrawArticle(editor, id, { notice: 'It was not so.', reason: 'source denied' });
    const mended = await saveText(editor, id, { text: text('It was so'), base: version, isExplicit: false });
    expect(mended).toMatchObject({ ok: true });
    expect(await publishArticle(editor, id, { version: version + 1 })).toEqual({ ok: true });
    expect(await findArticle('en', slug)).toMatchObject({ article: { revisedAt: expect.any(Date) } });
  });

  it('the trash is emptied after its time, with the story', async () => {
    const { id } = await begin(author, 'To forget');
    const { storyId } = await database().article.findUniqueOrThrow({ where: { id } });
    await moveToTrash(author, id);
    expect(await emptyOldTrash(10)).toBe(0);
    await database().article.update({ where: { id }, data: { removedAt: new Date(Date.now() - 31 * 86_400_000) } });
    expect(await emptyOldTrash(10)).toBe(1);
    expect(await database().story.findUnique({ where: { id: storyId } })).toBeNull();
  });

  it('the trash is emptied in steps', async () => {
    for (const headline of ['One', 'Two', 'Three']) await moveToTrash(author, (await begin(author, headline)).id);
    await database().article.updateMany({
      where: { removedAt: { not: null } },
      data: { removedAt: new Date(Date.now() - 31 * 86_400_000) },
    });
    expect(await emptyOldTrash(2)).toBe(2);
    expect(await emptyOldTrash(2)).toBe(1);
  });

  it('restoring a revision keeps what it replaces, and undone gives the very same text', async () => {
    const { id, version } = await begin(author, 'Old', 'old');
    await saveText(author, id, { text: text('Old', 'old, kept'), base: version, isExplicit: true });
    await saveText(author, id, { text: text('New', 'new'), base: version + 1, isExplicit: false });
    expect(await restoreRevision(author, id, { version: version + 1, base: version + 2 })).toMatchObject({
      ok: true,
      version: version + 3,
    });
    expect((await findWorkingCopy(author, id))?.text).toEqual(text('Old', 'old, kept'));
    expect(await restoreRevision(author, id, { version: version + 2, base: version + 3 })).toMatchObject({
      ok: true,
      version: version + 4,
    });
    expect((await findWorkingCopy(author, id))?.text).toEqual(text('New', 'new'));
  });

  it('a correction is told under what readers have', async () => {
    const { id, version } = await begin(author, 'With a mistake');
    expect(await addNote(editor, id, { kind: 'correction', text: 'It was Tuesday.' })).toEqual(
      refuse('wrong-state', 'it'),
    );
    await publishArticle(editor, id, { version });
    expect(await addNote(author, id, { kind: 'correction', text: 'x' })).toEqual(refuse('not-allowed', 'it'));
    expect(await addNote(editor, id, { kind: 'correction', text: 'It was Tuesday.' })).toEqual({ ok: true });
    expect(
      await database().outboxEntry.count({ where: { concerns: 'article', slug: 'with-a-mistake' } }),
    ).toBeGreaterThan(1);
  });

  it('a story is filed under topics that exist, or not at all', async () => {
    const { id } = await begin(author, 'Filed');
    const filing = {
      seen: 1,
      kind: 'article',
      section: 'culture',
      tags: ['wine', 'water'],
      authors: ['anna'],
      leadId: null,
    };
    expect(await organizeStory(author, id, { ...filing, tags: ['beer'] })).toEqual(refuse('not-found', 'topic'));
    expect(await organizeStory(author, id, filing)).toEqual({ ok: true });
    const desk = await findWorkingCopy(author, id);
    expect([desk?.section.key, desk?.tags.map(({ key }) => key), desk?.authors.map(({ key }) => key)]).toEqual([
      'culture',
      ['water', 'wine'],
      ['anna'],
    ]);
    expect(await organizeStory(editor, id, { ...filing, tags: [] })).toEqual(refuse('conflict', 'organization'));
    expect(desk?.storyVersion).toBe(2);
    expect(await organizeStory(author, id, { ...filing, seen: 2, tags: [], authors: [] })).toEqual({ ok: true });
    expect(await findWorkingCopy(author, id)).toMatchObject({ tags: [], authors: [] });
  });
});

it('what the desk does with an article is no news to readers', async () => {
  const { articles } = await createStory({ slugs: { en: 'quiet' } });
  const before = await database().outboxEntry.count();
  await saveText(editor, articles.en, { text: text('Quiet', 'pending'), base: 1, isExplicit: true });
  await changeWorkflow(editor, articles.en, { to: 'in_review', version: 2 });
  expect(await database().outboxEntry.count()).toBe(before);
});

describe('a preview link', () => {
  it('is revoked with all others of its article, and that is recorded once', async () => {
    const { id } = await begin(author, 'Shared too widely');
    const links = await Promise.all([createPreviewLink(author, id), createPreviewLink(author, id)]);
    const [token = ''] = links.map((link) => (link.ok ? link.token : ''));
    expect(await countPreviewLinks(id)).toBe(2);
    expect(await findSharedPreview(token)).not.toBeNull();
    expect(await revokePreviews(translator, id)).toEqual(refuse('not-allowed', 'it'));
    expect(await revokePreviews(author, id)).toEqual({ ok: true });
    expect([await countPreviewLinks(id), await findSharedPreview(token)]).toEqual([0, null]);
    expect((await events(id)).filter((event) => event === 'article.previewsRevoked')).toHaveLength(1);
  });
});

describe('a note for colleagues', () => {
  it('says who wrote it and when', async () => {
    const { id, version } = await begin(author, 'With a note');
    await changeWorkflow(author, id, { to: 'in_review', version, note: 'Please check the figures.' });
    const copy = await findWorkingCopy(editor, id);
    expect(copy).toMatchObject({ note: 'Please check the figures.', noteByName: author.name });
    expect(Date.now() - (copy?.noteAt?.getTime() ?? 0)).toBeLessThan(60_000);
  });
});
