import type { Language } from '#i18n/languages';
import type messages from '../messages/en.json';

/** What kinds of stories are called in a language, for what is written outside of pages, such as feeds. */
export async function kindNames(language: Language): Promise<typeof messages.kinds> {
  const file = await import(`../messages/${language}.json`, { with: { type: 'json' } });
  return (file.default as typeof messages).kinds;
}
