import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { may, PERMISSION_NAMES, type Resource } from '#newsroom/permissions/permissions';
import { ROLES } from '#newsroom/permissions/role';
import { SCOPE_NAMES } from '#newsroom/permissions/scopes';
import { sourceFiles } from '../../walls.ts';

const THINGS: Record<string, Resource> = {
  'own draft': { createdById: 'me', isOut: false, isTranslation: false },
  'own, out': { createdById: 'me', isOut: true, isTranslation: false },
  "another's draft": { createdById: 'other', isOut: false, isTranslation: false },
  "another's, out": { createdById: 'other', isOut: true, isTranslation: false },
  "another's translation": { createdById: 'other', isOut: true, isTranslation: true },
  nobody: {},
};

// Written out by hand, apart from the table: who may do it to which of the things above, in their order. An act without
// a line fails.
const everything = '111111';
const EXPECTED: Record<string, Partial<Record<(typeof ROLES)[number], string>>> = {
  'newsroom.read': { contributor: everything, translator: everything, author: everything },
  'account.edit': { contributor: everything, translator: everything, author: everything },
  'account.presence': { contributor: everything, translator: everything, author: everything },
  'account.keys': { contributor: everything, translator: everything, author: everything },
  'article.read': { contributor: '110000', translator: everything, author: everything },
  'article.create': { contributor: everything, author: everything },
  'article.translate': { translator: everything, author: everything },
  'article.edit': { contributor: '100000', translator: '000010', author: '110000' },
  'article.submit': { contributor: '100000', translator: '000010', author: '110000' },
  'article.approve': {},
  'article.publish': {},
  'article.schedule': {},
  'article.withdraw': {},
  'article.rename': { contributor: '100000', author: '100000' },
  'article.note': {},
  'article.share': { contributor: '100000', translator: '000010', author: '110000' },
  'article.remove': { contributor: '100000', author: '100000' },
  'story.edit': { contributor: '100000', author: '110000' },
  'live.write': { translator: everything, author: everything },
  'live.publish': { author: everything },
  'live.close': {},
  'picture.create': { contributor: everything, translator: everything, author: everything },
  'picture.edit': { contributor: '110000', translator: everything, author: everything },
  'picture.remove': {},
  'topic.edit': {},
  'section.edit': { editor: '000000' },
  'breaking.declare': {},
  'front.edit': { editor: '000000' },
  'settings.edit': { editor: '000000' },
  'redirect.edit': { editor: '000000' },
  'audit.read': { editor: '000000' },
  'people.edit': { editor: '000000', chief: '000000' },
  'transfer.import': { editor: '000000', chief: '000000' },
  'transfer.export': { editor: '000000', chief: '000000' },
  'wire.read': { translator: everything, author: everything },
  'source.edit': { editor: '000000', chief: '000000' },
  'backup.edit': { editor: '000000', chief: '000000' },
  'privacy.manage': { editor: '000000', chief: '000000' },
  'api.manage': { editor: '000000', chief: '000000' },
  'webhook.edit': { editor: '000000', chief: '000000' },
  'channel.edit': { editor: '000000', chief: '000000' },
  'cdn.edit': { editor: '000000', chief: '000000' },
  'letter.edit': {},
  'letter.send': {},
  'letter.setUp': { editor: '000000', chief: '000000' },
  'subscriber.manage': { editor: '000000', chief: '000000' },
  'push.edit': { editor: '000000', chief: '000000' },
  'push.send': {},
  'demo.remove': { editor: '000000', chief: '000000' },
  'languages.edit': { editor: '000000', chief: '000000' },
  'site.setUp': { editor: '000000', chief: '000000' },
};

const cases = PERMISSION_NAMES.flatMap((act) => ROLES.map((role) => ({ act, role })));

it.each(cases)('$role: $act', ({ act, role }) => {
  const expected = EXPECTED[act];
  expect(expected, `no line for ${act}`).toBeDefined();
  const high = role === 'editor' || role === 'chief' || role === 'administrator';
  const answer = Object.values(THINGS).map((thing) => (may({ id: 'me', role }, act, thing) ? '1' : '0'));
  expect(answer.join('')).toBe(expected?.[role] ?? (high ? everything : '000000'));
});

// Likewise what a token may do with one scope; it may do so to everything, and nothing else.
const BY_SCOPE: Record<string, string[]> = {
  'stories:write': [
    'article.read',
    'article.create',
    'article.translate',
    'article.edit',
    'article.remove',
    'article.rename',
    'article.submit',
    'story.edit',
  ],
  'stories:publish': [
    'article.read',
    'article.approve',
    'article.publish',
    'article.schedule',
    'article.withdraw',
    'article.note',
  ],
  'media:write': ['picture.create', 'picture.edit'],
  'webhooks:manage': ['webhook.edit'],
};

it.each(SCOPE_NAMES)('a token with %s may do that alone, whatever the role beside it', (scope) => {
  const actor = { id: 'api-1', role: 'administrator', scopes: [scope] } as const;
  const allowed = PERMISSION_NAMES.filter((act) => Object.values(THINGS).every((thing) => may(actor, act, thing)));
  expect(allowed.sort()).toEqual([...(BY_SCOPE[scope] ?? [])].sort());
  const ever = PERMISSION_NAMES.filter((act) => Object.values(THINGS).some((thing) => may(actor, act, thing)));
  expect(ever.sort()).toEqual(allowed);
  expect(PERMISSION_NAMES.filter((act) => may({ ...actor, scopes: [] }, act))).toEqual([]);
});

it('every act that may.ts knows is asked for somewhere, and nothing else is', () => {
  const sources = sourceFiles('.')
    .filter(
      (file) =>
        /^(app|newsroom)\//.test(file) && !file.endsWith('.test.ts') && file !== 'newsroom/permissions/permissions.ts',
    )
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  expect(PERMISSION_NAMES.filter((act) => !sources.includes(`'${act}'`))).toEqual([]);
});

it('every verb of the desk asks', () => {
  const silent = sourceFiles('.')
    .filter(
      (file) => file.startsWith('newsroom/') && !file.endsWith('.test.ts') && file !== 'newsroom/audit/record-event.ts',
    )
    .filter((file) => {
      const source = readFileSync(file, 'utf8');
      return (
        /export (async )?function \w+\(\s*actor: Actor/.test(source) &&
        !/\bmay\(|\bfindPublishBlocker\(actor|\bsaveText\(actor|\bfindUploadTrouble\(actor/.test(source)
      );
    });
  expect(silent).toEqual([]);
});
