import type { Language } from '#i18n/languages';
import type messages from '../messages/newsroom/en.json';

export type ImportNote = keyof typeof messages.importNotes;

/** Why an import has made a draft of something, in a language of the newsroom: it is stored beside the draft. */
export async function importNoteTexts(language: Language): Promise<Record<ImportNote, string>> {
  const file = await import(`../messages/newsroom/${language}.json`, { with: { type: 'json' } });
  return (file.default as typeof messages).importNotes;
}
