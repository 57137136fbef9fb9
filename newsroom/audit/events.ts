/** Kinds of things that events are about. Topics and pages are known by their keys, front pages by their language. */
export const AUDIT_RESOURCES = [
  ...(['article', 'story', 'picture', 'section', 'tag', 'author'] as const),
  ...(['settings', 'ad', 'page', 'redirect', 'import', 'export', 'source', 'front', 'staff'] as const),
  ...(['token', 'webhook', 'channel', 'menu', 'backup', 'cdn', 'breaking', 'letter'] as const),
] as const;
export type AuditResource = (typeof AUDIT_RESOURCES)[number];

/** What a detail of an event is, which says how it is shown. `changes` are pairs of old and new text by field. */
export type DetailKind =
  | 'text'
  | 'time'
  | 'role'
  | 'language'
  | 'signInMethod'
  | 'storyKind'
  | 'section'
  | 'tags'
  | 'authors'
  | 'changes'
  | 'body';

type EventDefinition = { resource: AuditResource; details?: Record<string, DetailKind> };

/**
 * Everything that the activity log tells, by name: what it is about, and which details it has. A new event is a line
 * here and a message for it (`audit.events`); without the message the code does not compile.
 */
export const AUDIT_EVENTS = {
  'article.created': { resource: 'article' },
  'article.translated': { resource: 'article', details: { from: 'text' } },
  'article.saved': { resource: 'article', details: { version: 'text' } },
  'article.submitted': { resource: 'article', details: { note: 'text' } },
  'article.reviewWithdrawn': { resource: 'article', details: { note: 'text' } },
  'article.changesRequested': { resource: 'article', details: { note: 'text' } },
  'article.approved': { resource: 'article', details: { note: 'text' } },
  'article.published': { resource: 'article', details: { version: 'text' } },
  'article.scheduled': { resource: 'article', details: { at: 'time' } },
  'article.unscheduled': { resource: 'article' },
  'article.embargoSet': { resource: 'article', details: { until: 'time' } },
  'article.embargoLifted': { resource: 'article' },
  'article.withdrawn': { resource: 'article', details: { reason: 'text' } },
  'article.addressChanged': { resource: 'article', details: { from: 'text', to: 'text' } },
  'article.correctionAdded': { resource: 'article', details: { text: 'text' } },
  'article.updateAdded': { resource: 'article', details: { text: 'text' } },
  'article.previewShared': { resource: 'article' },
  'article.previewsRevoked': { resource: 'article' },
  'article.madeFromWire': { resource: 'article', details: { agency: 'text' } },
  'article.wireVersionDismissed': { resource: 'article', details: { agency: 'text' } },
  'article.wireWithheld': { resource: 'article', details: { agency: 'text' } },
  'article.wireUnscheduled': { resource: 'article', details: { agency: 'text', at: 'time' } },
  'article.wireCanceled': { resource: 'article', details: { agency: 'text' } },
  'article.pushed': { resource: 'article' },
  'article.pushCorrected': { resource: 'article' },
  'article.pushTakenBack': { resource: 'article' },
  'article.pushWithdrawn': { resource: 'article' },
  'article.trashed': { resource: 'article' },
  'article.restored': { resource: 'article' },
  'story.organized': {
    resource: 'story',
    details: { kind: 'storyKind', section: 'section', tags: 'tags', authors: 'authors', lead: 'text' },
  },
  'live.entryPublished': { resource: 'story' },
  'live.entryChanged': { resource: 'story', details: { body: 'body' } },
  'live.entryWithdrawn': { resource: 'story', details: { body: 'body' } },
  'live.draftDiscarded': { resource: 'story', details: { body: 'body' } },
  'live.entryPinned': { resource: 'story' },
  'live.entryUnpinned': { resource: 'story' },
  'live.keyEventAdded': { resource: 'story' },
  'live.keyEventRemoved': { resource: 'story' },
  'live.keyEventMoved': { resource: 'story' },
  'live.authorChanged': { resource: 'story' },
  'live.storyMade': { resource: 'story' },
  'live.entryMadeFromWire': { resource: 'story', details: { agency: 'text' } },
  'live.wireDraftRemoved': { resource: 'story', details: { agency: 'text', body: 'body' } },
  'live.wireWithheld': { resource: 'story', details: { agency: 'text' } },
  'live.wireCanceled': { resource: 'story', details: { agency: 'text' } },
  'live.wireVersionDismissed': { resource: 'story', details: { agency: 'text' } },
  'live.closed': { resource: 'story' },
  'live.reopened': { resource: 'story' },
  'picture.added': { resource: 'picture' },
  'picture.changed': { resource: 'picture', details: { focus: 'text' } },
  'picture.deleted': { resource: 'picture' },
  'section.created': { resource: 'section' },
  'section.changed': { resource: 'section', details: { changed: 'changes' } },
  'section.movedUp': { resource: 'section' },
  'section.movedDown': { resource: 'section' },
  'section.deleted': { resource: 'section' },
  'tag.created': { resource: 'tag' },
  'tag.changed': { resource: 'tag', details: { changed: 'changes' } },
  'tag.merged': { resource: 'tag', details: { merged: 'text', formerKey: 'text', stories: 'text' } },
  'tag.deleted': { resource: 'tag' },
  'author.created': { resource: 'author' },
  'author.changed': { resource: 'author', details: { changed: 'changes' } },
  'author.deleted': { resource: 'author' },
  'settings.changed': { resource: 'settings', details: { changed: 'changes' } },
  'settings.setUp': { resource: 'settings', details: { demo: 'text', template: 'text', languages: 'text' } },
  'settings.demoRemoved': { resource: 'settings', details: { stories: 'text', kept: 'text', keptOthers: 'text' } },
  'settings.pushChanged': { resource: 'settings' },
  'settings.pushKeysRenewed': { resource: 'settings' },
  'ad.changed': { resource: 'ad', details: { changed: 'changes' } },
  'page.created': { resource: 'page' },
  'page.changed': { resource: 'page', details: { changed: 'changes' } },
  'page.textChanged': { resource: 'page', details: { body: 'body' } },
  'page.movedUp': { resource: 'page' },
  'page.movedDown': { resource: 'page' },
  'page.deleted': { resource: 'page', details: { body: 'body' } },
  'backup.planned': { resource: 'backup' },
  'backup.stopped': { resource: 'backup' },
  'backup.requested': { resource: 'backup' },
  'menu.itemAdded': { resource: 'menu' },
  'menu.itemChanged': { resource: 'menu' },
  'menu.itemDeleted': { resource: 'menu' },
  'menu.itemMoved': { resource: 'menu' },
  'redirect.created': { resource: 'redirect', details: { to: 'text' } },
  'redirect.changed': { resource: 'redirect', details: { to: 'text' } },
  'redirect.deleted': { resource: 'redirect' },
  'redirect.imported': { resource: 'redirect', details: { rows: 'text' } },
  'import.uploaded': { resource: 'import' },
  'import.fetchStarted': { resource: 'import' },
  'import.started': { resource: 'import' },
  'import.finished': { resource: 'import', details: { items: 'text' } },
  'import.undoStarted': { resource: 'import' },
  'import.undone': { resource: 'import' },
  'export.downloaded': { resource: 'export' },
  'source.created': { resource: 'source', details: { from: 'text' } },
  'source.changed': { resource: 'source', details: { changed: 'changes' } },
  'source.paused': { resource: 'source' },
  'source.resumed': { resource: 'source' },
  'source.pollRequested': { resource: 'source' },
  'source.removed': { resource: 'source' },
  'source.stopped': { resource: 'source' },
  'source.moved': { resource: 'source', details: { from: 'text', to: 'text' } },
  'token.created': { resource: 'token', details: { scopes: 'text' } },
  'token.revoked': { resource: 'token' },
  'webhook.created': { resource: 'webhook' },
  'webhook.changed': { resource: 'webhook' },
  'webhook.turnedOn': { resource: 'webhook' },
  'webhook.turnedOff': { resource: 'webhook' },
  'webhook.secretRotated': { resource: 'webhook' },
  'webhook.gone': { resource: 'webhook' },
  'webhook.deleted': { resource: 'webhook' },
  'channel.created': { resource: 'channel' },
  'channel.changed': { resource: 'channel' },
  'channel.turnedOn': { resource: 'channel' },
  'channel.turnedOff': { resource: 'channel' },
  'channel.deleted': { resource: 'channel' },
  'cdn.saved': { resource: 'cdn' },
  'cdn.removed': { resource: 'cdn' },
  'letter.settingsChanged': { resource: 'letter', details: { changed: 'changes' } },
  'letter.reportWordMade': { resource: 'letter' },
  'letter.letterChanged': { resource: 'letter' },
  'letter.approved': { resource: 'letter' },
  'letter.sentNow': { resource: 'letter' },
  'letter.held': { resource: 'letter' },
  'letter.resumed': { resource: 'letter' },
  'letter.cancelled': { resource: 'letter' },
  'letter.alertSent': { resource: 'letter' },
  'letter.subscribersImported': { resource: 'letter', details: { rows: 'text', text: 'text' } },
  'letter.subscribersExported': { resource: 'letter', details: { rows: 'text' } },
  'letter.subscriberDeleted': { resource: 'letter' },
  'letter.suppressionLifted': { resource: 'letter' },
  'breaking.declared': { resource: 'breaking', details: { hours: 'text' } },
  'breaking.changed': { resource: 'breaking', details: { hours: 'text' } },
  'breaking.takenBack': { resource: 'breaking' },
  'breaking.ended': { resource: 'breaking' },
  'front.changed': { resource: 'front', details: { changed: 'changes' } },
  'staff.invited': { resource: 'staff', details: { role: 'role' } },
  'staff.invitationRevoked': { resource: 'staff' },
  'staff.joined': { resource: 'staff', details: { role: 'role' } },
  'staff.roleChanged': { resource: 'staff', details: { from: 'role', to: 'role' } },
  'staff.suspended': { resource: 'staff' },
  'staff.reinstated': { resource: 'staff' },
  'staff.resetLinkCreated': { resource: 'staff' },
  'staff.twoFactorReset': { resource: 'staff' },
  'staff.dataExported': { resource: 'staff' },
  'staff.erased': { resource: 'staff', details: { rows: 'text' } },
  'account.changed': { resource: 'staff', details: { formerName: 'text', language: 'language' } },
  'account.signedIn': { resource: 'staff', details: { method: 'signInMethod' } },
  'account.signedOut': { resource: 'staff' },
  'account.sessionRevoked': { resource: 'staff', details: { address: 'text' } },
  'account.otherSessionsRevoked': { resource: 'staff', details: { count: 'text' } },
  'account.passwordChanged': { resource: 'staff' },
  'account.passwordReset': { resource: 'staff' },
  'account.twoFactorOn': { resource: 'staff' },
  'account.twoFactorOff': { resource: 'staff' },
  'account.recoveryCodesCreated': { resource: 'staff' },
  'account.passkeyAdded': { resource: 'staff', details: { name: 'text' } },
  'account.passkeyRemoved': { resource: 'staff', details: { name: 'text' } },
} as const satisfies Record<string, EventDefinition>;

export type AuditEvent = keyof typeof AUDIT_EVENTS;

export const AUDIT_EVENT_NAMES = Object.keys(AUDIT_EVENTS) as AuditEvent[];

/** Whether this version knows an event; the log also keeps what earlier ones wrote. */
export function isAuditEvent(name: string): name is AuditEvent {
  return Object.hasOwn(AUDIT_EVENTS, name);
}

/** The first part of an event's name, by which the choices of a filter are grouped. */
export type AuditArea = AuditEvent extends `${infer Area}.${string}` ? Area : never;

export const AUDIT_AREAS = [...new Set(AUDIT_EVENT_NAMES.map((name) => name.split('.')[0]))] as AuditArea[];
