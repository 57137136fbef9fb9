import { beforeAll, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import type { Language } from '#i18n/languages';
import { findKnownAddresses } from '#newsroom/articles/find-known-addresses';
import { listArticles } from '#newsroom/articles/list-articles';
import { addNote } from '#newsroom/editing/add-note';
import { changeSlug } from '#newsroom/editing/change-slug';
import { publishArticle } from '#newsroom/editing/publish-article';
import { saveText } from '#newsroom/editing/save-text';
import { CHANGE_STEP } from '#newsroom/live/change-step';
import { closeCoverage } from '#newsroom/live/close-coverage';
import { entryName, MOST_KEY_EVENTS } from '#newsroom/live/entry';
import { findEntryOrigin } from '#newsroom/live/find-entry-origin';
import { findLiveBlog, PAGE_LENGTH } from '#newsroom/live/find-live-blog';
import { findLiveEntry } from '#newsroom/live/find-live-entry';
import { holdEntry, releaseEntry } from '#newsroom/live/hold-entry';
import { listDesk } from '#newsroom/live/list-desk';
import { listEntryChanges } from '#newsroom/live/list-entry-changes';
import { makeStory } from '#newsroom/live/make-story';
import { markEntry, moveKeyEvent, setEntryAuthor } from '#newsroom/live/mark-entry';
import { publishEntry } from '#newsroom/live/publish-entry';
import { beginEntry, saveEntry } from '#newsroom/live/save-entry';
import { discardDraft, withdrawEntry } from '#newsroom/live/withdraw-entry';
import type { Actor } from '#newsroom/permissions/actor';
import { listChanges } from '#newsroom/syndication/list-changes';
import { database } from '#platform/database';
import { collectReads } from '#platform/reads';

let editor: Actor;
let author: Actor;
let number = 0;

beforeAll(async () => {
  await createSiteSettings();
  editor = await actorFor('editor', 'Edith');
  author = await actorFor('author', 'Arthur');
});

async function liveBlog(): Promise<number> {
  const name = `floods-${++number}`;
  return (await createStory({ kind: 'live', slugs: { en: name, ru: `${name}-ru` } })).storyId;
}

const textOf = (title: string, text = `What ${title} is about.`) => ({
  title,
  body: [{ type: 'paragraph' as const, text: [{ text }] }],
});

/** An entry as it is written and published; its id. */
async function publish(actor: Actor, storyId: number, title: string, language: Language = 'en'): Promise<number> {
  const begun = await beginEntry(actor, storyId, {
    token: crypto.randomUUID(),
    language,
    text: textOf(title),
    base: 0,
  });
  if (!begun.ok) throw new Error(begun.why);
  const published = await publishEntry(actor, begun.entryId, { language, version: begun.version });
  if (!published.ok) throw new Error(published.why);
  return begun.entryId;
}

/** The surrogate keys that some work touches. */
async function touchedBy(work: () => Promise<unknown>): Promise<string[]> {
  const { position } = await listChanges(null);
  const known = new Set((await listChanges(position)).changes.map(({ id }) => id));
  await work();
  const { changes } = await listChanges(position);
  return [...new Set(changes.filter(({ id }) => !known.has(id)).flatMap(({ keys }) => keys))].sort();
}

/** All that a reader is told who has a change, in as many steps as it takes. */
async function catchUp(storyId: number, after: number, language: Language = 'en') {
  const told: { id: number; title: string | null }[] = [];
  let [change, steps, hasMore] = [after, 0, true];
  while (hasMore) {
    const changes = await listEntryChanges(storyId, language, change);
    if (!changes) throw new Error('no such live blog');
    told.push(...changes.entries.map(({ id, title }) => ({ id, title })));
    told.push(...changes.withdrawn.map((id) => ({ id, title: null })));
    expect(changes.change).toBeGreaterThanOrEqual(change);
    ({ change, hasMore } = changes);
    steps++;
  }
  return { change, steps, told };
}

describe('an entry', () => {
  it('is a draft until it is published, and then the newest of its page', async () => {
    const storyId = await liveBlog();
    const first = await publish(author, storyId, 'First');
    const begun = await beginEntry(author, storyId, {
      ...{ token: crypto.randomUUID(), language: 'en', text: textOf('Draft'), base: 0, author: 'anna' },
    });
    expect(begun).toMatchObject({ ok: true, version: 1 });
    if (!begun.ok) return;
    const shown = async () => (await findLiveBlog(storyId, 'en', { order: 'newest' }))?.entries.map(({ id }) => id);
    expect(await shown()).toEqual([first]);
    expect(await publishEntry(author, begun.entryId, { language: 'en', version: 1 })).toEqual({ ok: true });
    expect(await shown()).toEqual([begun.entryId, first]);
    const { entries } = (await findLiveBlog(storyId, 'en', { order: 'oldest' })) ?? {};
    expect(entries?.map(({ id, author }) => [id, author?.name ?? ''])).toEqual([
      [first, ''],
      [begun.entryId, 'Anna en'],
    ]);
    expect((await findLiveBlog(storyId, 'ru', { order: 'newest' }))?.entries).toEqual([]);
  });

  it('is sent again after a lost answer without becoming two', async () => {
    const storyId = await liveBlog();
    const save = { token: crypto.randomUUID(), language: 'en' as const, text: textOf('Once'), base: 0 };
    const [one, other] = [await beginEntry(author, storyId, save), await beginEntry(author, storyId, save)];
    expect(other).toEqual(one);
    expect(await database().liveEntry.count({ where: { storyId } })).toBe(1);
    // Somebody else cannot take it over by its name.
    expect(await beginEntry(editor, storyId, save)).toMatchObject({ ok: false, why: 'not-found' });
  });

  it('is written by one at a time, until they stop or are gone for a minute', async () => {
    const storyId = await liveBlog();
    const entry = await publish(author, storyId, 'Shared');
    expect(await holdEntry(author, entry)).toEqual({ ok: true });
    const busy = { ok: false, why: 'busy', about: 'entry', values: { name: 'Arthur' } };
    const save = { language: 'en' as const, text: textOf('Mine'), base: 1 };
    expect(await holdEntry(editor, entry)).toEqual(busy);
    expect(await saveEntry(editor, entry, save)).toEqual(busy);
    expect(await publishEntry(editor, entry, { language: 'en', version: 1 })).toEqual(busy);
    const desk = await listDesk(editor, storyId, 'en');
    expect(desk?.entries.map(({ heldBy }) => heldBy)).toEqual(['Arthur']);
    await releaseEntry(editor, entry);
    expect(await holdEntry(editor, entry)).toEqual(busy);
    await database().$executeRaw`UPDATE live_entry SET held_until = now() - interval '1 second' WHERE id = ${entry}`;
    expect(await saveEntry(editor, entry, save)).toMatchObject({ ok: true, version: 2 });
    // Whoever comes back later loses nothing: their text is refused, with the other's.
    await releaseEntry(editor, entry);
    expect(await saveEntry(author, entry, { ...save, text: textOf('Late') })).toMatchObject({
      ...{ ok: false, why: 'conflict', version: 2, byName: 'Edith', text: { title: 'Mine' } },
    });
  });

  it('is published as somebody has seen it, with something in it that is finished', async () => {
    const storyId = await liveBlog();
    const entry = await publish(author, storyId, 'Seen');
    await saveEntry(author, entry, { language: 'en', text: textOf('Changed'), base: 1 });
    expect(await publishEntry(author, entry, { language: 'en', version: 1 })).toMatchObject({ why: 'conflict' });
    await saveEntry(author, entry, { language: 'en', text: { title: '', body: [] }, base: 2 });
    expect(await publishEntry(author, entry, { language: 'en', version: 3 })).toMatchObject({ why: 'missing' });
    await saveEntry(author, entry, { language: 'en', text: textOf('TK'), base: 3 });
    expect(await publishEntry(author, entry, { language: 'en', version: 4 })).toMatchObject({ why: 'placeholders' });
    expect(await findLiveEntry(storyId, 'en', entry)).toMatchObject({ entry: { title: 'Seen', revisedAt: null } });
  });

  it('shows the time of its first language in the others', async () => {
    const storyId = await liveBlog();
    const entry = await publish(author, storyId, 'Rain');
    const later = await publish(author, storyId, 'Wind', 'ru');
    await saveEntry(author, entry, { language: 'ru', text: textOf('Дождь'), base: 0 });
    await publishEntry(author, entry, { language: 'ru', version: 1 });
    const [en, ru] = await Promise.all(
      (['en', 'ru'] as const).map((language) => findLiveBlog(storyId, language, { order: 'newest' })),
    );
    expect(ru?.entries.map(({ id }) => id)).toEqual([later, entry]);
    expect(ru?.entries[1]?.shownAt).toEqual(en?.entries[0]?.shownAt);
  });

  it('is told as withdrawn, in all languages, and is there again when it is published again', async () => {
    const storyId = await liveBlog();
    const entry = await publish(author, storyId, 'Wrong');
    await saveEntry(author, entry, { language: 'ru', text: textOf('Неверно'), base: 0 });
    await publishEntry(author, entry, { language: 'ru', version: 1 });
    await markEntry(editor, entry, 'pin');
    const [en, ru] = [await catchUp(storyId, 0), await catchUp(storyId, 0, 'ru')];
    expect(await withdrawEntry(author, entry)).toEqual({ ok: true });
    expect((await catchUp(storyId, en.change)).told).toEqual([{ id: entry, title: null }]);
    expect((await catchUp(storyId, ru.change, 'ru')).told).toEqual([{ id: entry, title: null }]);
    expect(await findLiveEntry(storyId, 'en', entry)).toEqual({ kind: 'withdrawn' });
    expect(await findLiveBlog(storyId, 'en', { order: 'newest' })).toMatchObject({ entries: [], pinned: [] });
    const { published_body } = (
      await database().$queryRaw<{ published_body: unknown }[]>`
        SELECT published_body FROM live_entry_text WHERE entry_id = ${entry} AND language = 'en'`
    )[0] ?? { published_body: null };
    expect(published_body).toEqual([]);
    const kept = await database().auditEntry.findFirst({
      where: { event: 'live.entryWithdrawn', resourceId: String(storyId), language: 'en' },
    });
    expect(JSON.stringify(kept?.detail)).toContain('What Wrong is about.');
    expect(await withdrawEntry(author, entry)).toMatchObject({ why: 'wrong-state' });
    await publishEntry(author, entry, { language: 'en', version: 1 });
    expect(await findLiveEntry(storyId, 'en', entry)).toMatchObject({ kind: 'entry' });
  });

  it('that readers never had can be discarded, by its writer and by editors', async () => {
    const storyId = await liveBlog();
    const begin = () =>
      beginEntry(author, storyId, { token: crypto.randomUUID(), language: 'en', text: textOf('Idea'), base: 0 });
    const [mine, held] = [await begin(), await begin()];
    if (!mine.ok || !held.ok) throw new Error('not begun');
    expect(await discardDraft(await actorFor('translator'), mine.entryId)).toMatchObject({ ok: false });
    expect(await discardDraft(author, mine.entryId)).toEqual({ ok: true });
    expect(await discardDraft(editor, held.entryId)).toMatchObject({ why: 'busy' });
    const event = await database().auditEntry.findFirst({
      where: { event: 'live.draftDiscarded', resourceId: String(storyId) },
    });
    expect(JSON.stringify(event?.detail)).toContain('What Idea is about.');
    const out = await publish(author, storyId, 'Out');
    expect(await discardDraft(editor, out)).toMatchObject({ why: 'wrong-state' });
  });

  it('is withdrawn at once, whoever is writing it; what is written goes on', async () => {
    const storyId = await liveBlog();
    const entry = await publish(author, storyId, 'Wrong');
    await holdEntry(author, entry);
    expect(await withdrawEntry(editor, entry)).toEqual({ ok: true });
    expect((await findLiveBlog(storyId, 'en', { order: 'newest' }))?.entries).toEqual([]);
    const save = { language: 'en' as const, text: textOf('Right'), base: 1 };
    expect(await saveEntry(editor, entry, save)).toMatchObject({ why: 'busy' });
    expect(await saveEntry(author, entry, save)).toMatchObject({ ok: true, isOut: true });
  });

  it('that somebody has published is not written over by the window that began it', async () => {
    const storyId = await liveBlog();
    const token = crypto.randomUUID();
    const first = { language: 'en' as const, text: textOf('First'), base: 0 };
    const begun = await beginEntry(author, storyId, { token, author: 'anna', ...first });
    if (!begun.ok) throw new Error(begun.why);
    const { entryId } = begun;
    const byline = async () =>
      (await database().liveEntry.findUniqueOrThrow({ where: { id: entryId }, include: { author: true } })).author?.key;
    expect(await byline()).toBe('anna');
    // Until then it is saved, with whom its writer has chosen last.
    const saved = { language: 'en' as const, text: textOf('First words'), base: 1 };
    expect(await saveEntry(author, entryId, { ...saved, begun: { author: null } })).toMatchObject({ isOut: false });
    expect(await byline()).toBeUndefined();
    expect(await saveEntry(author, entryId, { ...saved, base: 2, begun: { author: 'anna' } })).toMatchObject({
      ...{ ok: true, version: 3, isOut: false },
    });
    await releaseEntry(author, entryId);
    expect(await publishEntry(editor, entryId, { language: 'en', version: 3 })).toEqual({ ok: true });

    const next = { language: 'en' as const, text: textOf('Quite another thing'), base: 3, begun: { author: null } };
    expect(await saveEntry(author, entryId, next)).toEqual({ ok: false, why: 'published' });
    expect(await beginEntry(author, storyId, { token, ...next, base: 0 })).toEqual({ ok: false, why: 'published' });
    // What says the same is there.
    expect(await saveEntry(author, entryId, { ...next, text: saved.text })).toMatchObject({ ok: true, isOut: true });
    expect((await findLiveBlog(storyId, 'en', { order: 'newest' }))?.entries).toMatchObject([
      { id: entryId, title: 'First words', author: { key: 'anna' } },
    ]);
    // Whoever opens it to change it does so as before.
    expect(await saveEntry(author, entryId, { ...next, begun: undefined })).toMatchObject({ ok: true, version: 4 });
  });

  it('stays at the desk of whoever writes it, however many come after it', async () => {
    const storyId = await liveBlog();
    const entry = await publish(author, storyId, 'Long ago');
    for (let index = 0; index < 40; index++) await publish(editor, storyId, `Entry ${index}`);
    const listed = async (who: Actor) => (await listDesk(who, storyId, 'en'))?.entries.map(({ id }) => id);
    const isListed = async (who: Actor) => (await listed(who))?.includes(entry);
    expect(await isListed(author)).toBe(false);
    await holdEntry(author, entry);
    expect(await isListed(author)).toBe(true);
    expect(await isListed(editor)).toBe(false);
    const desk = await listDesk(author, storyId, 'en');
    expect(desk?.more).toBe(desk?.entries.at(-2)?.id);
  });

  it('is one of fifty key events at most, which readers have all of', async () => {
    const storyId = await liveBlog();
    const ids: number[] = [];
    for (let index = 0; index <= MOST_KEY_EVENTS; index++) ids.push(await publish(author, storyId, `Key ${index}`));
    for (const id of ids.slice(0, -1)) expect(await markEntry(author, id, 'addKeyEvent')).toEqual({ ok: true });
    const last = ids.at(-1) ?? 0;
    expect(await markEntry(author, last, 'addKeyEvent')).toMatchObject({ why: 'too-many', about: 'keyEvents' });
    expect(await markEntry(author, ids[0] ?? 0, 'addKeyEvent')).toEqual({ ok: true });
    const { keyEvents } = (await findLiveBlog(storyId, 'en', { order: 'newest' })) ?? {};
    expect(keyEvents?.map(({ id }) => id)).toEqual(ids.slice(0, -1));
    await markEntry(author, ids[3] ?? 0, 'removeKeyEvent');
    expect(await markEntry(author, last, 'addKeyEvent')).toEqual({ ok: true });
  });

  it('is called by its title, or by how it begins', () => {
    expect(entryName(textOf('Rain'))).toBe('Rain');
    const long = entryName(textOf('', 'word '.repeat(60)));
    expect(long).toMatch(/word…$/);
    expect(long.length).toBeLessThan(130);
    const picture = { type: 'figure' as const, picture: 'a'.repeat(20) };
    const [paragraph] = textOf('', 'The river rises.').body;
    if (!paragraph) throw new Error('no paragraph');
    expect(entryName({ title: '', body: [picture, { type: 'divider' }, paragraph] })).toBe('The river rises.');
    expect(entryName({ title: '', body: [picture] }, 'Floods')).toBe('Floods');
  });

  it('is nothing for those who may not', async () => {
    const storyId = await liveBlog();
    const entry = await publish(author, storyId, 'Ours');
    const [contributor, translator] = [await actorFor('contributor'), await actorFor('translator')];
    const save = { language: 'en' as const, text: textOf('Theirs'), base: 1 };
    expect(await saveEntry(contributor, entry, save)).toMatchObject({ why: 'not-allowed' });
    expect(await listDesk(contributor, storyId, 'en')).toBeNull();
    expect(await saveEntry(translator, entry, save)).toMatchObject({ ok: true });
    expect(await publishEntry(translator, entry, { language: 'en', version: 2 })).toMatchObject({ why: 'not-allowed' });
    expect(await closeCoverage(author, storyId, true)).toMatchObject({ why: 'not-allowed' });
  });
});

describe('what readers are told', () => {
  it('is bounded in each step, and steps end at the same numbers for all', async () => {
    const storyId = await liveBlog();
    const ids: number[] = [];
    for (let index = 0; index < CHANGE_STEP * 2 + 5; index++)
      ids.push(await publish(author, storyId, `Entry ${index}`));
    const first = await listEntryChanges(storyId, 'en', 3);
    expect(first).toMatchObject({ change: CHANGE_STEP, hasMore: true });
    expect(first?.entries).toHaveLength(CHANGE_STEP - 3);
    const { told, steps, change } = await catchUp(storyId, 3);
    expect(told.map(({ id }) => id)).toEqual(ids.slice(3));
    expect(steps).toBe(3);
    // The end of the coverage is told with the last step: whoever has missed some asks for all.
    await closeCoverage(editor, storyId, true);
    expect(await listEntryChanges(storyId, 'en', 3)).toMatchObject({ hasMore: true, isClosed: false });
    expect(await listEntryChanges(storyId, 'en', CHANGE_STEP * 2)).toMatchObject({ hasMore: false, isClosed: true });
    await closeCoverage(editor, storyId, false);
    expect(await listEntryChanges(storyId, 'en', change)).toEqual({
      ...{ change, hasMore: false, isClosed: false, entries: [], withdrawn: [], head: null, summary: null },
    });
    // Another language has not changed.
    expect(await listEntryChanges(storyId, 'ru', 0)).toMatchObject({ change: 0, entries: [] });
    const page = await findLiveBlog(storyId, 'en', { order: 'newest' });
    expect(page).toMatchObject({ change, more: ids.at(-PAGE_LENGTH) });
    const second = await findLiveBlog(storyId, 'en', { order: 'newest', after: page?.more ?? 0 });
    expect([...(page?.entries ?? []), ...(second?.entries ?? [])].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(second?.more).toBeNull();
  });

  it('is where the database says that there is something', async () => {
    const storyId = await liveBlog();
    const entry = await publish(author, storyId, 'There');
    const slug = `floods-${number}`;
    const asked = [
      ...(['live blog', 'post'] as const).map((of) => ({ of, language: 'en' as const, key: slug })),
      { of: 'live entry', language: 'en', key: `${slug}/${entry}` },
      { of: 'live entry', language: 'en', key: `${slug}/${entry + 1_000}` },
      { of: 'live entry', language: 'ru', key: `${slug}-ru/${entry}` },
      { of: 'live change', language: 'en', key: `${storyId}/1` },
      { of: 'live change', language: 'en', key: `${storyId}/2` },
      { of: 'live change', language: 'hy', key: `${storyId}/1` },
    ] as const;
    expect([...(await findKnownAddresses(asked))]).toEqual([0, 1, 2, 5]);
    // Links to where it was before lead on.
    const article = await database().article.findFirstOrThrow({ where: { storyId, language: 'en' } });
    expect(await changeSlug(editor, article.id, `${slug}-now`)).toEqual({ ok: true });
    expect([...(await findKnownAddresses(asked))]).toEqual([0, 1, 2, 5]);
    const now = [
      { of: 'live blog', language: 'en', key: `${slug}-now` },
      { of: 'live entry', language: 'en', key: `${slug}-now/${entry}` },
    ] as const;
    expect([...(await findKnownAddresses(now))]).toEqual([0, 1]);
  });

  it('touches pages of its own story alone, whatever is done to entries', async () => {
    const storyId = await liveBlog();
    const entry = await publish(author, storyId, 'One');
    const other = await publish(author, storyId, 'Two');
    const own = [`entry-${entry}`, `live-${storyId}-en`];
    const save = (title: string, base: number) =>
      saveEntry(author, entry, { language: 'en', text: textOf(title), base });
    expect(await touchedBy(() => save('Draft of a change', 1))).toEqual([]);
    expect(await touchedBy(() => publishEntry(author, entry, { language: 'en', version: 2 }))).toEqual(own);
    expect(await touchedBy(() => markEntry(author, entry, 'pin'))).toEqual(own);
    expect(await touchedBy(() => markEntry(author, entry, 'pin'))).toEqual([]);
    expect(await touchedBy(() => markEntry(author, entry, 'addKeyEvent'))).toEqual(own);
    expect(await touchedBy(() => setEntryAuthor(author, entry, 'anna'))).toEqual(own);
    await markEntry(author, other, 'addKeyEvent');
    expect(await touchedBy(() => moveKeyEvent(author, entry, 'down'))).toEqual([
      ...[`entry-${entry}`, `entry-${other}`].sort(),
      `live-${storyId}-en`,
    ]);
    expect((await findLiveBlog(storyId, 'en', { order: 'newest' }))?.keyEvents.map(({ id }) => id)).toEqual([
      other,
      entry,
    ]);
    expect(await touchedBy(() => moveKeyEvent(author, entry, 'down'))).toEqual([]);
    expect(await touchedBy(() => withdrawEntry(author, entry))).toEqual(own);
    // Every list may show whether it goes on.
    const closed = await touchedBy(() => closeCoverage(editor, storyId, true));
    expect(closed).toEqual(expect.arrayContaining([`live-${storyId}-en`, `live-${storyId}-ru`]));
    expect(closed.some((key) => key.startsWith('card-'))).toBe(true);
  });

  it('is named by what reads it', async () => {
    const storyId = await liveBlog();
    const entry = await publish(author, storyId, 'Named');
    const keysOf = async (read: () => Promise<unknown>) => {
      const { result, reads } = collectReads(read);
      await result;
      return [...reads().keys].sort();
    };
    expect(await keysOf(() => listEntryChanges(storyId, 'en', 1))).toEqual([`live-${storyId}-en`]);
    expect(await keysOf(() => findLiveEntry(storyId, 'en', entry))).toEqual([`entry-${entry}`]);
    expect(await keysOf(() => findLiveBlog(storyId, 'en', { order: 'newest' }))).toEqual([
      ...[`entry-${entry}`, `live-${storyId}-en`],
    ]);
  });

  it('is when headline, summary or corrections were changed, in that language, by the next number', async () => {
    const storyId = await liveBlog();
    await publish(author, storyId, 'Before');
    const { id } = await database().article.findUniqueOrThrow({
      where: { storyId_language: { storyId, language: 'en' } },
    });
    const rewrite = async (headline: string, isPublished = true) => {
      const { version } = await database().workingCopy.findUniqueOrThrow({ where: { articleId: id } });
      const text = { headline, standfirst: 'What is known.', source: 'Paper', body: textOf('It').body };
      const saved = await saveText(editor, id, { text, base: version, isExplicit: true });
      if (!saved.ok) throw new Error(saved.why);
      if (isPublished) await publishArticle(editor, id, { version: saved.version });
    };
    expect(await touchedBy(() => rewrite('Only written', false))).not.toContain(`live-${storyId}-en`);
    const touched = await touchedBy(() => rewrite('Water falls'));
    expect(touched).toContain(`live-${storyId}-en`);
    expect(touched).not.toContain(`live-${storyId}-ru`);
    expect(await listEntryChanges(storyId, 'en', 1)).toEqual({
      ...{ change: 2, hasMore: false, isClosed: false, entries: [], withdrawn: [], summary: 2 },
      head: { pinned: [], keyEvents: [] },
    });
    expect(await listEntryChanges(storyId, 'en', 2)).toMatchObject({ change: 2, summary: null });
    expect(await listEntryChanges(storyId, 'ru', 0)).toMatchObject({ change: 0, summary: null });
    expect(await findLiveBlog(storyId, 'en', { order: 'newest' })).toMatchObject({ change: 2 });

    await publish(author, storyId, 'Between');
    await addNote(editor, id, { kind: 'correction', text: 'It was not the bridge.' });
    expect(await listEntryChanges(storyId, 'en', 0)).toMatchObject({ change: 4, summary: 4 });
    // Its number may lie behind the end of a step, and is told with that.
    for (let index = 0; index < CHANGE_STEP; index++) await publish(author, storyId, `More ${index}`);
    await rewrite('Water has fallen');
    expect(await listEntryChanges(storyId, 'en', 0)).toMatchObject({ change: CHANGE_STEP, summary: null });
    expect(await listEntryChanges(storyId, 'en', CHANGE_STEP)).toMatchObject({ change: 25, summary: 25 });
  });

  it('is nothing of a story that is no live blog', async () => {
    const { storyId, articles } = await createStory({ slugs: { en: 'plain-words' } });
    const touched = await touchedBy(() => addNote(editor, articles.en, { kind: 'update', text: 'More is known.' }));
    expect(touched).toContain(`article-${articles.en}`);
    expect(touched.filter((key) => key.startsWith('live-'))).toEqual([]);
    expect(await database().liveSummary.count({ where: { storyId } })).toBe(0);
  });

  it('says whether it goes on, in lists too', async () => {
    const storyId = await liveBlog();
    const isLive = async () => (await listArticles('en', {}, { limit: 1 })).articles[0]?.isLive;
    expect([await isLive(), (await listEntryChanges(storyId, 'en', 0))?.isClosed]).toEqual([true, false]);
    await closeCoverage(editor, storyId, true);
    expect([await isLive(), (await listEntryChanges(storyId, 'en', 0))?.isClosed]).toEqual([false, true]);
    await closeCoverage(editor, storyId, false);
    expect(await isLive()).toBe(true);
  });
});

describe('an entry that becomes a story', () => {
  it('is one story, linked both ways once readers have both', async () => {
    const storyId = await liveBlog();
    const entry = await publish(author, storyId, 'Bridge closed');
    const [one, other] = await Promise.all([makeStory(editor, entry, 'en'), makeStory(editor, entry, 'en')]);
    expect(one).toEqual(other);
    if (!one.ok || !one.articleId) throw new Error('not made');
    const { articleId } = one;
    const article = await database().article.findUniqueOrThrow({
      where: { id: articleId },
      include: { workingCopy: true, section: true },
    });
    expect([article.workingCopy?.headline, article.section.key, article.state]).toEqual([
      ...['Bridge closed', 'region', 'draft'],
    ]);
    expect(JSON.stringify(article.workingCopy?.body)).toContain('What Bridge closed is about.');
    const ownStory = async () => {
      const found = await findLiveEntry(storyId, 'en', entry);
      return found.kind === 'entry' && found.entry.ownStory;
    };
    expect(await ownStory()).toBeNull();
    const { change } = await catchUp(storyId, 0);
    await publishArticle(editor, articleId, { version: article.workingCopy?.version ?? 0 });
    // The entry says so on open pages too.
    expect((await catchUp(storyId, change)).told).toEqual([{ id: entry, title: 'Bridge closed' }]);
    expect(await ownStory()).toEqual({ slug: 'bridge-closed', headline: 'Bridge closed' });
    expect(await findEntryOrigin(article.storyId, 'en')).toEqual({
      ...{ entryId: entry, slug: `floods-${number}`, headline: `Headline of floods-${number}` },
    });
    await withdrawEntry(editor, entry);
    expect(await findEntryOrigin(article.storyId, 'en')).toBeNull();
  });
});

describe('several writers at once', () => {
  it('lose no entry that was acknowledged, and a reader hears of all in order', async () => {
    const storyId = await liveBlog();
    const writers = await Promise.all(['Ann', 'Ben', 'Cem'].map((name) => actorFor('author', name)));
    /** What readers have to have in the end: by entry, null for what was withdrawn. */
    const acknowledged = new Map<number, string | null>();
    let isWriting = true;
    const write = async (writer: Actor, name: string) => {
      for (let round = 0; round < 12; round++) {
        const title = `${name} ${round}`;
        const entry = await publish(writer, storyId, title);
        acknowledged.set(entry, title);
        if (round % 3 === 1) {
          const saved = await saveEntry(writer, entry, { language: 'en', text: textOf(`${title}!`), base: 1 });
          expect(saved).toMatchObject({ ok: true });
          expect(await publishEntry(writer, entry, { language: 'en', version: 2 })).toEqual({ ok: true });
          acknowledged.set(entry, `${title}!`);
        }
        if (round % 4 === 2) {
          expect(await withdrawEntry(writer, entry)).toEqual({ ok: true });
          acknowledged.set(entry, null);
        }
        if (round % 5 === 3) expect(await markEntry(writer, entry, 'addKeyEvent')).toEqual({ ok: true });
      }
    };
    /** Whoever polls has, at the end, what whoever opens the page then has. */
    const read = async () => {
      const has = new Map<number, string | null>();
      let change = 0;
      for (let isLast = false; ; isLast = !isWriting) {
        const told = await catchUp(storyId, change);
        for (const { id, title } of told.told) has.set(id, title);
        change = told.change;
        if (isLast) return has;
      }
    };
    const reading = [read(), read()];
    await Promise.all(writers.map((writer, index) => write(writer, `w${index}`)));
    isWriting = false;
    const inOrder = (entries: Map<number, string | null>) => [...entries].sort(([one], [other]) => one - other);
    for (const has of await Promise.all(reading)) expect(inOrder(has)).toEqual(inOrder(acknowledged));
    // Each number was given once for each change.
    const rows = await database().liveEntryText.findMany({ where: { storyId }, select: { change: true } });
    const blog = await database().liveBlog.findUniqueOrThrow({ where: { storyId } });
    expect(Math.max(...rows.map(({ change }) => change))).toBe(blog.change);
  }, 60_000);
});
