import type { Actor } from '#newsroom/permissions/actor';
import type { Role } from '#newsroom/permissions/role';
import { SCOPES } from '#newsroom/permissions/scopes';

/** What a rule may ask of a thing; a question that does not arise for a thing is left out, and its answer is no. */
export type Resource = {
  /** Who made it. */
  createdById?: string | null;
  /** Whether readers have it, or had it. */
  isOut?: boolean;
  /** Whether it translates another article. */
  isTranslation?: boolean;
};

type Rule = (actor: Pick<Actor, 'id'>, thing: Resource) => boolean;

const yes: Rule = () => true;
const no: Rule = () => false;
const own: Rule = ({ id }, { createdById }) => createdById === id;
const ownInside: Rule = (actor, thing) => own(actor, thing) && thing.isOut === false;
const translations: Rule = (_, { isTranslation }) => isTranslation === true;

/** In the order of ROLES: contributor, translator, author, editor, chief, administrator. */
type Row = readonly [Rule, Rule, Rule, Rule, Rule, Rule];

const STAFF: Row = [yes, yes, yes, yes, yes, yes];
const EDITORS: Row = [no, no, no, yes, yes, yes];
const CHIEFS: Row = [no, no, no, no, yes, yes];
const ADMINISTRATORS: Row = [no, no, no, no, no, yes];

/** Who may do what. An act that has no row here cannot be asked for. */
const PERMISSIONS = {
  /** See the dashboard and the lists of articles. */
  'newsroom.read': STAFF,
  /** One's own name and language. */
  'account.edit': STAFF,
  /** Come, go, and end one's other sessions. */
  'account.presence': STAFF,
  /** One's own password, second factor, recovery codes and passkeys. */
  'account.keys': STAFF,
  'article.read': [own, yes, yes, yes, yes, yes],
  'article.create': [yes, no, yes, yes, yes, yes],
  'article.translate': [no, yes, yes, yes, yes, yes],
  'article.edit': [ownInside, translations, own, yes, yes, yes],
  /** Ask for review, or take it back. */
  'article.submit': [ownInside, translations, own, yes, yes, yes],
  /** Say that it is ready, or send it back. */
  'article.approve': EDITORS,
  'article.publish': EDITORS,
  'article.schedule': EDITORS,
  'article.withdraw': EDITORS,
  'article.rename': [ownInside, no, ownInside, yes, yes, yes],
  'article.note': EDITORS,
  'article.share': [ownInside, translations, own, yes, yes, yes],
  'article.remove': [ownInside, no, ownInside, yes, yes, yes],
  /** Section, tags, authors and lead picture of a story. */
  'story.edit': [ownInside, no, own, yes, yes, yes],
  /** Write entries of live blogs. */
  'live.write': [no, yes, yes, yes, yes, yes],
  /** Publish, change, withdraw, pin and order them: at once, without review. */
  'live.publish': [no, no, yes, yes, yes, yes],
  /** End the coverage, or go on with it. */
  'live.close': EDITORS,
  'picture.create': STAFF,
  'picture.edit': [own, yes, yes, yes, yes, yes],
  'picture.remove': EDITORS,
  /** Tags and authors. */
  'topic.edit': EDITORS,
  'section.edit': CHIEFS,
  /** What stands on the front page, and where. */
  'front.edit': CHIEFS,
  /** What stands on every page as breaking news. */
  'breaking.declare': EDITORS,
  'settings.edit': CHIEFS,
  /** What addresses of former sites lead to. */
  'redirect.edit': CHIEFS,
  'audit.read': CHIEFS,
  'people.edit': ADMINISTRATORS,
  /** Move another site's stories in, and out again. */
  'transfer.import': ADMINISTRATORS,
  /** Take everything out. */
  'transfer.export': ADMINISTRATORS,
  /** See what agencies have sent. */
  'wire.read': [no, yes, yes, yes, yes, yes],
  /** From where agencies' items are taken. */
  'source.edit': ADMINISTRATORS,
  /** Where to and when the portal is backed up. */
  'backup.edit': ADMINISTRATORS,
  /** Find, export and erase what is kept about a person. */
  'privacy.manage': ADMINISTRATORS,
  /** Tokens by which other programs write. */
  'api.manage': ADMINISTRATORS,
  /** Other sites that are told of stories. */
  'webhook.edit': ADMINISTRATORS,
  /** Channels where readers are told of stories. */
  'channel.edit': ADMINISTRATORS,
  /** Caches in front that are told what has changed. */
  'cdn.edit': ADMINISTRATORS,
  /** What is in letters to readers. */
  'letter.edit': EDITORS,
  /** Whether and when a letter is sent. */
  'letter.send': EDITORS,
  /** How letters are sent, and which there are. */
  'letter.setUp': ADMINISTRATORS,
  /** Who gets letters. */
  'subscriber.manage': ADMINISTRATORS,
  /** Whether readers are notified by their browsers, and how. */
  'push.edit': ADMINISTRATORS,
  /** Notify readers of a story, and take that back. */
  'push.send': EDITORS,
  'demo.remove': ADMINISTRATORS,
  /** In which languages the site is published. */
  'languages.edit': ADMINISTRATORS,
  /** Choose what the site begins with. */
  'site.setUp': ADMINISTRATORS,
} as const satisfies Record<string, Row>;

export type Permission = keyof typeof PERMISSIONS;

export const PERMISSION_NAMES = Object.keys(PERMISSIONS) as Permission[];

const COLUMN: Record<Role, number> = {
  contributor: 0,
  translator: 1,
  author: 2,
  editor: 3,
  chief: 4,
  administrator: 5,
};

/** Whether somebody may do something to a thing. Whoever is not plainly allowed may not. */
export function may(actor: Pick<Actor, 'id' | 'role' | 'scopes'>, act: Permission, thing: Resource = {}): boolean {
  if (actor.scopes) return actor.scopes.some((scope) => (SCOPES[scope] as readonly Permission[]).includes(act));
  return PERMISSIONS[act][COLUMN[actor.role]]?.(actor, thing) ?? false;
}
