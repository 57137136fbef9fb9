import { LANGUAGES } from '#i18n/languages';

const FRONTS = new Set(['/', ...LANGUAGES.map(({ path }) => `/${path}`)]);

/** Whether an address is always this site's own, whatever the database has; no redirect can be made of it. */
export function isAlwaysOwn(path: string): boolean {
  return FRONTS.has(path) || /^\/(?:admin|api|_next)(?:\/|$)/.test(path);
}
