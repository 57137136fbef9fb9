import { type AuditEntry, LOGGED_ACTS, type LoggedAct } from '#newsroom/staff/audit-entry';

type Topic = 'section' | 'tag' | 'author';

type ActOfOneKind = Exclude<LoggedAct, `${'topic' | 'section' | 'masthead' | 'people'}.${string}`>;

/** Names of the sentences that a line of the log can be told in. */
export type Sentence =
  | `${Topic}.${'created' | 'removed' | 'changed'}`
  | `section.${'up' | 'down'}`
  | 'tag.merged'
  | `masthead.${'settings' | 'advertisement' | 'page'}`
  | `people.${'joined' | 'invited' | 'newPassword' | 'suspended' | 'letBackIn' | 'passwordLink' | 'invitationTakenBack' | 'withoutSecondFactor' | 'edit'}`
  | 'article.restore'
  | ActOfOneKind;

/** What a line about people tells of, by the word that its detail has for it. */
const OF_PEOPLE = ['joined', 'invited', 'newPassword', 'suspended', 'passwordLink', 'invitationTakenBack', 'withoutSecondFactor'] as const;

/** The sentence for a line; undefined for an act that the paper no longer knows. */
export function sentenceOf({ act, thing, thingId, detail }: AuditEntry): Sentence | undefined {
  if (thing === 'section' && (detail.moved === 'up' || detail.moved === 'down')) return `section.${detail.moved}`;
  if (thing === 'tag' && 'merged' in detail) return 'tag.merged';
  if (thing === 'section' || thing === 'tag' || thing === 'author') {
    return `${thing}.${'created' in detail ? 'created' : 'removed' in detail ? 'removed' : 'changed'}`;
  }
  if (act === 'masthead.edit') {
    return thing === 'page' ? 'masthead.page' : thingId.startsWith('ad-') ? 'masthead.advertisement' : 'masthead.settings';
  }
  if (act === 'people.edit') {
    if (detail.suspended === false) return 'people.letBackIn';
    return `people.${OF_PEOPLE.find((name) => name in detail) ?? 'edit'}`;
  }
  if (act === 'article.remove' && detail.removed === false) return 'article.restore';
  return LOGGED_ACTS.find((known): known is ActOfOneKind => known === act && !/^(topic|section|masthead|people)\./.test(known));
}
