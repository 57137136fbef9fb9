import { areLanguagesFixed, chosenLanguages, LANGUAGE_CODES } from '#i18n/languages';
import { findChosenLanguages } from '#newsroom/languages/find-chosen-languages';
import { EVERYTHING, SITE } from '#newsroom/surrogate-keys';
import { repeat } from '#server/repeat';

/** How often it looks without a change of the site, in case the database was away, milliseconds. */
const EVERY_MS = 30_000;

export type LanguageWatcher = {
  /** To be told of every change, by its surrogate keys. */
  invalidate(changes: readonly { keys: readonly string[] }[]): void;
  stop(): Promise<void>;
};

/**
 * Looks whether the settings name other languages than this process was started with: at once, and whenever the frame of
 * pages has changed. If so, `onOther` is told their codes, separated by commas. Where the environment decides, nobody
 * looks.
 */
export function watchLanguages(onOther: (codes: string) => void): LanguageWatcher | undefined {
  if (areLanguagesFixed) return undefined;
  const failure = 'which languages are chosen could not be read';
  const { notify, stop } = repeat({ everyMs: EVERY_MS, firstAfterMs: 0, failure }, async () => {
    const named = await findChosenLanguages();
    const codes = chosenLanguages(named).map(({ code }) => code);
    if (codes.join() !== LANGUAGE_CODES.join()) onOther(named.join());
  });
  return {
    invalidate: (changes) => {
      if (changes.some(({ keys }) => keys.includes(SITE) || keys.includes(EVERYTHING))) notify();
    },
    stop,
  };
}
