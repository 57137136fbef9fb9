import { FEED_FILES, type FeedFormat } from '#i18n/addresses';
import { parseOldAddress, writeOldAddress } from '#newsroom/redirects/old-address';

/**
 * What was asked for: the addresses that it may stand for, the most exact first; the story of which it may be a later
 * page (`/a-story/2`), if there is a story; and the format of the feed that was meant, if one was.
 */
export type AskedAddress = { addresses: string[]; story: string | undefined; feed: FeedFormat | undefined };

/** Forms of a page that stand behind its address; they are answered by the page. */
const FORM = /\/(?:amp|embed|print|trackback|(?:page|comment-page)[/-]\d+)(?:\.html)?$/;
const FEED = /\/(?:feed|rss)(?:\/(?:rss2?|rdf|atom|json))?$|\/(?:feed|rss|rss2|rdf|atom)\.(?:xml|php|json)$/;

/** At most so many forms stand behind one address: `/category/news/page/2/amp`. */
const FORMS_LIMIT = 3;

/** Signs that stand behind an address in a text, and words behind signs. */
const SIGNS = /[^\p{L}\p{M}\p{N}]+$/u;
const WORDS = /["'’“”«»<>()&,;|*\s…][^/]*$/u;
/** A later page of a story; what looks so may also be a date, or a story by its number. */
const STORY_PAGE = /(?<=\/[^/]*[^\d/][^/]*)\/\d{1,2}$/;

/**
 * The addresses under which an asked one is looked up: as it is; with each of its parameters alone; without any; without
 * the form that stands behind it; and without what stood behind it in a text. A picture is looked up without its size
 * too. Undefined for what is no address.
 */
export function askedAddress(target: string): AskedAddress | undefined {
  const parsed = parseOldAddress(target);
  if (!parsed) return undefined;
  const { path, parameters } = parsed;
  const addresses = new Set<string>();
  const bare = parameters.map((parameter) => parameter.replace(SIGNS, ''));
  for (const all of [parameters, bare]) {
    addresses.add(writeOldAddress({ path, parameters: all }));
    for (const parameter of all) addresses.add(writeOldAddress({ path, parameters: [parameter] }));
  }
  let { feed } = addPages(path, addresses);
  const plain = path.replace(WORDS, '').replace(SIGNS, '');
  if (plain) feed ??= addPages(plain, addresses).feed;
  const story = STORY_PAGE.test(plain) ? plain.replace(STORY_PAGE, '') : undefined;
  return { addresses: [...addresses], story, feed: feed ?? feedIn(parameters) };
}

function addPages(path: string, addresses: Set<string>): { feed: FeedFormat | undefined } {
  const { pages, feed } = withoutForms(path);
  for (const address of [path, ...picturesLike(path), ...pages]) addresses.add(address);
  return { feed };
}

/** The pages that a path is a form of, the shortest last, and the format if it is a feed. */
function withoutForms(path: string): { pages: string[]; feed: FeedFormat | undefined } {
  const pages: string[] = [];
  let feed: FeedFormat | undefined;
  let page = path;
  while (pages.length < FORMS_LIMIT) {
    const form = FORM.exec(page) ?? FEED.exec(page);
    if (!form) break;
    if (FEED.test(page)) feed = formatOf(form[0]);
    page = page.slice(0, form.index) || '/';
    pages.push(page);
  }
  return { pages, feed };
}

function feedIn(parameters: readonly string[]): FeedFormat | undefined {
  const feed = parameters.find((parameter) => parameter.startsWith('feed='));
  return feed === undefined ? undefined : formatOf(feed);
}

function formatOf(text: string): FeedFormat {
  return (Object.keys(FEED_FILES) as FeedFormat[]).find((format) => format !== 'rss' && text.includes(format)) ?? 'rss';
}

const PICTURE = /\.(?:jpe?g|png|gif|webp|avif|bmp|tiff?)$/;

/** The same picture in other sizes, as WordPress, Ghost and Drupal name them. */
function picturesLike(path: string): string[] {
  const original = path.replace(/(\.(?:jpe?g|png|gif))\.(?:webp|avif)$/, '$1');
  const extension = PICTURE.exec(original)?.[0];
  if (!extension) return [];
  const name = original
    .slice(0, -extension.length)
    .replace(/-\d{1,5}x\d{1,5}(?:@2x)?$/, '')
    .replace(/-(?:scaled|rotated)$/, '')
    .replace(/-e\d{10,13}$/, '')
    .replace(/^(\/content\/images)\/size\/w\d+(?:h\d+)?(?:\/format\/\w+)?\//, '$1/')
    .replace(/^((?:\/sites\/[^/]+)?\/files)\/styles\/[^/]+\/public\//, '$1/');
  return [original, name + extension, `${name}-scaled${extension}`].filter((one) => one !== path);
}
