import Bowser from 'bowser';

/** A browser's name, such as `Firefox, Linux`, from its User-Agent; empty if it is unknown. */
export function browserOf(userAgent: string): string {
  if (userAgent === '') return '';
  const { browser, os } = Bowser.parse(userAgent);
  return [browser.name, os.name].filter(Boolean).join(', ');
}
