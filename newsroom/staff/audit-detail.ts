import { isLanguage, type Language } from '#i18n/languages';

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
