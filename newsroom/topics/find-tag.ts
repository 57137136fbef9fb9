import { inOwnLanguages, type Language } from '#i18n/languages';
import { nameKey } from '#newsroom/surrogate-keys';
import type { Tag } from '#newsroom/topics/topic';
import { database } from '#platform/database';
import { dependOn } from '#platform/reads';

/**
 * A tag by its key, or by one of another tag that went into it, with its name in the language, and the languages that
 * it has one in; null when there is none.
 */
export async function findTag(language: Language, key: string): Promise<(Tag & { languages: Language[] }) | null> {
  dependOn(nameKey('tag', key));
  const tag = { key: true, texts: { select: { language: true, name: true } } } as const;
  const row =
    (await database().tag.findUnique({ where: { key }, select: tag, relationLoadStrategy: 'join' })) ??
    (await database().formerTag.findUnique({ where: { key }, select: { tag: { select: tag } } }))?.tag;
  if (row) dependOn(nameKey('tag', row.key));
  const name = row?.texts.find((text) => text.language === language)?.name;
  return row && name !== undefined
    ? { key: row.key, name, languages: inOwnLanguages(row.texts).map((text) => text.language) }
    : null;
}
