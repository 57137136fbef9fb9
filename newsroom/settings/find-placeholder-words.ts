import { DEFAULT_PLACEHOLDER_WORDS } from '#newsroom/settings/editable-settings';
import { database } from '#platform/database';

/** Words that stand for what is still to come in a text; the usual ones before there are settings. */
export async function findPlaceholderWords(): Promise<readonly string[]> {
  const row = await database().siteSettings.findUnique({ where: { id: 1 }, select: { placeholderWords: true } });
  return row?.placeholderWords ?? DEFAULT_PLACEHOLDER_WORDS;
}
