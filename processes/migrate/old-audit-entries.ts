/** What the log said before events had names of their own. */
type OldEntry = [act: string, thing: string, thingId: string, detail: object];
/** What it says now; `thing` and its id stay as they were where they are not given. */
type NewEntry = [event: string, detail: object, resource?: string, resourceId?: string];

const TIME = '2026-11-25T15:00:00+00:00';
const BODY = [{ type: 'paragraph', text: [{ text: 'Before' }] }];

/** Everything that earlier versions wrote into the activity log, and as what it is kept. */
export const OLD_AUDIT_ENTRIES: [OldEntry, NewEntry][] = [
  [
    ['article.create', 'article', '8', {}],
    ['article.created', {}],
  ],
  [
    ['article.translate', 'article', '11', { from: 10 }],
    ['article.translated', { from: 10 }],
  ],
  [
    ['article.edit', 'article', '1', { version: 3 }],
    ['article.saved', { version: 3 }],
  ],
  [
    ['article.submit', 'article', '1', { to: 'in_review', note: 'ready' }],
    ['article.submitted', { note: 'ready' }],
  ],
  [
    ['article.approve', 'article', '1', { to: 'ready', note: 'draft' }],
    ['article.approved', { note: 'draft' }],
  ],
  [
    ['article.approve', 'article', '1', { to: 'draft', note: 'why?' }],
    ['article.changesRequested', { note: 'why?' }],
  ],
  [
    ['article.publish', 'article', '1', { version: 3 }],
    ['article.published', { version: 3 }],
  ],
  [
    ['article.publish', 'article', '7', {}],
    ['article.published', {}],
  ],
  [
    ['article.schedule', 'article', '5', { at: TIME }],
    ['article.scheduled', { at: TIME }],
  ],
  [
    ['article.schedule', 'article', '11', { at: null }],
    ['article.unscheduled', {}],
  ],
  [
    ['article.schedule', 'article', '10', { embargo: TIME }],
    ['article.embargoSet', { until: TIME }],
  ],
  [
    ['article.schedule', 'article', '10', { embargo: null }],
    ['article.embargoLifted', {}],
  ],
  [
    ['article.withdraw', 'article', '6', { reason: 'Wrong' }],
    ['article.withdrawn', { reason: 'Wrong' }],
  ],
  [
    ['article.rename', 'article', '1', { from: 'a', to: 'b' }],
    ['article.addressChanged', { from: 'a', to: 'b' }],
  ],
  [
    ['article.note', 'article', '1', { kind: 'correction', text: 'A' }],
    ['article.correctionAdded', { text: 'A' }],
  ],
  [
    ['article.note', 'article', '7', { kind: 'update', text: 'B' }],
    ['article.updateAdded', { text: 'B' }],
  ],
  [
    ['article.share', 'article', '10', {}],
    ['article.previewShared', {}],
  ],
  [
    ['article.remove', 'article', '8', { removed: true }],
    ['article.trashed', {}],
  ],
  [
    ['article.remove', 'article', '8', { removed: false }],
    ['article.restored', {}],
  ],
  [
    ['story.edit', 'story', '1', { section: 'region', tags: ['wine'], authors: [], lead: null }],
    ['story.organized', { section: 'region', tags: ['wine'], authors: [], lead: null }],
  ],
  [
    ['picture.create', 'picture', 'aaaaaaaaaaaaaaaaaaa1', {}],
    ['picture.added', {}],
  ],
  [
    ['picture.edit', 'picture', 'aaaaaaaaaaaaaaaaaaa1', { focus: '3x6' }],
    ['picture.changed', { focus: '3x6' }],
  ],
  [
    ['picture.remove', 'picture', 'aaaaaaaaaaaaaaaaaaa3', {}],
    ['picture.deleted', {}],
  ],
  [
    ['section.edit', 'section', 'region', { created: true }],
    ['section.created', {}],
  ],
  [
    ['section.edit', 'section', 'region', { moved: 'up' }],
    ['section.movedUp', {}],
  ],
  [
    ['section.edit', 'section', 'region', { moved: 'down' }],
    ['section.movedDown', {}],
  ],
  [
    ['section.edit', 'section', 'sport', { removed: true }],
    ['section.deleted', {}],
  ],
  [
    ['section.edit', 'section', 'region', { changed: { 'name.en': ['a', 'b'] } }],
    ['section.changed', { changed: { 'name.en': ['a', 'b'] } }],
  ],
  [
    ['topic.edit', 'tag', 'wine', { created: true }],
    ['tag.created', {}],
  ],
  [
    ['topic.edit', 'tag', 'wine', { changed: { 'name.hy': [null, 'b'] } }],
    ['tag.changed', { changed: { 'name.hy': [null, 'b'] } }],
  ],
  [
    ['topic.edit', 'tag', 'wine', { merged: 'Vino', formerKey: 'vino', stories: 2 }],
    ['tag.merged', { merged: 'Vino', formerKey: 'vino', stories: 2 }],
  ],
  [
    ['topic.edit', 'tag', 'beer', { removed: true }],
    ['tag.deleted', {}],
  ],
  [
    ['topic.edit', 'author', 'anna', { created: true }],
    ['author.created', {}],
  ],
  [
    ['topic.edit', 'author', 'anna', { changed: { picture: [null, 'a.jpg'] } }],
    ['author.changed', { changed: { picture: [null, 'a.jpg'] } }],
  ],
  [
    ['topic.edit', 'author', 'zoe', { removed: true }],
    ['author.deleted', {}],
  ],
  [
    [
      'masthead.edit',
      'masthead',
      'settings',
      { changed: { column_section: ['region', 'culture'], ads_txt: ['', 'a'] } },
    ],
    ['settings.changed', { changed: { column_section: ['region', 'culture'], ads_txt: ['', 'a'] } }, 'settings'],
  ],
  [
    ['masthead.edit', 'masthead', 'settings', { changed: { x_url: ['https://x.com/a', 'https://x.com/b'] } }],
    ['settings.changed', { changed: { social_links: ['https://x.com/a', 'https://x.com/b'] } }, 'settings'],
  ],
  [
    ['masthead.edit', 'masthead', 'ad-column', { changed: { 'title.en': ['a', 'b'] } }],
    ['ad.changed', { changed: { 'title.en': ['a', 'b'] } }, 'ad', 'column'],
  ],
  [
    ['masthead.edit', 'page', 'about', { changed: { 'title.en': ['a', 'b'] } }],
    ['page.changed', { changed: { 'title.en': ['a', 'b'] } }],
  ],
  [
    ['masthead.edit', 'page', 'about', { body: BODY }],
    ['page.textChanged', { body: BODY }],
  ],
  [
    ['front.save', 'front', 'en', { changed: { lead: ['A', 'B'], kept_off: [null, 'C'] } }],
    ['front.changed', { changed: { lead: ['A', 'B'], kept_off: [null, 'C'] } }],
  ],
  [
    ['people.edit', 'staff', 'new@paper.example', { invited: 'author' }],
    ['staff.invited', { role: 'author' }],
  ],
  [
    ['people.edit', 'staff', 'new@paper.example', { invitationTakenBack: true }],
    ['staff.invitationRevoked', {}],
  ],
  [
    ['people.edit', 'staff', 's2', { joined: 'author' }],
    ['staff.joined', { role: 'author' }],
  ],
  [
    ['people.edit', 'staff', 's2', { was: 'author', role: 'chief' }],
    ['staff.roleChanged', { from: 'author', to: 'chief' }],
  ],
  [
    ['people.edit', 'staff', 's2', { suspended: true }],
    ['staff.suspended', {}],
  ],
  [
    ['people.edit', 'staff', 's2', { suspended: false }],
    ['staff.reinstated', {}],
  ],
  [
    ['people.edit', 'staff', 's2', { passwordLink: true }],
    ['staff.resetLinkCreated', {}],
  ],
  [
    ['people.edit', 'staff', 's2', { withoutSecondFactor: true }],
    ['staff.twoFactorReset', {}],
  ],
  [
    ['account.edit', 'staff', 's1', { was: 'author', language: 'hy' }],
    ['account.changed', { formerName: 'author', language: 'hy' }],
  ],
  [
    ['account.presence', 'staff', 's1', { byPassword: true }],
    ['account.signedIn', { method: 'password' }],
  ],
  [
    ['account.presence', 'staff', 's1', { byCode: true }],
    ['account.signedIn', { method: 'code' }],
  ],
  [
    ['account.presence', 'staff', 's1', { byRecoveryCode: true }],
    ['account.signedIn', { method: 'recoveryCode' }],
  ],
  [
    ['account.presence', 'staff', 's1', { byPasskey: true }],
    ['account.signedIn', { method: 'passkey' }],
  ],
  [
    ['account.presence', 'staff', 's1', { signedOut: '' }],
    ['account.signedOut', {}],
  ],
  [
    ['account.presence', 'staff', 's1', { sessionEnded: '192.0.2.1' }],
    ['account.sessionRevoked', { address: '192.0.2.1' }],
  ],
  [
    ['account.presence', 'staff', 's1', { othersEnded: 2 }],
    ['account.otherSessionsRevoked', { count: 2 }],
  ],
  [
    ['account.keys', 'staff', 's1', { ownPassword: true }],
    ['account.passwordChanged', {}],
  ],
  [
    ['account.keys', 'staff', 's1', { newPassword: true }],
    ['account.passwordReset', {}],
  ],
  [
    ['account.keys', 'staff', 's1', { factorOn: true }],
    ['account.twoFactorOn', {}],
  ],
  [
    ['account.keys', 'staff', 's1', { factorOff: true }],
    ['account.twoFactorOff', {}],
  ],
  [
    ['account.keys', 'staff', 's1', { recoveryCodes: true }],
    ['account.recoveryCodesCreated', {}],
  ],
  [
    ['account.keys', 'staff', 's1', { passkeyAdded: 'laptop' }],
    ['account.passkeyAdded', { name: 'laptop' }],
  ],
  // A passkey may have no name.
  [
    ['account.keys', 'staff', 's1', { passkeyAdded: true }],
    ['account.passkeyAdded', { name: '' }],
  ],
  [
    ['account.keys', 'staff', 's1', { passkeyRemoved: 'laptop' }],
    ['account.passkeyRemoved', { name: 'laptop' }],
  ],
];
