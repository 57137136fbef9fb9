import { isLanguage, type Language } from '#i18n/languages';
import { AUDIT_EVENTS, type DetailKind, isAuditEvent } from '#newsroom/audit/events';
import { ROLES, type Role } from '#newsroom/permissions/role';

const SIGN_IN_METHODS = ['password', 'code', 'recoveryCode', 'passkey'] as const;
type SignInMethod = (typeof SIGN_IN_METHODS)[number];

/** A detail of an event, read as what its kind says. What cannot be read so stands as text. */
export type Detail = { name: string } & (
  | { kind: 'text' | 'storyKind'; value: string }
  | { kind: 'time'; value: Date }
  | { kind: 'role'; value: Role }
  | { kind: 'language'; value: Language }
  | { kind: 'signInMethod'; value: SignInMethod }
  /** Keys. */
  | { kind: 'section' | 'tags' | 'authors'; value: string[] }
);

/** Names of all details that events have beside `changed` and whole texts. */
export type DetailName = {
  [Event in keyof typeof AUDIT_EVENTS]: (typeof AUDIT_EVENTS)[Event] extends { details: infer Details }
    ? Exclude<keyof Details, 'changed' | 'body'>
    : never;
}[keyof typeof AUDIT_EVENTS];

/** The details of an event that are shown one by one, without empty ones and those that the event does not have. */
export function detailsOf(event: string, stored: Record<string, unknown>): (Detail & { name: DetailName })[] {
  if (!isAuditEvent(event)) return [];
  const definition = AUDIT_EVENTS[event];
  const details: Record<string, DetailKind> = 'details' in definition ? definition.details : {};
  return Object.entries(details).flatMap(([name, kind]) => {
    const detail = kind === 'changes' || kind === 'body' ? undefined : readDetail(kind, stored[name]);
    return detail ? [{ ...detail, name: name as DetailName }] : [];
  });
}

function readDetail(kind: DetailKind, value: unknown) {
  if (value === undefined || value === null || value === '') return undefined;
  if (kind === 'section' || kind === 'tags' || kind === 'authors') {
    const keys = [value].flat().map(String).filter(Boolean);
    return keys.length > 0 ? ({ kind, value: keys } as const) : undefined;
  }
  const text = String(value);
  const role = ROLES.find((one) => one === text);
  const method = SIGN_IN_METHODS.find((one) => one === text);
  if (kind === 'role' && role) return { kind, value: role } as const;
  if (kind === 'signInMethod' && method) return { kind, value: method } as const;
  if (kind === 'language' && isLanguage(text)) return { kind, value: text } as const;
  if (kind === 'storyKind') return { kind, value: text } as const;
  if (kind === 'time' && !Number.isNaN(Date.parse(text))) return { kind, value: new Date(text) } as const;
  return { kind: 'text', value: text } as const;
}

/** The old and the new text of each field in `changed`, as changesBetween (record-event.ts) writes them. */
export function changesIn(stored: Record<string, unknown>): { name: string; before: string; after: string }[] {
  const changed = stored.changed;
  if (typeof changed !== 'object' || changed === null) return [];
  return Object.entries(changed).map(([name, pair]) => {
    const [before, after] = Array.isArray(pair) ? pair : [];
    return { name, before: String(before ?? ''), after: String(after ?? '') };
  });
}

/** What `changed` may name, as people call it. */
export const FIELD_NAMES = [
  ...(['name', 'about', 'picture', 'tagline', 'reuseRule', 'title', 'description', 'text', 'href'] as const),
  ...(['timeZone', 'foundedYear', 'columnSection', 'socialLinks', 'inFooter'] as const),
  ...(['hubUrl', 'adsTxt', 'securityContact', 'indexNowKey', 'placeholderWords'] as const),
  ...(['accentLight', 'accentDark', 'logoLight', 'logoDark', 'icon', 'languages', 'activityYears'] as const),
  ...(['lead', 'second', 'third', 'fourth', 'keptOff'] as const),
  ...(['address', 'language', 'section', 'credit', 'liveBlog'] as const),
  ...(['isOn', 'senderAddress', 'replyTo', 'postalAddress', 'returnPath', 'perMinute'] as const),
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** `reuse_rule.en` taken apart; undefined for a field that has no name here. */
export function fieldOf(name: string): { field: FieldName; language?: Language } | undefined {
  const [column = '', language] = name.split('.');
  const camel = column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
  const field = FIELD_NAMES.find((known) => known === camel || known === `${camel}Url`);
  return field && { field, ...(isLanguage(language) && { language }) };
}
