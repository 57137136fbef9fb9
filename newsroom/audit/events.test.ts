import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { changesIn, detailsOf, fieldOf } from '#newsroom/audit/event-details';
import { AUDIT_AREAS, AUDIT_EVENT_NAMES, AUDIT_EVENTS, AUDIT_RESOURCES } from '#newsroom/audit/events';
import { sourceFiles } from '../../walls.ts';

describe('the events of the activity log', () => {
  it('are recorded somewhere, each of them', () => {
    const sources = sourceFiles('.')
      .filter(
        (file) => /^(newsroom|platform)\//.test(file) && !file.endsWith('.test.ts') && !file.endsWith('/events.ts'),
      )
      .map((file) => readFileSync(file, 'utf8'))
      .join('\n');
    // Those of sections, tags and authors are put together from the kind: `${kind}.created`.
    const isRecorded = (name: string) =>
      sources.includes(`'${name}'`) ||
      (/^(section|tag|author)\./.test(name) && sources.includes(`{kind}.${name.split('.')[1]}\``));
    expect(AUDIT_EVENT_NAMES.filter((name) => !isRecorded(name))).toEqual([]);
  });

  it('are about every kind of resource, and in every area', () => {
    const resources = new Set<string>(Object.values(AUDIT_EVENTS).map(({ resource }) => resource));
    expect(AUDIT_RESOURCES.filter((resource) => !resources.has(resource))).toEqual([]);
    expect(AUDIT_AREAS).toContain('account');
  });
});

describe('details of an event', () => {
  const shown = (event: string, stored: Record<string, unknown>) =>
    detailsOf(event, stored).map(({ name, kind, value }) => [name, kind, value]);

  it('are read as what the event says they are', () => {
    expect(shown('article.scheduled', { at: '2026-11-25T15:00:00+00:00' })).toEqual([
      ['at', 'time', new Date('2026-11-25T15:00:00Z')],
    ]);
    expect(shown('staff.roleChanged', { from: 'author', to: 'chief' })).toEqual([
      ['from', 'role', 'author'],
      ['to', 'role', 'chief'],
    ]);
    expect(
      shown('story.organized', {
        kind: 'opinion',
        section: 'region',
        tags: ['water', 'wine'],
        authors: [],
        lead: null,
      }),
    ).toEqual([
      ['kind', 'storyKind', 'opinion'],
      ['section', 'section', ['region']],
      ['tags', 'tags', ['water', 'wine']],
    ]);
    expect(shown('account.signedIn', { method: 'recoveryCode' })).toEqual([['method', 'signInMethod', 'recoveryCode']]);
  });

  it('stay text where people typed them, whatever word it is', () => {
    expect(shown('article.addressChanged', { from: 'draft', to: 'author' })).toEqual([
      ['from', 'text', 'draft'],
      ['to', 'text', 'author'],
    ]);
    expect(shown('account.changed', { formerName: 'author', language: 'hy' })).toEqual([
      ['formerName', 'text', 'author'],
      ['language', 'language', 'hy'],
    ]);
  });

  it('are text where they are not what they should be, and nothing where the event has none', () => {
    expect(shown('article.scheduled', { at: 'soon' })).toEqual([['at', 'text', 'soon']]);
    expect(shown('article.created', { at: 'soon' })).toEqual([]);
    expect(shown('article.written', { at: 'soon' })).toEqual([]);
  });

  it('name the fields that were changed, with their language', () => {
    const stored = {
      changed: { 'reuse_rule.en': ['a', 'b'], column_section: ['region', null], kept_off: [null, 'C'] },
    };
    expect(changesIn(stored)).toEqual([
      { name: 'reuse_rule.en', before: 'a', after: 'b' },
      { name: 'column_section', before: 'region', after: '' },
      { name: 'kept_off', before: '', after: 'C' },
    ]);
    expect(changesIn(stored).map(({ name }) => fieldOf(name))).toEqual([
      { field: 'reuseRule', language: 'en' },
      { field: 'columnSection' },
      { field: 'keptOff' },
    ]);
  });
});
