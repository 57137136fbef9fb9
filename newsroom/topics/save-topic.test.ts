import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings, createStory } from '#e2e/test-data';
import { refuse } from '#newsroom/result';
import { deleteTopic } from '#newsroom/topics/delete-topic';
import { TOPIC_KINDS } from '#newsroom/topics/editable-topic';
import { findTag } from '#newsroom/topics/find-tag';
import { findTopic } from '#newsroom/topics/find-topic';
import { listSections } from '#newsroom/topics/list-sections';
import { listTopicRows } from '#newsroom/topics/list-topic-rows';
import { mergeTags } from '#newsroom/topics/merge-tags';
import { moveSection } from '#newsroom/topics/move-section';
import { createTopic, saveTopic } from '#newsroom/topics/save-topic';
import { setAuthorPicture } from '#newsroom/topics/set-author-picture';
import { database } from '#platform/database';

const CONFLICT = refuse('conflict', 'it');
const LOW = ['contributor', 'translator', 'author'] as const;
const words = (name: string, about = '') => ({ en: { name, about } });
const lines = () =>
  database().auditEntry.findMany({
    orderBy: { id: 'asc' },
    select: { actorName: true, event: true, resource: true, resourceId: true, title: true, detail: true },
  });

beforeAll(createSiteSettings);
beforeEach(() => database().auditEntry.deleteMany());

describe('a topic', () => {
  it.each(TOPIC_KINDS)('of the kind %s comes, changes and goes, each with a line in the log', async (kind) => {
    const chief = await actorFor('chief', 'Anna');
    expect(await createTopic(chief, kind, 'sea', words('Sea', kind === 'tag' ? '' : 'Salt'))).toEqual({ ok: true });
    expect(await saveTopic(chief, kind, 'sea', { ...words('The sea'), ru: { name: 'Море', about: '' } }, 1)).toEqual({
      ok: true,
    });
    expect(await findTopic(kind, 'sea', 'en')).toMatchObject({
      key: 'sea',
      stories: 0,
      texts: { en: { name: 'The sea' }, ru: { name: 'Море' } },
    });
    expect(await deleteTopic(chief, kind, 'sea')).toEqual({ ok: true });
    expect(await findTopic(kind, 'sea', 'en')).toBeNull();
    const about = kind === 'tag' ? {} : { 'about.en': ['Salt', null] };
    const line = { actorName: 'Anna', resource: kind, resourceId: 'sea' };
    expect(await lines()).toEqual([
      { ...line, event: `${kind}.created`, title: 'Sea', detail: {} },
      {
        ...line,
        event: `${kind}.changed`,
        title: 'The sea',
        detail: { changed: { 'name.en': ['Sea', 'The sea'], 'name.ru': [null, 'Море'], ...about } },
      },
      { ...line, event: `${kind}.deleted`, title: 'The sea', detail: {} },
    ]);
  });

  it('loses its name in a language that is left out; what does not change anything is not in the log', async () => {
    const chief = await actorFor('chief');
    await createTopic(chief, 'tag', 'lake', { en: { name: 'Lake', about: '' }, hy: { name: 'Լիճ', about: '' } });
    await saveTopic(chief, 'tag', 'lake', words('Lake'), 1);
    expect(await findTag('hy', 'lake')).toBeNull();
    await saveTopic(chief, 'tag', 'lake', words('Lake'), 2);
    expect((await lines()).map(({ detail }) => detail)).toEqual([{}, { changed: { 'name.hy': ['Լիճ', null] } }]);
  });

  it.each(TOPIC_KINDS)(
    'of the kind %s is not saved over what somebody else has changed since it was read',
    async (kind) => {
      const [anna, karen] = [await actorFor('chief', 'Anna'), await actorFor('chief', 'Karen')];
      await createTopic(anna, kind, 'ocean', words('Ocean'));
      const seen = async () => (await findTopic(kind, 'ocean', 'en'))?.version ?? 0;
      const read = await seen();
      expect(await saveTopic(anna, kind, 'ocean', words('The ocean'), read)).toEqual({ ok: true });
      const late = await saveTopic(karen, kind, 'ocean', words('Oceans'), read);
      expect(late).toMatchObject({
        ok: false,
        why: 'conflict',
        by: { actorName: 'Anna', fields: ['name.en'] },
      });
      expect(await findTopic(kind, 'ocean', 'en')).toMatchObject({ texts: { en: { name: 'The ocean' } } });
      // What changes nothing overtakes nobody.
      const again = await seen();
      expect(await saveTopic(anna, kind, 'ocean', words('The ocean'), again)).toEqual({ ok: true });
      expect(await saveTopic(karen, kind, 'ocean', words('Oceans'), again)).toEqual({ ok: true });

      const now = await seen();
      const both = await Promise.all(
        [anna, karen].map((actor) => saveTopic(actor, kind, 'ocean', words(actor.name), now)),
      );
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect((await lines()).filter(({ detail }) => 'changed' in (detail as object))).toHaveLength(3);
      await deleteTopic(anna, kind, 'ocean');
    },
  );

  it('keeps its name in a language that is off', async () => {
    const chief = await actorFor('chief');
    await createTopic(chief, 'tag', 'hills', words('Hills'));
    const { id } = await database().tag.findUniqueOrThrow({ where: { key: 'hills' } });
    await database().tagText.create({ data: { tagId: id, language: 'ka', name: 'ბორცვები' } });
    expect(await saveTopic(chief, 'tag', 'hills', words('The hills'), 1)).toEqual({ ok: true });
    const texts = await database().tagText.findMany({ where: { tagId: id }, orderBy: { language: 'asc' } });
    expect(texts.map(({ name }) => name)).toEqual(['The hills', 'ბორცვები']);
  });

  it('is nobody’s to change below an editor, a section nobody’s below a chief', async () => {
    const refused = refuse('not-allowed', 'it');
    for (const role of LOW) {
      const actor = await actorFor(role);
      for (const kind of TOPIC_KINDS) {
        expect(await createTopic(actor, kind, 'x', words('X'))).toEqual(refused);
        expect(await saveTopic(actor, kind, 'water', words('X'), 1)).toEqual(refused);
        expect(await deleteTopic(actor, kind, 'water')).toEqual(refused);
      }
      expect(await mergeTags(actor, { from: 'water', into: 'wine' })).toEqual(refused);
    }
    const editor = await actorFor('editor');
    expect(await createTopic(editor, 'section', 'x', words('X'))).toEqual(refused);
    expect(await saveTopic(editor, 'section', 'region', words('X'), 1)).toEqual(refused);
    expect(await moveSection(editor, 'region', 'down')).toEqual(refused);
    expect(await deleteTopic(editor, 'section', 'culture')).toEqual(refused);
    expect(await createTopic(editor, 'tag', 'editors-own', words('X'))).toEqual({ ok: true });
    expect(await lines()).toHaveLength(1);
  });

  it('has a unique key of small letters, and as a section none that other addresses begin with', async () => {
    const chief = await actorFor('chief');
    expect(await createTopic(chief, 'tag', 'water', words('Water'))).toEqual(refuse('already-taken', 'slug'));
    expect(await createTopic(chief, 'tag', 'Вода', words('Water'))).toEqual(refuse('invalid', 'slug'));
    for (const key of ['post', 'search', 'admin', 'live'])
      expect(await createTopic(chief, 'section', key, words('X'))).toEqual(refuse('already-taken', 'reservedSlug'));
    expect(await createTopic(chief, 'section', 'region', words('X'))).toEqual(refuse('already-taken', 'slug'));
    expect(await createTopic(chief, 'tag', 'post', words('X'))).toEqual({ ok: true });
    expect(await createTopic(chief, 'tag', 'no-name', {})).toEqual(refuse('missing', 'name'));
    expect(await createTopic(chief, 'section', 'no-name', { en: { name: ' ', about: 'x' } })).toEqual(
      refuse('missing', 'name'),
    );
    expect(await createTopic(chief, 'tag', 'long', words('x'.repeat(81)))).toEqual(refuse('invalid', 'length'));
    expect(await saveTopic(chief, 'tag', 'no-such', words('X'), 1)).toEqual(refuse('not-found', 'topic'));
    const both = await Promise.all([
      createTopic(chief, 'tag', 'once', words('1')),
      createTopic(chief, 'tag', 'once', words('2')),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('that stories have is not removed, nor the section of the column', async () => {
    const chief = await actorFor('chief');
    await createStory({ section: 'culture', tags: ['wine'], slugs: { en: 'wine-story' } });
    await createStory({ section: 'culture', tags: ['wine'], slugs: { en: 'more-wine' }, state: 'draft' });
    expect(await deleteTopic(chief, 'tag', 'wine')).toEqual(refuse('in-use', 'topic', { name: 'wine en', count: 2 }));
    expect(await deleteTopic(chief, 'author', 'anna')).toMatchObject({ why: 'in-use', values: { name: 'Anna en' } });
    expect(await deleteTopic(chief, 'section', 'culture')).toEqual(
      refuse('in-use', 'topic', { name: 'Region', count: 2 }),
    );
    expect(await deleteTopic(chief, 'section', 'region')).toEqual(refuse('in-use', 'sideColumn', { name: 'Region' }));
    expect(await deleteTopic(chief, 'tag', 'no-such')).toEqual(refuse('not-found', 'topic'));
    expect(await lines()).toEqual([]);
  });
});

describe('an author’s picture', () => {
  const picture = (id: string, fileName: string) =>
    database().picture.create({ data: { id, key: fileName, fileName, width: 600, height: 600 } });
  const [first, second] = ['a'.repeat(20), 'b'.repeat(20)] as const;

  it('is chosen, changed and taken away, each with a line in the log', async () => {
    await picture(first, 'first.jpg');
    await picture(second, 'second.jpg');
    const editor = await actorFor('editor');
    let seen: string | null = null;
    for (const id of [first, first, second, null]) {
      expect(await setAuthorPicture(editor, 'anna', id, seen)).toEqual({ ok: true });
      // Somebody who has not seen it is refused, and changes nothing.
      if (seen !== id) expect(await setAuthorPicture(editor, 'anna', seen ?? second, seen)).toEqual(CONFLICT);
      seen = id;
      expect((await findTopic('author', 'anna', 'en'))?.picture?.id ?? null).toBe(id);
    }
    const changes = [
      [null, 'first.jpg'],
      ['first.jpg', 'second.jpg'],
      ['second.jpg', null],
    ];
    expect(await lines()).toEqual(
      changes.map((picture) => ({
        ...{ actorName: 'A editor', event: 'author.changed', resource: 'author', resourceId: 'anna', title: 'Anna en' },
        detail: { changed: { picture } },
      })),
    );
  });

  it('is not changed by who may not, of nobody, nor to one that is gone', async () => {
    for (const role of LOW) {
      expect(await setAuthorPicture(await actorFor(role), 'anna', first, null)).toEqual(refuse('not-allowed', 'it'));
    }
    const editor = await actorFor('editor');
    expect(await setAuthorPicture(editor, 'nobody', first, null)).toEqual(refuse('not-found', 'topic'));
    expect(await setAuthorPicture(editor, 'anna', 'c'.repeat(20), null)).toEqual(refuse('not-found', 'picture'));
    expect(await lines()).toEqual([]);
  });
});

describe('the order of sections', () => {
  const order = async () => (await listSections('en')).map(({ key }) => key);

  it('is changed by one place, again and again, and by two at once', async () => {
    const chief = await actorFor('chief');
    await createTopic(chief, 'section', 'sport', words('Sport'));
    expect(await order()).toEqual(['region', 'culture', 'sport']);
    await moveSection(chief, 'sport', 'up');
    expect(await order()).toEqual(['region', 'sport', 'culture']);
    await moveSection(chief, 'region', 'up');
    await moveSection(chief, 'culture', 'down');
    expect(await order()).toEqual(['region', 'sport', 'culture']);
    for (let turn = 0; turn < 5; turn++) await moveSection(chief, 'sport', turn % 2 ? 'up' : 'down');
    expect(await order()).toEqual(['region', 'culture', 'sport']);
    await Promise.all([moveSection(chief, 'sport', 'up'), moveSection(chief, 'sport', 'up')]);
    expect(await order()).toEqual(['sport', 'region', 'culture']);
    const positions = await database().section.findMany({ select: { position: true } });
    expect(Math.max(...positions.map(({ position }) => position))).toBeLessThan(10);
    expect((await lines()).filter(({ event }) => event.startsWith('section.moved'))).toHaveLength(8);
  });
});

describe('two tags', () => {
  it('become one: stories, search and addresses of the first go over to the second', async () => {
    const editor = await actorFor('editor', 'Karen');
    for (const key of ['vine', 'grape']) await createTopic(editor, 'tag', key, words(key));
    const { storyId } = await createStory({ tags: ['vine'], slugs: { en: 'of-vine' } });
    const both = await createStory({ tags: ['vine', 'grape'], slugs: { en: 'of-both' } });
    await database().auditEntry.deleteMany();
    expect(await mergeTags(editor, { from: 'vine', into: 'grape' })).toEqual({ ok: true, stories: 2 });
    const rows = await database().storyTag.findMany({
      where: { storyId: { in: [storyId, both.storyId] } },
      select: { tag: { select: { key: true } } },
    });
    expect(rows.map(({ tag }) => tag.key)).toEqual(['grape', 'grape']);
    expect(await findTag('en', 'vine')).toMatchObject({ key: 'grape', name: 'grape' });
    expect(await lines()).toEqual([
      {
        actorName: 'Karen',
        event: 'tag.merged',
        resource: 'tag',
        resourceId: 'grape',
        title: 'grape',
        detail: { merged: 'vine', formerKey: 'vine', stories: 2 },
      },
    ]);
    await createTopic(editor, 'tag', 'wine-grape', words('wine grape'));
    expect(await mergeTags(editor, { from: 'grape', into: 'wine-grape' })).toMatchObject({ ok: true });
    expect(await findTag('en', 'vine')).toMatchObject({ key: 'wine-grape' });
    expect(await mergeTags(editor, { from: 'wine-grape', into: 'wine-grape' })).toEqual(refuse('invalid', 'sameTag'));
    expect(await mergeTags(editor, { from: 'wine-grape', into: 'no-such' })).toEqual(refuse('not-found', 'topic'));
  });
});

describe('lists of the desk', () => {
  it('page through tags by key, and find them by any part of a name in any language, or of a key', async () => {
    const editor = await actorFor('editor');
    for (const [key, name] of [
      ['p-1', 'Апрель'],
      ['p-2', 'May'],
      ['p-3', '100 % June'],
    ] as const) {
      await createTopic(editor, 'tag', key, { ru: { name, about: '' } });
    }
    const first = await listTopicRows('tag', { matching: 'p-', limit: 2 });
    expect(first.topics.map(({ key }) => key)).toEqual(['p-1', 'p-2']);
    expect(await listTopicRows('tag', { matching: 'p-', after: String(first.next), limit: 2 })).toEqual({
      topics: [{ key: 'p-3', stories: 0, names: { ru: '100 % June' } }],
      next: null,
    });
    expect((await listTopicRows('tag', { matching: 'ПРЕЛ', limit: 9 })).topics.map(({ key }) => key)).toEqual(['p-1']);
    expect((await listTopicRows('tag', { matching: '0 % j', limit: 9 })).topics.map(({ key }) => key)).toEqual(['p-3']);
    expect((await listTopicRows('tag', { matching: '%%%', limit: 9 })).topics).toEqual([]);
    expect((await listTopicRows('author', { limit: 9 })).topics.map(({ key }) => key)).toContain('anna');
  });
});
