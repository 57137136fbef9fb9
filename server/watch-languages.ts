import { areLanguagesFixed, chosenLanguages, LANGUAGE_CODES } from '#i18n/languages';
import { findChosenLanguages } from '#newsroom/languages/find-chosen-languages';
import { EVERYTHING, SITE } from '#newsroom/surrogate-keys';
import { log } from '#platform/log';

const RETRY_MS = 1_000;

export type LanguageWatcher = {
  /** To be told of every change, by its surrogate keys. */
  invalidate(changes: readonly { keys: readonly string[] }[]): void;
  stop(): void;
};

/**
 * Looks whether the settings name other languages than this process was started with: once now, and whenever the frame
 * of pages has changed. If so, `onOther` is told their codes, separated by commas. Where the environment decides, nobody
 * looks. Tries again while the database is away.
 */
export function watchLanguages(onOther: (codes: string) => void): LanguageWatcher {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = areLanguagesFixed;

  async function look(): Promise<void> {
    clearTimeout(timer);
    if (isStopped) return;
    try {
      const named = await findChosenLanguages();
      const codes = chosenLanguages(named).map(({ code }) => code);
      if (codes.join() !== LANGUAGE_CODES.join()) onOther(named.join());
    } catch (error) {
      log().debug({ err: error }, 'which languages are chosen cannot be read');
      timer = setTimeout(() => void look(), RETRY_MS).unref();
    }
  }

  void look();
  return {
    invalidate: (changes) => {
      if (changes.some(({ keys }) => keys.includes(SITE) || keys.includes(EVERYTHING))) void look();
    },
    stop: () => {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
