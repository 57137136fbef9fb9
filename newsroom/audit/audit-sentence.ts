import { AUDIT_ACTIONS, type AuditAction, type AuditEntry } from '#newsroom/audit/audit-entry';

type Topic = 'section' | 'tag' | 'author';

type ActOfOneKind = Exclude<AuditAction, `${'topic' | 'section' | 'masthead' | 'people' | 'account'}.${string}`>;

/** Names of the sentences that a line of the log can be told in. */
export type Sentence =
  | `${Topic}.${'created' | 'removed' | 'changed'}`
  | `section.${'up' | 'down'}`
  | 'tag.merged'
  | `masthead.${'settings' | 'advertisement' | 'page' | 'pageText'}`
  | `people.${(typeof OF_PEOPLE)[number] | 'letBackIn' | 'edit'}`
  | `account.${(typeof OF_ONESELF)[number] | 'edit'}`
  | `article.${'restore' | 'unscheduled' | 'embargo' | 'embargoLifted'}`
  | ActOfOneKind;

/** What a line about people tells of, by the word that its detail has for it. */
const OF_PEOPLE = [
  'joined',
  'invited',
  'suspended',
  'passwordLink',
  'invitationTakenBack',
  'withoutSecondFactor',
] as const;

/** The same of what people do with their own accounts. */
const OF_ONESELF = [
  ...(['byPassword', 'byCode', 'byRecoveryCode', 'byPasskey', 'signedOut', 'sessionEnded', 'othersEnded'] as const),
  ...([
    'ownPassword',
    'newPassword',
    'factorOn',
    'factorOff',
    'recoveryCodes',
    'passkeyAdded',
    'passkeyRemoved',
  ] as const),
] as const;

/** The sentence for a line; undefined for an act that the paper no longer knows. */
export function sentenceOf({ act, thing, thingId, detail }: AuditEntry): Sentence | undefined {
  if (thing === 'section' && (detail.moved === 'up' || detail.moved === 'down')) return `section.${detail.moved}`;
  if (thing === 'tag' && 'merged' in detail) return 'tag.merged';
  if (thing === 'section' || thing === 'tag' || thing === 'author') {
    return `${thing}.${'created' in detail ? 'created' : 'removed' in detail ? 'removed' : 'changed'}`;
  }
  if (act === 'masthead.edit') {
    if (thing === 'page') return 'body' in detail ? 'masthead.pageText' : 'masthead.page';
    return thingId.startsWith('ad-') ? 'masthead.advertisement' : 'masthead.settings';
  }
  if (thing === 'staff') {
    const did = OF_ONESELF.find((name) => name in detail);
    if (did) return `account.${did}`;
    if (act.startsWith('account.')) return 'account.edit';
  }
  if (act === 'people.edit') {
    if (detail.suspended === false) return 'people.letBackIn';
    return `people.${OF_PEOPLE.find((name) => name in detail) ?? 'edit'}`;
  }
  if (act === 'article.schedule' && 'embargo' in detail)
    return detail.embargo ? 'article.embargo' : 'article.embargoLifted';
  if (act === 'article.schedule' && detail.at === null) return 'article.unscheduled';
  if (act === 'article.remove' && detail.removed === false) return 'article.restore';
  return AUDIT_ACTIONS.find(
    (known): known is ActOfOneKind => known === act && !/^(topic|section|masthead|people|account)\./.test(known),
  );
}
