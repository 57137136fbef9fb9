import type { Language } from '#i18n/languages';
import { database } from '#platform/database';

type Named = { key: string; name: string };

/**
 * All sections (in the paper's order) and authors (by name), named in the language or, where it has no name for one, by
 * its key.
 */
export async function listTopicChoices(language: Language): Promise<{ sections: Named[]; authors: Named[] }> {
  const name = { key: true, texts: { where: { language }, select: { name: true } } } as const;
  const [sections, authors] = await Promise.all([
    database().section.findMany({ select: name, orderBy: [{ position: 'asc' }, { key: 'asc' }] }),
    database().author.findMany({ select: name }),
  ]);
  const named = (rows: { key: string; texts: { name: string }[] }[]) =>
    rows.map(({ key, texts }) => ({ key, name: texts[0]?.name ?? key }));
  const byName = (one: Named, other: Named) => one.name.localeCompare(other.name, language);
  return { sections: named(sections), authors: named(authors).sort(byName) };
}
