import type { Language } from '#i18n/languages';
import { database } from '#platform/database';

/**
 * The names of some tags by their keys, in the language; a tag that is gone, or has no name in it, is not among them.
 */
export async function listTagNames(keys: readonly string[], language: Language): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const tags = await database().tag.findMany({
    where: { key: { in: [...new Set(keys)] } },
    select: { key: true, texts: { where: { language }, select: { name: true } } },
  });
  return new Map(tags.flatMap(({ key, texts: [text] }) => (text?.name ? [[key, text.name]] : [])));
}
