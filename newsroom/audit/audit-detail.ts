import { isLanguage, type Language } from '#i18n/languages';
import type { ArticleNote } from '#newsroom/articles/article';
import type { Workflow } from '#newsroom/editing/working-copy';
import { ROLES, type Role } from '#newsroom/permissions/role';
import type { TopicKind } from '#newsroom/topics/editable-topic';

/** A change of a text in a line's detail, as whatChanged (record-act.ts) writes it: old and new. */
export function changesIn(detail: Record<string, unknown>): { name: string; before: string; after: string }[] {
  const changed = detail.changed;
  if (typeof changed !== 'object' || changed === null) return [];
  return Object.entries(changed).map(([name, pair]) => {
    const [before, after] = Array.isArray(pair) ? pair : [];
    return { name, before: String(before ?? ''), after: String(after ?? '') };
  });
}

/** What a line's detail may say beside what its sentence says already. */
export const DETAIL_NAMES = [
  ...([
    'version',
    'from',
    'to',
    'workflow',
    'kind',
    'text',
    'reason',
    'note',
    'section',
    'tags',
    'authors',
    'lead',
    'embargo',
    'at',
    'stories',
    'formerKey',
    'focus',
  ] as const),
  ...(['invited', 'joined', 'was', 'role', 'language', 'name', 'email', 'until'] as const),
  ...(['sessionEnded', 'othersEnded', 'passkeyAdded', 'passkeyRemoved'] as const),
] as const;
export type DetailName = (typeof DETAIL_NAMES)[number];

// Rooms to the right of this one have these words; here they are only told apart.
const WORKFLOWS: Record<Workflow, true> = { draft: true, in_review: true, ready: true };
const NOTE_KINDS: Record<ArticleNote['kind'], true> = { correction: true, update: true };

function isOneOf<Word extends string>(words: Record<Word, true>, value: string): value is Word {
  return Object.hasOwn(words, value);
}

/**
 * What a fact says: words that the newsroom has for itself are told apart from what people have typed, which stands as
 * it is.
 */
export type Said =
  | { of: 'text'; value: string | number }
  | { of: 'time'; value: Date }
  | { of: 'role'; value: Role }
  | { of: 'language'; value: Language }
  | { of: 'workflow'; value: Workflow }
  | { of: 'note'; value: ArticleNote['kind'] }
  /** Keys. */
  | { of: TopicKind; value: string[] };

export type Fact = { name: string; known?: DetailName; said: Said };

/** What of a detail is worth a line of its own; a name that is not known stands as it is. */
export function factsIn(detail: Record<string, unknown>): Fact[] {
  return Object.entries(detail).flatMap(([given, value]): Fact[] => {
    // An address has a `to` as well; where a text has come to on the desk, a note goes with it.
    const name = given === 'to' && 'note' in detail ? 'workflow' : given;
    const said = name === 'moved' || name === 'merged' ? undefined : saidOf(name, value, detail);
    const known = DETAIL_NAMES.find((one) => one === name);
    return said ? [{ name, ...(known && { known }), said }] : [];
  });
}

const TOPICS: Record<string, TopicKind> = { section: 'section', tags: 'tag', authors: 'author' };

function saidOf(name: string, value: unknown, detail: Record<string, unknown>): Said | undefined {
  const topic = TOPICS[name];
  if (topic) {
    const keys = [value].flat().map(String).filter(Boolean);
    return keys.length > 0 ? { of: topic, value: keys } : undefined;
  }
  if (typeof value === 'number') return { of: 'text', value };
  if (typeof value !== 'string' || value === '') return undefined;
  const isRole = name === 'role' || name === 'invited' || name === 'joined' || (name === 'was' && 'role' in detail);
  const role = isRole && ROLES.find((one) => one === value);
  if (role) return { of: 'role', value: role };
  if (name === 'language' && isLanguage(value)) return { of: 'language', value };
  if (name === 'workflow' && isOneOf(WORKFLOWS, value)) return { of: 'workflow', value };
  if (name === 'kind' && isOneOf(NOTE_KINDS, value)) return { of: 'note', value };
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value)))
    return { of: 'time', value: new Date(value) };
  return { of: 'text', value };
}

/** What `changed` may name, as people call it. */
export const FIELD_NAMES = [
  ...([
    'name',
    'about',
    'picture',
    'tagline',
    'reuseRule',
    'title',
    'description',
    'text',
    'href',
    'timeZone',
    'foundedYear',
  ] as const),
  ...([
    'columnSection',
    'xUrl',
    'youtubeUrl',
    'instagramUrl',
    'facebookUrl',
    'telegramUrl',
    'appStoreUrl',
    'googlePlayUrl',
  ] as const),
  ...(['hubUrl', 'adsTxt', 'securityContact', 'indexNowKey'] as const),
  ...(['lead', 'second', 'third', 'fourth', 'keptOff'] as const),
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** `reuse_rule.en` taken apart; undefined for a field that nobody has named. */
export function fieldOf(name: string): { field: FieldName; language?: Language } | undefined {
  const [column = '', language] = name.split('.');
  const said = column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const field = FIELD_NAMES.find((known) => known === said || known === `${said}Url`);
  return field && { field, ...(isLanguage(language) && { language }) };
}
