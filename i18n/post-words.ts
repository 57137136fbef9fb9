import type { Language } from '#i18n/languages';
import type messages from '../messages/en.json';

/** Words that a story's posts elsewhere have beside its own, in its language. */
export async function postWords(language: Language): Promise<{
  correction: string;
  withdrawal: string;
  breaking: string;
}> {
  const file = await import(`../messages/${language}.json`, { with: { type: 'json' } });
  const { article, breaking, statusPage } = file.default as typeof messages;
  return { correction: article.notes.correction, withdrawal: statusPage.withdrawn.title, breaking: breaking.label };
}
