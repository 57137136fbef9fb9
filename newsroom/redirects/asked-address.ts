import { FEED_FILES, type FeedFormat } from '#i18n/addresses';
import { parseOldAddress, writeOldAddress } from '#newsroom/redirects/old-address';

/**
 * What was asked for: the addresses that it may stand for, the most exact first, and the format of the feed that was
 * meant, if one was.
 */
export type AskedAddress = { addresses: string[]; feed: FeedFormat | undefined };

/** Forms of a page that stand behind its address; they are answered by the page. */
const FORM = /\/(?:amp|embed|print|trackback|(?:page|comment-page)[/-]\d+)(?:\.html)?$/;
const FEED = /\/(?:feed|rss)(?:\/(?:rss2?|rdf|atom|json))?$|\/(?:feed|rss|rss2|rdf|atom)\.(?:xml|php|json)$/;

/** At most so many forms stand behind one address: `/category/news/page/2/amp`. */
const FORMS_LIMIT = 3;

/**
 * The addresses under which an asked one is looked up: as it is; with each of its parameters alone; without any; and
 * without the form that stands behind it. A picture is looked up without its size too. Undefined for what is no address.
 */
export function askedAddress(target: string): AskedAddress | undefined {
  const parsed = parseOldAddress(target);
  if (!parsed) return undefined;
  const { path, parameters } = parsed;
  const addresses = new Set([
    writeOldAddress(parsed),
    ...parameters.map((parameter) => writeOldAddress({ path, parameters: [parameter] })),
    path,
    ...picturesLike(path),
  ]);
  const { pages, feed } = withoutForms(path);
  for (const page of pages) addresses.add(page);
  return { addresses: [...addresses], feed: feed ?? feedIn(parameters) };
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
