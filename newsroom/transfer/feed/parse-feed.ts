import { parseFeed } from 'feedsmith';
import { atomItem, type FeedItem, jsonItem, namesOf, rdfItem, rssItem } from '#newsroom/transfer/feed/feed-item';
import { withYandexTexts } from '#newsroom/transfer/feed/yandex-texts';

/** How often a feed wants to be asked. Hours and days are of GMT; days are English, in small letters. */
export type FeedPace = { ttlMinutes?: number; skipHours?: number[]; skipDays?: string[] };

/** A feed of any kind: texts are HTML. */
export type ParsedFeed = {
  system: 'RSS' | 'RSS 1.0' | 'Atom' | 'JSON Feed';
  title: string;
  /** Address of the site; empty where it names none. */
  home: string;
  language?: string;
  pace: FeedPace;
  items: FeedItem[];
};

type FeedTrouble = 'too-deep' | 'not-well-formed' | 'cut-off';

/**
 * A feed as text (RSS 0.9 to 2, Atom, RDF, JSON Feed). One of XML that ends too early is read up to its last whole
 * entry, and told as `cut-off` all the same; `near` is then the title of that entry.
 */
export function parseFeedText(text: string): { feed?: ParsedFeed; trouble?: FeedTrouble; near: string } {
  const own = withYandexTexts(withoutDefinitions(text));
  const closed = closedFeed(own);
  const feed = tryFeed(closed ?? own);
  const isFeed = typeof feed !== 'string';
  if (closed !== undefined) {
    const near = isFeed ? (feed.items.at(-1)?.title.slice(0, 80) ?? '') : '';
    return { ...(isFeed && { feed }), trouble: 'cut-off', near };
  }
  return isFeed ? { feed, near: '' } : { trouble: feed, near: '' };
}

/** A feed, or why it is none. */
function tryFeed(text: string): ParsedFeed | 'too-deep' | 'not-well-formed' {
  try {
    const feed = feedOf(text);
    return { ...feed, pace: { ...feed.pace, ...skipped(text) } };
  } catch (error) {
    return error instanceof RangeError ? 'too-deep' : 'not-well-formed';
  }
}

/** A feed of XML that ends too early, up to its last whole entry; undefined for any other. */
function closedFeed(text: string): string | undefined {
  const [, root] = /^<((?:\w+:)?(?:rss|feed|RDF))[\s>]/.exec(text) ?? [];
  if (!root || text.includes(`</${root}`)) return undefined;
  const [last] = [...text.matchAll(/<\/(?:\w+:)?(?:item|entry)>/g)].slice(-1);
  // Of one without a whole entry, what stands above the first is not worth a guess.
  const whole = last ? text.slice(0, last.index) + last[0] : `<${root}>${root.endsWith('rss') ? '<channel>' : ''}`;
  return `${whole}${root.endsWith('rss') ? '</channel>' : ''}</${root}>`;
}

/** From its first element on: entities that a file defines itself are nobody's. */
function withoutDefinitions(text: string): string {
  const root = /<(?:\w+:)?(?:rss|feed|RDF)[\s>]/.exec(text);
  return text.trimStart().startsWith('{') || !root ? text : text.slice(root.index);
}

function feedOf(text: string): ParsedFeed {
  const parsed = parseFeed(text);
  if (parsed.format === 'atom') {
    const { title, links, entries = [], authors, xml } = parsed.feed;
    const home = links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href;
    const names = namesOf(authors) ?? [];
    const items = entries.map((entry) => atomItem(entry, names));
    return made({ system: 'Atom', title: title?.value, home, language: xml?.lang }, items);
  }
  if (parsed.format === 'json') {
    const { title, home_page_url: home, language, items = [], authors } = parsed.feed;
    const names = namesOf(authors) ?? [];
    return made(
      { system: 'JSON Feed', title, home, language },
      items.map((item) => jsonItem(item, names)),
    );
  }
  if (parsed.format === 'rdf') {
    const { title, link, items = [], dc } = parsed.feed;
    return made({ system: 'RSS 1.0', title, home: link, language: dc?.languages?.[0] }, items.map(rdfItem));
  }
  const { title, link, language, items = [], ttl } = parsed.feed;
  const pace = ttl === undefined ? {} : { ttlMinutes: ttl };
  return made({ system: 'RSS', title, home: link, language, pace }, items.map(rssItem));
}

/** Hours and days on which nobody is to ask; feedsmith loses them where there is only one. */
function skipped(text: string): FeedPace {
  const end = text.search(/<(?:\w+:)?(?:item|entry)[\s>]/);
  const head = end < 0 ? text : text.slice(0, end);
  const hours = valuesIn(head, 'skipHours', 'hour').flatMap((hour) =>
    /^\d{1,2}$/.test(hour) ? Number(hour) % 24 : [],
  );
  const days = valuesIn(head, 'skipDays', 'day');
  return { ...(hours.length > 0 && { skipHours: hours }), ...(days.length > 0 && { skipDays: days }) };
}

/** Of the first list of that name; whatever is hostile is gone through once. */
function valuesIn(head: string, list: string, name: string): string[] {
  const small = head.toLowerCase();
  const from = small.indexOf(`<${list.toLowerCase()}>`);
  const to = from < 0 ? -1 : small.indexOf(`</${list.toLowerCase()}>`, from);
  if (to < 0) return [];
  return [...small.slice(from, to).matchAll(new RegExp(`<${name}>([^<]{1,40})<`, 'g'))].map(([, value = '']) =>
    value.trim(),
  );
}

function made(
  {
    system,
    title = '',
    home = '',
    language,
    pace = {},
  }: {
    system: ParsedFeed['system'];
    title: string | undefined;
    home: string | undefined;
    language: string | undefined;
    pace?: FeedPace;
  },
  items: FeedItem[],
): ParsedFeed {
  return { system, title, home, ...(language && { language }), pace, items };
}
