/** Longest address that is looked up, bytes: an index of the database holds no longer ones. */
const BYTE_LIMIT = 2_000;
/** Longest text that is looked at: with percent signs, and with parameters that only count readers. */
const TEXT_LIMIT = 8_000;
/** Parameters that are looked at: nobody's address needs more. */
const PARAMETER_LIMIT = 8;

/** Parameters that say where a reader came from, never what is at an address. */
const TRACKING = /^(?:utm_.*|[a-z]*clid|gclsrc|[gw]braid|igshid|_ga|_gl|_openstat|mc_[ce]id)=/;

/** An old address, taken apart: `/2018/03/a-story`, and what of its query may matter, in the order of names. */
export type OldAddress = { path: string; parameters: string[] };

/**
 * An address of a former site as it is compared: path and query, percent signs decoded, in small letters, without a slash
 * at the end, double slashes, `index.php` and parameters that only count readers. Small letters, since most systems made
 * no difference, links are copied by hand, and hardly a site has two pages that differ in nothing else. An origin before
 * it and a fragment are dropped. Undefined for what is no address, or too long for one.
 */
export function parseOldAddress(text: string): OldAddress | undefined {
  if (text.length > TEXT_LIMIT) return undefined;
  const [withoutFragment = ''] = text.trim().split('#', 1);
  const target = withoutFragment.replace(/^https?:\/\/[^/?]*/i, '') || '/';
  const query = target.indexOf('?');
  const path = plain(query < 0 ? target : target.slice(0, query))
    .replaceAll('\\', '/')
    .replace(/\/(?:\.?\/)+/g, '/')
    .replace(/^\/index\.php(?=\/|$)/, '')
    .replace(/\/(?:index|default)\.(?:php|html?|shtml|aspx?)$/, '')
    .replace(/\/+$/, '');
  if (path !== '' && !path.startsWith('/')) return undefined;
  const parameters = query < 0 ? [] : parametersOf(target.slice(query + 1));
  const address = { path: path || '/', parameters };
  const written = writeOldAddress(address);
  return UNPRINTABLE.test(written) || Buffer.byteLength(written) > BYTE_LIMIT ? undefined : address;
}

/** As the table has it: `/?p=123`. */
export function writeOldAddress({ path, parameters }: OldAddress): string {
  return parameters.length > 0 ? `${path}?${parameters.join('&')}` : path;
}

const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

function parametersOf(query: string): string[] {
  return query
    .split('&')
    .slice(0, 4 * PARAMETER_LIMIT)
    .map((parameter) => plain(parameter.replaceAll('+', ' ')).replaceAll(' ', '+'))
    .filter((parameter) => /^[^=]+=./.test(parameter) && !TRACKING.test(parameter))
    .slice(0, PARAMETER_LIMIT)
    .sort();
}

/**
 * In small letters, with percent signs decoded where they stand for letters (UTF-8), also twice as messengers write them,
 * and left where they do not.
 */
function plain(text: string): string {
  return decoded(decoded(text)).normalize('NFC').toLowerCase();
}

function decoded(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (escaped) => {
    try {
      return decodeURIComponent(escaped);
    } catch {
      return escaped;
    }
  });
}
