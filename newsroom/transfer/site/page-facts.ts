import type { PageDocument } from '#newsroom/transfer/site/page-document';
import {
  isThing,
  type StructuredData,
  structuredData,
  type Thing,
  typesOf,
} from '#newsroom/transfer/site/structured-data';
import { bareHost, parseWebAddress } from '#newsroom/transfer/source/former-site';
import { plainText } from '#newsroom/transfer/source/plain-text';

type Named = { name: string; address?: string };

/** More of these are written for search engines. */
const KEYWORDS = 30;
const NAMES = 20;
const NAME_LENGTH = 200;

/**
 * What a page says of its story: as JSON-LD, which is written for that, else as Open Graph, meta and time elements.
 * Nothing is changed in the document. Empty where it says nothing.
 */
export class PageFacts {
  readonly #document: PageDocument;
  readonly #address: string;
  readonly #data: StructuredData;
  readonly #story: Thing;

  constructor(document: PageDocument, address: string) {
    this.#document = document;
    this.#address = address;
    this.#data = structuredData(document, address);
    this.#story = this.#data.story ?? {};
  }

  get isList(): boolean {
    return this.#data.isList || this.#document.querySelectorAll('[itemprop~=articleBody]:not(meta)').length > 3;
  }

  /** Whether it says that it is a story. */
  get isStory(): boolean {
    const isMarked = this.#document.querySelectorAll('[itemprop~=articleBody]:not(meta)').length === 1;
    const isOpenGraph =
      this.#meta('og:type').toLowerCase() === 'article' || this.#meta('article:published_time') !== '';
    return this.#data.story !== undefined || isMarked || isOpenGraph;
  }

  get isOpinion(): boolean {
    return typesOf(this.#story).includes('OpinionNewsArticle');
  }

  /** The headline; structured data cuts long ones. */
  title(siteName: string): string {
    const headings = [...this.#document.querySelectorAll('h1')];
    const heading = headings.length === 1 ? plainText(headings[0]?.innerHTML ?? '') : '';
    const headline = plainText(textIn(this.#story.headline) || textIn(this.#story.name));
    const start = headline.replace(/(?:…|\.\.\.)$/, '').trim();
    if (headline && !(start && heading.startsWith(start))) return headline;
    return (
      heading ||
      withoutName(plainText(this.#meta('og:title')) || this.#titleElement(), this.#meta('og:site_name') || siteName)
    );
  }

  get description(): string {
    return textIn(this.#story.description) || this.#meta('og:description') || this.#meta('description');
  }

  /** Plain text of the story. */
  get body(): string {
    const body = textIn(this.#story.articleBody);
    return /<\/(?:p|div|a|strong)>|<br/i.test(body) ? body.replace(/<[^<>]{1,1000}>/g, ' ') : body;
  }

  get published(): string {
    const time = this.#document.querySelector('[itemprop~=datePublished], article time[datetime], time[datetime]');
    return (
      textIn(this.#story.datePublished) ||
      this.#meta('article:published_time') ||
      this.#meta('datePublished') ||
      this.#meta('date') ||
      (time?.getAttribute('datetime') ?? time?.getAttribute('content') ?? '')
    );
  }

  get changed(): string {
    return textIn(this.#story.dateModified) || this.#meta('article:modified_time') || this.#meta('dateModified');
  }

  get language(): string {
    const own = this.alternates.find(
      ({ address }) => address === this.canonical || address === this.#address,
    )?.language;
    const said = this.#document.documentElement?.getAttribute('lang') ?? '';
    return own || said.trim() || textIn(this.#story.inLanguage) || this.#meta('og:locale');
  }

  get canonical(): string {
    return this.#link('link[rel~=canonical]') || this.#absolute(this.#meta('og:url'));
  }

  /** Its short address, and its AMP page. */
  get otherAddresses(): string[] {
    return ['link[rel~=shortlink]', 'link[rel~=amphtml]'].flatMap((which) => this.#link(which) || []);
  }

  /** In which languages it is to be had where, itself as well. */
  get alternates(): { language: string; address: string }[] {
    const links = [...this.#document.querySelectorAll('link[rel~=alternate][hreflang][href]')];
    return links.flatMap((link) => {
      const language = (link.getAttribute('hreflang') ?? '').trim();
      const address = this.#absolute(link.getAttribute('href') ?? '');
      return address && language && language.toLowerCase() !== 'x-default' ? { language, address } : [];
    });
  }

  get authors(): Named[] {
    const people = this.#named(this.#story.author ?? this.#story.creator);
    if (people.length > 0) return people;
    const elements = [...this.#document.querySelectorAll('[itemprop~=author] [itemprop~=name], [rel~=author]')];
    const written = elements.map((one) => ({ name: one.textContent ?? '', address: one.getAttribute('href') }));
    const named = this.#named([...this.#metas('author'), ...this.#metas('article:author')]);
    return named.length > 0 ? named : this.#named(written.map(({ name, address }) => ({ name, url: address })));
  }

  get section(): Named | undefined {
    const name = [this.#story.articleSection].flat().map(textIn).find(Boolean) || this.#meta('article:section');
    const crumbs = this.#data.breadcrumbs.slice(1, -1);
    const crumb = name ? crumbs.find((one) => one.name.toLowerCase() === name.toLowerCase()) : crumbs[0];
    const [section] = this.#named({ name: name || crumb?.name, url: crumb?.address });
    return section;
  }

  get keywords(): string[] {
    const own = [this.#story.keywords].flat().map(textIn);
    const said =
      [own, this.#metas('article:tag'), this.#metas('news_keywords')].find((list) => list.some(Boolean)) ?? [];
    const words = said
      .flatMap((list) => list.split(/[,;]/))
      .map((word) => plainText(word))
      .filter(Boolean);
    return [...new Set(words)].filter((word) => word.length <= NAME_LENGTH).slice(0, KEYWORDS);
  }

  get picture(): string {
    const [first] = this.#pictures();
    return (
      this.#absolute(first?.address ?? '') ||
      this.#absolute(this.#meta('og:image:secure_url') || this.#meta('og:image'))
    );
  }

  get pictureAlt(): string {
    return plainText(this.#meta('og:image:alt') || this.#meta('twitter:image:alt'));
  }

  get pictureCaption(): string {
    return plainText(this.#pictures()[0]?.caption ?? '');
  }

  /** The largest first. */
  #pictures(): { address: string; caption: string; width: number }[] {
    const pictures = [this.#story.image ?? this.#story.thumbnailUrl].flat().map((one) => this.#data.meant(one));
    return pictures
      .map((one) => {
        if (!isThing(one)) return { address: textIn(one), caption: '', width: 0 };
        const address = textIn(one.url) || textIn(one.contentUrl);
        return { address, caption: textIn(one.caption), width: Number.parseInt(String(one.width), 10) || 0 };
      })
      .filter(({ address }) => address !== '')
      .toSorted((one, other) => other.width - one.width);
  }

  /** Names of people, organizations and sections; an address is no name. */
  #named(value: unknown): Named[] {
    const named = [value].flat().flatMap((one): Named[] => {
      const meant = this.#data.meant(one);
      const [said, url] = isThing(meant) ? [textIn(meant.name), textIn(meant.url)] : [textIn(meant), ''];
      const name = plainText(said).slice(0, NAME_LENGTH);
      if (name === '' || /@|^https?:/.test(name)) return [];
      const place = this.#absolute(url);
      return [{ name, ...(place && { address: place }) }];
    });
    return named.filter(({ name }, index) => named.findIndex((one) => one.name === name) === index).slice(0, NAMES);
  }

  #meta(name: string): string {
    return this.#metas(name)[0] ?? '';
  }

  #metas(name: string): string[] {
    const found = [
      ...this.#document.querySelectorAll(
        `meta[property="${name}" i], meta[name="${name}" i], meta[itemprop="${name}" i]`,
      ),
    ];
    return found.flatMap((one) => one.getAttribute('content')?.trim() || []);
  }

  #titleElement(): string {
    return plainText(this.#document.querySelector('head > title, title')?.textContent ?? '');
  }

  #link(which: string): string {
    return this.#absolute(this.#document.querySelector(which)?.getAttribute('href') ?? '');
  }

  #absolute(address: string): string {
    const url = parseWebAddress(address, this.#address);
    if (url) url.hash = '';
    return url?.href ?? '';
  }
}

function textIn(value: unknown): string {
  const [first] = [value].flat();
  if (typeof first === 'string') return first.trim();
  return isThing(first) ? textIn(first['@value'] ?? first.name) : '';
}

/** A title without the name of the site behind a dash or bar. */
function withoutName(title: string, name: string): string {
  const parts = title.split(/\s+[|–—·»-]\s+/);
  const last = parts.at(-1) ?? '';
  const isName = parts.length > 1 && (last === name || bareHost(last) === bareHost(name));
  return isName ? title.slice(0, title.length - last.length).replace(/\s+[|–—·»-]\s+$/, '') : title;
}
