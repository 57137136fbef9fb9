import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { actorFor, createSiteSettings } from '#e2e/test-data';
import { storable } from '#i18n/storable';
import { createArticle } from '#newsroom/editing/create-article';
import { database } from '#platform/database';

beforeAll(createSiteSettings);

describe('what cannot be stored', () => {
  it('is removed from texts and names at any depth, and counted', () => {
    const value = { 'a\0': ['\uD800b', { c: 'd\uDC00\0' }], n: 1, none: null, yes: true, pair: '😀' };
    expect(storable(value)).toEqual({
      value: { a: ['b', { c: 'd' }], n: 1, none: null, yes: true, pair: '😀' },
      removed: 4,
    });
  });

  it('is all that is removed, and PostgreSQL stores the rest as it is', async () => {
    const writer = await actorFor('editor');
    const created = await createArticle(writer, { language: 'en', section: 'region' });
    const articleId = created.ok ? created.articleId : 0;
    const anyText = fc.string({ unit: 'binary', maxLength: 20 });
    const dirty = fc.array(fc.oneof(anyText, fc.constantFrom('\0', '\uD800', '\uDFFF', '\uDBFF\uDBFF\uDC00')));
    await fc.assert(
      fc.asyncProperty(dirty, async (parts) => {
        const { value, removed } = storable({ text: parts.join('') });
        const { text } = value as { text: string };
        expect(text.length + removed).toBe(parts.join('').length);
        expect(text.isWellFormed()).toBe(true);
        const data = { headline: text, body: [{ type: 'paragraph', text: [{ text }] }] };
        await database().workingCopy.update({ where: { articleId }, data });
        const stored = await database().workingCopy.findUniqueOrThrow({ where: { articleId } });
        expect({ headline: stored.headline, body: stored.body }).toEqual(data);
      }),
    );
  });
});
