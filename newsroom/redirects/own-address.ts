import { frontAddress } from '#i18n/addresses';
import { LANGUAGES } from '#i18n/languages';
import { isRootFile } from '#i18n/root-files';
import { type OldAddress, parseOldAddress } from '#newsroom/redirects/old-address';

const FRONTS = new Set(LANGUAGES.map(({ code }) => frontAddress(code)));

/** Parameters by which former sites found a page under the address of a language's front page. */
const OF_OLD_PAGE =
  /^(?:p|page_id|attachment_id|cat|tag|author|author_name|category_name|name|pagename|m|year|feed|s|id|nid|newsid|post|article|story)=/;

/** Whether a path is that of a language's front page. */
export function isFront(path: string): boolean {
  return FRONTS.has(path);
}

/** Whether an address is always this site's own, whatever the database has; no redirect can be made of it. */
export function isAlwaysOwn({ path, parameters }: OldAddress): boolean {
  if (/^\/(?:admin|api|_next)(?:\/|$)/.test(path)) return true;
  if (path === '/') return parameters.length === 0;
  if (isFront(path)) return !parameters.some((parameter) => OF_OLD_PAGE.test(parameter));
  return isRootFile(path) && !/^\/[a-z0-9-]+\.txt$/.test(path);
}

/** Whether a request is for a front page, with a query that may be a former site's: `/?p=123`. */
export function isFrontWithQuery(target: string): boolean {
  if (!/^\/[a-z]{0,3}\/?\?/.test(target)) return false;
  const address = parseOldAddress(target);
  return address !== undefined && (address.path === '/' || isFront(address.path)) && !isAlwaysOwn(address);
}
