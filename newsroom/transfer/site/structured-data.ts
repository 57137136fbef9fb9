import type { PageDocument } from '#newsroom/transfer/site/page-document';

/** A thing of schema.org as a page describes it. */
export type Thing = Record<string, unknown>;

/** What a page says of itself as JSON-LD. */
export type StructuredData = {
  /** The story that it is the page of. */
  story?: Thing;
  /** Whether it describes several stories, of which none is its own. */
  isList: boolean;
  /** From the front page to it. */
  breadcrumbs: { name: string; address: string }[];
  /** Follows a reference (`{"@id": …}`) to what is meant. */
  meant(value: unknown): unknown;
};

const STORY = /Article$|^(?:BlogPosting|LiveBlogPosting|Report)$/;
/** Things are described inside of each other; deeper there is nothing of the page’s own. */
const DEEPEST = 4;
const THINGS = 2_000;

/** Reads what scripts of JSON-LD say of a page at an address. What cannot be read says nothing. */
export function structuredData(document: PageDocument, address: string): StructuredData {
  const scripts = [...document.querySelectorAll('script[type^="application/ld+json" i]')];
  const things: Thing[] = [];
  for (const script of scripts) collect(parse(script.textContent ?? ''), things, 0);
  const byId = new Map<string, Thing>();
  for (const thing of things) {
    const id = thing['@id'];
    if (typeof id === 'string' && Object.keys(thing).length > 1 && !byId.has(id)) byId.set(id, thing);
  }
  const meant = (value: unknown) => (isReference(value) ? byId.get(value['@id']) : value);
  const stories = things.filter((thing) => typesOf(thing).some((type) => STORY.test(type)));
  const own = stories.find((thing) => placesOf(thing).some((place) => samePlace(place, address)));
  const [only] = stories;
  const isElsewhere = (thing: Thing) => placesOf(thing).length > 0;
  const story = own ?? (stories.length === 1 && only && !isElsewhere(only) ? only : undefined);
  const crumbs = things.find((thing) => typesOf(thing).includes('BreadcrumbList'));
  return { ...(story && { story }), isList: !story && stories.length > 0, breadcrumbs: breadcrumbsOf(crumbs), meant };
}

function parse(script: string): unknown {
  const json = script
    .replace(/^\s*(?:\/\/\s*)?(?:<!--|<!\[CDATA\[)/, '')
    .replace(/(?:\/\/\s*)?(?:-->|\]\]>)\s*$/, '')
    .replace(/;\s*$/, '');
  try {
    return JSON.parse(json);
  } catch {
    return parseWithBreaks(json);
  }
}

/** Many write line breaks into strings. */
function parseWithBreaks(json: string): unknown {
  try {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none of them in strings.
    return JSON.parse(json.replace(/[\u0000-\u001f]+/g, ' '));
  } catch {
    return undefined;
  }
}

/** What stands at the top, in a graph, or is what a page is about; not what a list or a story names. */
function collect(value: unknown, things: Thing[], depth: number): void {
  if (depth > DEEPEST || things.length >= THINGS) return;
  if (Array.isArray(value)) for (const one of value) collect(one, things, depth + 1);
  if (!isThing(value)) return;
  things.push(value);
  for (const part of ['@graph', 'mainEntity', 'mainEntityOfPage', 'breadcrumb'])
    collect(value[part], things, depth + 1);
}

/** The names of the types of a thing, without the place of their vocabulary. */
export function typesOf(thing: Thing): string[] {
  return [thing['@type']].flat().flatMap((type) => (typeof type === 'string' ? type.replace(/^.*[/#:]/, '') : []));
}

export function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isReference(value: unknown): value is { '@id': string } {
  return isThing(value) && typeof value['@id'] === 'string' && Object.keys(value).length === 1;
}

/** Where a story says that it is. */
function placesOf(thing: Thing): string[] {
  const { url, mainEntityOfPage } = thing;
  const page = isThing(mainEntityOfPage) ? (mainEntityOfPage['@id'] ?? mainEntityOfPage.url) : mainEntityOfPage;
  return [url, page].filter((place): place is string => typeof place === 'string' && /^(https?:)?\//.test(place));
}

/** Whether two addresses are of one page: scheme, www, fragment and a slash at the end make no difference. */
function samePlace(place: string, address: string): boolean {
  const [one, other] = [place, address].map((each) => {
    const url = URL.parse(each, address);
    return url && url.host.replace(/^www\./, '') + url.pathname.replace(/\/+$/, '') + url.search;
  });
  return one === other;
}

function breadcrumbsOf(list: Thing | undefined): StructuredData['breadcrumbs'] {
  const entries = [list?.itemListElement].flat().filter(isThing);
  const sorted = entries.toSorted((one, other) => Number(one.position ?? 0) - Number(other.position ?? 0));
  return sorted.flatMap((entry) => {
    const item = isThing(entry.item) ? entry.item : {};
    const name = entry.name ?? item.name;
    const address = typeof entry.item === 'string' ? entry.item : (item['@id'] ?? item.url);
    return typeof name === 'string' ? { name, address: typeof address === 'string' ? address : '' } : [];
  });
}
