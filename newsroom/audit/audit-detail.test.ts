import { expect, it } from 'vitest';
import desk from '#messages/desk/en.json' with { type: 'json' };
import { changesIn, factsIn, fieldOf } from '#newsroom/audit/audit-detail';
import { AUDIT_ACTIONS, AUDIT_RESOURCES } from '#newsroom/audit/audit-entry';
import { sentenceOf } from '#newsroom/audit/audit-sentence';

// Written out by hand: everything that verbs, and the door, write into the log, with what is shown of it. Only what
// people have typed stands as text.
const WRITTEN: [
  act: string,
  thing: string,
  detail: Record<string, unknown>,
  sentence: string,
  shown: Record<string, string>,
][] = [
  ['article.create', 'article', {}, 'article.create', {}],
  ['article.translate', 'article', { from: 7 }, 'article.translate', { from: 'text' }],
  ['article.edit', 'article', { version: 3 }, 'article.edit', { version: 'text' }],
  ['article.submit', 'article', { to: 'in_review', note: '' }, 'article.submit', { workflow: 'workflow' }],
  [
    'article.approve',
    'article',
    { to: 'ready', note: 'draft' },
    'article.approve',
    { workflow: 'workflow', note: 'text' },
  ],
  ['article.publish', 'article', { version: 3 }, 'article.publish', { version: 'text' }],
  ['article.schedule', 'article', { at: '2026-11-25T15:00:00+00:00' }, 'article.schedule', { at: 'time' }],
  ['article.schedule', 'article', { at: null }, 'article.unscheduled', {}],
  ['article.schedule', 'article', { embargo: '2026-11-25T15:00:00+00:00' }, 'article.embargo', { embargo: 'time' }],
  ['article.schedule', 'article', { embargo: null }, 'article.embargoLifted', {}],
  ['article.withdraw', 'article', { reason: 'ready' }, 'article.withdraw', { reason: 'text' }],
  // An address may be a word that the desk has too.
  ['article.rename', 'article', { from: 'draft', to: 'ready' }, 'article.rename', { from: 'text', to: 'text' }],
  ['article.note', 'article', { kind: 'correction', text: 'update' }, 'article.note', { kind: 'note', text: 'text' }],
  ['article.share', 'article', {}, 'article.share', {}],
  ['article.remove', 'article', { removed: true }, 'article.remove', {}],
  ['article.remove', 'article', { removed: false }, 'article.restore', {}],
  [
    'story.edit',
    'story',
    { section: 'region', tags: ['water'], authors: [], lead: 'a1b2' },
    'story.edit',
    { section: 'section', tags: 'tag', lead: 'text' },
  ],
  ['picture.create', 'picture', {}, 'picture.create', {}],
  ['picture.edit', 'picture', { focus: '30x65' }, 'picture.edit', { focus: 'text' }],
  ['picture.remove', 'picture', {}, 'picture.remove', {}],
  ['topic.edit', 'tag', { created: true }, 'tag.created', {}],
  [
    'topic.edit',
    'author',
    { changed: { 'name.ru': ['a', 'b'], 'about.hy': [null, 'c'], picture: [null, 'a.jpg'] } },
    'author.changed',
    {},
  ],
  [
    'topic.edit',
    'tag',
    { merged: 'wine', formerKey: 'wine', stories: 2 },
    'tag.merged',
    { formerKey: 'text', stories: 'text' },
  ],
  ['section.edit', 'section', { moved: 'up' }, 'section.up', {}],
  ['section.edit', 'section', { removed: true }, 'section.removed', {}],
  [
    'masthead.edit',
    'masthead',
    { changed: { column_section: ['region', 'culture'], 'reuse_rule.en': ['', 'a'] } },
    'masthead.settings',
    {},
  ],
  ['masthead.edit', 'page', { changed: { 'title.en': ['a', 'b'], 'description.en': ['a', 'b'] } }, 'masthead.page', {}],
  ['masthead.edit', 'page', { body: [{ type: 'paragraph', text: [] }] }, 'masthead.pageText', {}],
  ['front.save', 'front', { changed: { lead: ['A', 'B'], kept_off: [null, 'C'] } }, 'front.save', {}],
  ['people.edit', 'staff', { invited: 'author' }, 'people.invited', { invited: 'role' }],
  ['people.edit', 'staff', { joined: 'author' }, 'people.joined', { joined: 'role' }],
  ['people.edit', 'staff', { was: 'author', role: 'chief' }, 'people.edit', { was: 'role', role: 'role' }],
  ['people.edit', 'staff', { suspended: true }, 'people.suspended', {}],
  ['people.edit', 'staff', { suspended: false }, 'people.letBackIn', {}],
  ['people.edit', 'staff', { passwordLink: true }, 'people.passwordLink', {}],
  ['people.edit', 'staff', { invitationTakenBack: true }, 'people.invitationTakenBack', {}],
  ['people.edit', 'staff', { withoutSecondFactor: true }, 'people.withoutSecondFactor', {}],
  // Somebody may be called that.
  ['account.edit', 'staff', { was: 'author', language: 'hy' }, 'account.edit', { was: 'text', language: 'language' }],
  ...['byPassword', 'byCode', 'byRecoveryCode', 'byPasskey'].map((did): (typeof WRITTEN)[number] => [
    'account.presence',
    'staff',
    { [did]: true },
    `account.${did}`,
    {},
  ]),
  ['account.presence', 'staff', { signedOut: '' }, 'account.signedOut', {}],
  ['account.presence', 'staff', { sessionEnded: '192.0.2.1' }, 'account.sessionEnded', { sessionEnded: 'text' }],
  ['account.presence', 'staff', { othersEnded: 2 }, 'account.othersEnded', { othersEnded: 'text' }],
  ...['ownPassword', 'newPassword', 'factorOn', 'factorOff', 'recoveryCodes'].map((did): (typeof WRITTEN)[number] => [
    'account.keys',
    'staff',
    { [did]: true },
    `account.${did}`,
    {},
  ]),
  ['account.keys', 'staff', { passkeyAdded: 'laptop' }, 'account.passkeyAdded', { passkeyAdded: 'text' }],
  ['account.keys', 'staff', { passkeyRemoved: 'laptop' }, 'account.passkeyRemoved', { passkeyRemoved: 'text' }],
];

it.each(WRITTEN)('%s of a %s, %j, is told as %s', (act, thing, detail, sentence, shown) => {
  const said = { actorId: 'a', actorName: 'A', address: '', language: null, title: 'T' };
  expect(sentenceOf({ id: '1', at: new Date(), ...said, act, thing, thingId: 'x', detail })).toBe(sentence);
  const facts = factsIn(detail);
  expect(Object.fromEntries(facts.map(({ name, said }) => [name, said.of]))).toEqual(shown);
  expect(facts.filter(({ known }) => !known)).toEqual([]);
  expect(changesIn(detail).filter(({ name }) => !fieldOf(name))).toEqual([]);
});

it('every act that is logged is written out above, with every kind of thing, and every sentence that there is', () => {
  expect(AUDIT_ACTIONS.filter((act) => !WRITTEN.some(([known]) => known === act))).toEqual([]);
  expect(AUDIT_RESOURCES.filter((thing) => !WRITTEN.some(([, known]) => known === thing))).toEqual([]);
  const kinds = ['article', 'people', 'account'] as const;
  const sentences = kinds.flatMap((kind) => Object.keys(desk.audit.sentences[kind]).map((name) => `${kind}.${name}`));
  expect(sentences.filter((sentence) => !WRITTEN.some(([, , , known]) => known === sentence))).toEqual([]);
});
