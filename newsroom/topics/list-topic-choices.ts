import type { Language } from '#i18n/languages';
import { type TopicName, topicName } from '#newsroom/topics/topic-name';
import { database } from '#platform/database';

/**
 * All sections (in the paper's order) and authors (by name), named in the language or, where it has no name for one, in
 * another.
 */
export async function listTopicChoices(language: Language): Promise<{ sections: TopicName[]; authors: TopicName[] }> {
  const name = { key: true, texts: { select: { language: true, name: true } } } as const;
  const [sections, authors] = await Promise.all([
    database().section.findMany({ select: name, orderBy: [{ position: 'asc' }, { key: 'asc' }] }),
    database().author.findMany({ select: name }),
  ]);
  const byName = (one: TopicName, other: TopicName) => one.name.localeCompare(other.name, language);
  return {
    sections: sections.map((section) => topicName(section, language)),
    authors: authors.map((author) => topicName(author, language)).sort(byName),
  };
}
