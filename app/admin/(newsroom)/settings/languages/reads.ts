import { chosenLanguages, type Language } from '#i18n/languages';
import { findChosenLanguages } from '#newsroom/languages/find-chosen-languages';

/** Codes as the settings name them, and the languages that are on for that, in their order. */
export async function readLanguages(): Promise<{ named: string[]; on: Language[] }> {
  const named = await findChosenLanguages();
  return { named, on: chosenLanguages(named).map(({ code }) => code) };
}
