import { type ImportNote, importNoteTexts } from '#i18n/import-notes';
import { type Language, newsroomLanguage } from '#i18n/languages';

/** What the newsroom reads beside drafts of these languages that an import has made, by language and reason. */
export async function importNotes(
  languages: readonly Language[],
): Promise<(language: Language, note: ImportNote) => string> {
  const needed = [...new Set(languages.map(newsroomLanguage))];
  const texts = new Map(await Promise.all(needed.map(async (one) => [one, await importNoteTexts(one)] as const)));
  return (language, note) => texts.get(newsroomLanguage(language))?.[note] ?? '';
}
