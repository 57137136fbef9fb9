import { LANGUAGES, type Language } from '#i18n/languages';
import type { Picture } from '#newsroom/media/picture';
import type { Permission } from '#newsroom/permissions/permissions';
import { type Refusal, refuse } from '#newsroom/result';

/** Kinds of topics, as the desk keeps them. */
export const TOPIC_KINDS = ['section', 'tag', 'author'] as const;
export type TopicKind = (typeof TOPIC_KINDS)[number];

/** Who may change which. */
export function permissionFor(kind: TopicKind): Permission {
  return kind === 'section' ? 'section.edit' : 'topic.edit';
}

/**
 * What a topic is called in a language. `about` is a section's description or an author's biography; tags have none.
 */
type TopicWords = { name: string; about: string };

/** Words of a topic by language; a language is left out in which it has no name. */
export type TopicTexts = Partial<Record<Language, TopicWords>>;

/** A line of a list of topics on the desk. */
export type TopicRow = { key: string; stories: number; names: Partial<Record<Language, string>> };

/** A topic on the desk, whole. Its version goes up whenever its words change. */
export type EditableTopic = {
  key: string;
  version: number;
  stories: number;
  texts: TopicTexts;
  picture: Picture | null;
};

export const NAME_LENGTH = 80;
export const ABOUT_LENGTH = 600;

/** The name in a language, else in any; the key where there is none. topicName also says in which. */
export function nameIn(names: Partial<Record<Language, string>>, language: Language, key: string): string {
  return names[language] ?? Object.values(names)[0] ?? key;
}

/**
 * Why texts may not be saved, or undefined where they may: one name is needed at least, and words without a name are
 * nobody's.
 */
export function textsProblem(texts: TopicTexts): Refusal<'missing' | 'invalid'> | undefined {
  const all = Object.values(texts);
  if (all.length === 0 || all.some(({ name }) => name.trim() === '')) return refuse('missing', 'name');
  return all.some(({ name, about }) => name.length > NAME_LENGTH || about.length > ABOUT_LENGTH)
    ? refuse('invalid', 'length')
    : undefined;
}

/** Texts as a form gives them, `name.en`, `about.en`…: a language in which nothing is said is left out. */
export function parseTopicTexts(given: Record<string, string>): TopicTexts {
  const inLanguage = (part: string, code: Language) => (given[`${part}.${code}`] ?? '').trim().normalize();
  const texts = LANGUAGES.map(
    ({ code }) => [code, { name: inLanguage('name', code), about: inLanguage('about', code) }] as const,
  );
  return Object.fromEntries(texts.filter(([, { name, about }]) => name !== '' || about !== ''));
}

export function isTopicKind(value: unknown): value is TopicKind {
  return (TOPIC_KINDS as readonly unknown[]).includes(value);
}
