import { isLanguage, type Language } from '#i18n/languages';
import { ACT_NAMES, type Act } from '#newsroom/staff/may';

/** Kinds of things that the log tells of. Topics and pages are known in it by their keys, everything else by its id. */
export const LOGGED_THINGS = ['article', 'story', 'picture', 'section', 'tag', 'author', 'masthead', 'page', 'staff'] as const;
export type LoggedThing = (typeof LOGGED_THINGS)[number];

export type LoggedAct = Exclude<Act, `${string}.read`>;

/** Acts that change something; only these are in the log. */
export const LOGGED_ACTS = ACT_NAMES.filter((act): act is LoggedAct => !act.endsWith('.read'));

export type AuditEntry = {
  /** As text: there may be more than numbers count exactly. */
  id: string;
  at: Date;
  /** Null where the paper did it by itself. */
  actorId: string | null;
  actorName: string;
  /** Network address. */
  address: string;
  act: string;
  thing: string;
  thingId: string;
  language: Language | null;
  /** What it was called then. */
  title: string;
  detail: Record<string, unknown>;
};

/** Stands for the paper itself among those who act. */
export const THE_PAPER = 'paper';

export type AuditFilter = {
  /** Id of somebody of the staff, or THE_PAPER. */
  actor?: string;
  act?: string;
  thing?: string;
  /** With `thing`: one alone. */
  thingId?: string;
  /** Days of the paper's own zone, both included: `2026-11-25`. */
  from?: string;
  to?: string;
};

/** A change of a text in a line's detail, as whatChanged (record-act.ts) writes it: old and new. */
export function changesIn(detail: Record<string, unknown>): { name: string; before: string; after: string }[] {
  const changed = detail.changed;
  if (typeof changed !== 'object' || changed === null) return [];
  return Object.entries(changed).map(([name, pair]) => {
    const [before, after] = Array.isArray(pair) ? pair : [];
    return { name, before: String(before ?? ''), after: String(after ?? '') };
  });
}

type Topic = 'section' | 'tag' | 'author';

type ActOfOneKind = Exclude<LoggedAct, `${'topic' | 'section' | 'masthead' | 'people'}.${string}`>;

/** Names of the sentences that a line of the log can be told in. */
export type Sentence =
  | `${Topic}.${'created' | 'removed' | 'changed'}`
  | `section.${'up' | 'down'}`
  | 'tag.merged'
  | `masthead.${'settings' | 'advertisement' | 'page'}`
  | `people.${'joined' | 'invited' | 'newPassword' | 'edit'}`
  | 'article.restore'
  | ActOfOneKind;

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
  if (act === 'people.edit') return `people.${(['joined', 'invited', 'newPassword'] as const).find((name) => name in detail) ?? 'edit'}`;
  if (act === 'article.remove' && detail.removed === false) return 'article.restore';
  return LOGGED_ACTS.find((known): known is ActOfOneKind => known === act && !/^(topic|section|masthead|people)\./.test(known));
}

/** What a line's detail may say beside what its sentence says already. */
export const DETAIL_NAMES = [
  ...([
    'version',
    'from',
    'to',
    'kind',
    'text',
    'reason',
    'note',
    'section',
    'tags',
    'authors',
    'embargo',
    'at',
    'stories',
    'formerKey',
  ] as const),
  ...(['invited', 'joined', 'role', 'language', 'name', 'email', 'until'] as const),
] as const;
export type DetailName = (typeof DETAIL_NAMES)[number];

export type Fact = { name: string; known?: DetailName; value: string | number | Date };

/** What of a detail is worth a line of its own; a name that is not known stands as it is. */
export function factsIn(detail: Record<string, unknown>): Fact[] {
  return Object.entries(detail).flatMap(([name, value]): Fact[] => {
    const known = DETAIL_NAMES.find((one) => one === name);
    const plain = Array.isArray(value) ? value.join(', ') : value;
    if (typeof plain === 'number') return [{ name, ...(known && { known }), value: plain }];
    if (typeof plain !== 'string' || plain === '' || name === 'moved' || name === 'merged') return [];
    const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(plain) && !Number.isNaN(Date.parse(plain));
    return [{ name, ...(known && { known }), value: isTime ? new Date(plain) : plain }];
  });
}

/** What `changed` may name, as people call it. */
export const FIELD_NAMES = [
  ...(['name', 'about', 'tagline', 'reuseRule', 'title', 'description', 'text', 'href', 'timeZone', 'foundedYear'] as const),
  ...(['columnSection', 'xUrl', 'youtubeUrl', 'instagramUrl', 'facebookUrl', 'telegramUrl', 'appStoreUrl', 'googlePlayUrl'] as const),
  ...(['hubUrl', 'adsTxt', 'securityContact', 'indexNowKey'] as const),
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** `reuse_rule.en` taken apart; undefined for a field that nobody has named. */
export function fieldOf(name: string): { field: FieldName; language?: Language } | undefined {
  const [column = '', language] = name.split('.');
  const said = column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const field = FIELD_NAMES.find((known) => known === said || known === `${said}Url`);
  return field && { field, ...(isLanguage(language) && { language }) };
}

const DAY = /^\d{4}-\d\d-\d\d$/;

/** A filter as an address gives it; what cannot be is left out. */
export function readFilter(given: Record<string, string | string[] | undefined>): AuditFilter {
  const texts = Object.entries(given).flatMap(([name, value]) =>
    typeof value === 'string' && value !== '' && value.length <= 200 ? [[name, value]] : [],
  );
  const { actor, act, thing, thingId, from, to } = Object.fromEntries(texts) as Record<string, string>;
  const isDay = (day: string | undefined) => day !== undefined && DAY.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
  return {
    ...(actor && { actor }),
    ...(LOGGED_ACTS.some((known) => known === act) && { act }),
    ...(LOGGED_THINGS.some((known) => known === thing) && { thing, ...(thingId && { thingId }) }),
    ...(isDay(from) && { from }),
    ...(isDay(to) && { to }),
  } as AuditFilter;
}

/** The id of a line as an address gives it; undefined for anything else. */
export function readLineId(given: string | string[] | undefined): string | undefined {
  return typeof given === 'string' && /^\d{1,18}$/.test(given) ? given : undefined;
}
