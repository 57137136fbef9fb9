import { askedAddress } from '#newsroom/redirects/asked-address';
import { parseOldAddress, writeOldAddress } from '#newsroom/redirects/old-address';

/** Longest address that is kept for people to look at. */
const LENGTH_LIMIT = 300;

/** What only programs ask for that look for holes: none of it is missed by a reader. */
const PROBES =
  /^\/(?:wp-(?:admin|includes|json|login|content\/(?!uploads\/))|xmlrpc|cgi-bin|vendor|node_modules|phpmyadmin|pma|mysql|administrator\/|actuator|solr|boaform|hnap1|owa|autodiscover|remote|telescope|debug|console|server-status|config|backup|old|bak|sql|db|dump|shell|cmd|setup|install|\+)|\/(?:wp-includes|wp-admin|wlwmanifest|phpinfo|eval-stdin|wp-login|xmlrpc)/;

/** Endings that pages, pictures and documents of newspapers have. */
const ENDINGS =
  /\.(?:html?|shtml|php|aspx?|jsp|cfm|jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|mp[34]|m4a|ogg|xml|rss|rdf|txt)$/;
/** Programs of former sites: without a number behind it nobody's story. */
const PROGRAM = /\.(?:php|aspx?|jsp|cfm)$/;

/** The name of a file of whatever kind. */
const FILE = /\.[a-z0-9]{1,5}$/;

/** Letters of any script, digits and what slugs have beside them; no part begins with a dot. */
const PATH = /^(?:\/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}\-_.~,+'’()! ]*)+$/u;
/** What may be a secret, or somebody's: keys of links in mail. */
const SECRET = /(?:[0-9a-f]{24}|(?=[^/-]*\d)[a-z0-9_]{28})/;

const PARAMETER =
  /^(?:p|page_id|attachment_id|cat|tag|author|category_name|name|pagename|m|year|monthnum|day|id|nid|newsid|news_id|post|article|article_id|story|lang)=[\p{L}\p{N}_-]{1,60}$/u;

/**
 * The form in which an address without an answer is shown in the newsroom; undefined for one that no reader can mean,
 * and for one that may say who somebody is. Of the query only known parameters are kept.
 */
export function unansweredForm(target: string): string | undefined {
  const address = parseOldAddress(target);
  const asked = askedAddress(target);
  if (!address || !asked) return undefined;
  const parameters = address.parameters.filter((parameter) => PARAMETER.test(parameter));
  const isPage = parameters.length === 0 && !FILE.test(address.path);
  const path = (isPage && asked.addresses.at(-1)) || address.path;
  if (!isPlausible(path, parameters)) return undefined;
  return writeOldAddress({ path, parameters });
}

function isPlausible(path: string, parameters: readonly string[]): boolean {
  if (path === '/') return parameters.length > 0;
  if (path.length > LENGTH_LIMIT || !PATH.test(path) || PROBES.test(path) || SECRET.test(path)) return false;
  if (PROGRAM.test(path)) return parameters.length > 0;
  return ENDINGS.test(path) || !FILE.test(path);
}
