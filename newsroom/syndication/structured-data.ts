import type {
  Graph,
  ImageObject,
  NewsArticle,
  NewsMediaOrganization,
  SearchAction,
  Thing,
  WebPage,
  WebSite,
  WithActionConstraints,
} from 'schema-dts';
import { authorAddress, frontAddress, pageAddress, postAddress, searchAddress, sectionAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import type { Article, ArticleCard } from '#newsroom/articles/article';
import { countWords } from '#newsroom/articles/article-body';
import { type Picture, renditionFile, type SharingCrop, sharingSize } from '#newsroom/media/picture';
import type { PageKey } from '#newsroom/settings/page';
import type { SiteSettings } from '#newsroom/settings/site-settings';
import type { SharePicture } from '#newsroom/syndication/share-picture';

// What pages tell machines in the vocabulary of schema.org (JSON-LD). Its types come from that vocabulary, so that the
// compiler knows which properties there are.

/** Where the site is, in which language the page is, and whose it is. `origin` is such as https://example.org. */
export type Place = { origin: string; language: Language; masthead: SiteSettings };

/**
 * A graph of things, as the whole content of a page's script of type application/ld+json. `<` cannot end that script.
 */
export function writeData(things: Thing[]): string {
  return JSON.stringify({ '@context': 'https://schema.org', '@graph': things } satisfies Graph).replaceAll(
    '<',
    '\\u003c',
  );
}

/** The paper. One and the same thing in all its languages, by its `@id`. */
export function paperData({ origin, language, masthead }: Place): NewsMediaOrganization {
  const { name, tagline, links } = masthead;
  return {
    '@type': 'NewsMediaOrganization',
    '@id': `${origin}/#paper`,
    name,
    description: tagline,
    url: origin + frontAddress(language),
    logo: { '@type': 'ImageObject', url: `${origin}/icon-512.png`, width: '512', height: '512' },
    foundingDate: String(masthead.foundedYear),
    sameAs: [links.x, links.youtube, links.instagram, links.facebook, links.telegram].filter((link) => link !== null),
  };
}

export function siteData({ origin, language, masthead }: Place): WebSite {
  const search: WithActionConstraints<SearchAction> = {
    '@type': 'SearchAction',
    target: { '@type': 'EntryPoint', urlTemplate: `${origin}${searchAddress(language)}?q={search_term_string}` },
    'query-input': 'required name=search_term_string',
  };
  return {
    '@type': 'WebSite',
    '@id': `${origin}${frontAddress(language)}#site`,
    name: masthead.name,
    url: origin + frontAddress(language),
    inLanguage: language,
    publisher: { '@id': `${origin}/#paper` },
    potentialAction: search,
  };
}

/** The way down from the front page. Each step is a name and the address it leads to; the last is the page itself. */
export function trailData({ origin, language, masthead }: Place, steps: { name: string; address: string }[]): Thing {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [{ name: masthead.name, address: frontAddress(language) }, ...steps].map(
      ({ name, address }, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name,
        item: { '@type': 'WebPage', '@id': origin + address },
      }),
    ),
  };
}

/** What a list shows, in its order. */
export function listData(
  { origin, language }: Place,
  name: string,
  address: string,
  articles: readonly ArticleCard[],
): Thing {
  return {
    '@type': 'CollectionPage',
    '@id': origin + address,
    url: origin + address,
    name,
    inLanguage: language,
    isPartOf: { '@id': `${origin}${frontAddress(language)}#site` },
    mainEntity: {
      '@type': 'ItemList',
      numberOfItems: articles.length,
      itemListElement: articles.map(({ slug, headline }, index) => ({
        '@type': 'ListItem',
        position: index + 1,
        name: headline,
        url: origin + postAddress(language, slug),
      })),
    },
  };
}

/** A page about the paper; two of them have a type of their own. */
export function aboutData(
  { origin, language }: Place,
  key: PageKey,
  { title, description }: { title: string; description: string },
): WebPage {
  const url = origin + pageAddress(language, key);
  return {
    '@type': key === 'about' ? 'AboutPage' : key === 'contacts' ? 'ContactPage' : 'WebPage',
    '@id': url,
    url,
    name: title,
    description,
    inLanguage: language,
    isPartOf: { '@id': `${origin}${frontAddress(language)}#site` },
    about: { '@id': `${origin}/#paper` },
  };
}

/** A published article. `shared` is the picture that goes with a link to it: its image where it has no lead picture. */
export function articleData(place: Place, article: Article, shared: SharePicture): NewsArticle {
  const { origin, language } = place;
  const { publishedAt, revisedAt, lead, authors, tags, translations } = article;
  const url = origin + postAddress(language, article.slug);
  return {
    '@type': 'NewsArticle',
    '@id': `${url}#article`,
    url,
    mainEntityOfPage: { '@type': 'WebPage', '@id': url },
    headline: article.headline,
    description: article.standfirst,
    image: lead ? pictureData(lead, origin) : cardData(shared, origin),
    thumbnailUrl: origin + (lead ? `/media/${outwardFile(lead, 'wide')}` : shared.path),
    datePublished: publishedAt.toISOString(),
    dateModified: (revisedAt && revisedAt > publishedAt ? revisedAt : publishedAt).toISOString(),
    author:
      authors.length > 0
        ? authors.map(({ key, name }) => ({ '@type': 'Person', name, url: origin + authorAddress(language, key) }))
        : { '@id': `${origin}/#paper` },
    publisher: paperData(place),
    inLanguage: language,
    isAccessibleForFree: true,
    articleSection: article.section.name,
    keywords: tags.map(({ name }) => name),
    wordCount: countWords(article.body, language),
    ...(article.notes.length > 0 && {
      correction: article.notes.map(({ text, at }) => ({
        '@type': 'CorrectionComment',
        text,
        datePublished: at.toISOString(),
      })),
    }),
    workTranslation: translations.map((translation) => {
      const there = origin + postAddress(translation.language, translation.slug);
      return {
        '@type': 'NewsArticle',
        '@id': `${there}#article`,
        url: there,
        headline: translation.headline,
        inLanguage: translation.language,
      };
    }),
  };
}

/** The way down to an article. */
export function articleTrail(place: Place, { section, headline, slug }: Article): Thing {
  return trailData(place, [
    { name: section.name, address: sectionAddress(place.language, section.key) },
    { name: headline, address: postAddress(place.language, slug) },
  ]);
}

function outwardFile(picture: Picture, crop: SharingCrop): string {
  return renditionFile(picture, crop, sharingSize(picture, crop).width, 'jpg');
}

function cardData({ path, width, height }: SharePicture, origin: string): ImageObject {
  return { '@type': 'ImageObject', url: origin + path, width: String(width), height: String(height) };
}

/** A picture in the three ratios that Google wants to choose from. */
function pictureData(picture: Picture, origin: string): ImageObject[] {
  return (['wide', 'standard', 'square'] as const).map((crop) => {
    const { width, height } = sharingSize(picture, crop);
    return {
      '@type': 'ImageObject',
      url: `${origin}/media/${outwardFile(picture, crop)}`,
      width: String(width),
      height: String(height),
      ...(picture.caption && { caption: picture.caption }),
      ...(picture.credit && { creditText: picture.credit }),
    };
  });
}
