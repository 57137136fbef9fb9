import type {
  Graph,
  ImageObject,
  NewsArticle,
  NewsMediaOrganization,
  SearchAction,
  Thing,
  VideoObject,
  WebPage,
  WebSite,
  WithActionConstraints,
} from 'schema-dts';
import { type ArticleBody, countWords } from '#blocks/body';
import { mayBeFilm, postOf } from '#blocks/embed/providers';
import { authorAddress, frontAddress, pageAddress, postAddress, searchAddress, sectionAddress } from '#i18n/addresses';
import type { Language } from '#i18n/languages';
import type { Article, ArticleCard } from '#newsroom/articles/article';
import { kindRecord } from '#newsroom/articles/kinds';
import { type Picture, renditionFile, type SharingCrop, sharingSize } from '#newsroom/media/picture';
import { iconAddress } from '#newsroom/settings/look';
import type { SiteSettings } from '#newsroom/settings/site-settings';
import { isProfile } from '#newsroom/settings/social-networks';
import type { SharePicture } from '#newsroom/syndication/share-picture';

// What pages tell machines in the vocabulary of schema.org (JSON-LD). Its types come from that vocabulary, so that the
// compiler knows which properties there are.

/** Where the site is, in which language the page is, and whose it is. `origin` is such as https://example.org. */
export type Place = { origin: string; language: Language; settings: SiteSettings };

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
export function paperData({ origin, language, settings }: Place): NewsMediaOrganization {
  const { name, tagline, foundedYear, socialLinks, look } = settings;
  const logo = look.logo ?? { path: iconAddress(look, '512', '/icon-512.png'), width: 512, height: 512 };
  return {
    '@type': 'NewsMediaOrganization',
    '@id': `${origin}/#paper`,
    name,
    description: tagline,
    url: origin + frontAddress(language),
    logo: { '@type': 'ImageObject', url: origin + logo.path, width: String(logo.width), height: String(logo.height) },
    foundingDate: String(foundedYear),
    sameAs: socialLinks.filter(isProfile),
  };
}

export function siteData({ origin, language, settings }: Place): WebSite {
  const search: WithActionConstraints<SearchAction> = {
    '@type': 'SearchAction',
    target: { '@type': 'EntryPoint', urlTemplate: `${origin}${searchAddress(language)}?q={search_term_string}` },
    'query-input': 'required name=search_term_string',
  };
  return {
    '@type': 'WebSite',
    '@id': `${origin}${frontAddress(language)}#site`,
    name: settings.name,
    url: origin + frontAddress(language),
    inLanguage: language,
    publisher: { '@id': `${origin}/#paper` },
    potentialAction: search,
  };
}

/** The way down from the front page. Each step is a name and the address it leads to; the last is the page itself. */
export function trailData({ origin, language, settings }: Place, steps: { name: string; address: string }[]): Thing {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: [{ name: settings.name, address: frontAddress(language) }, ...steps].map(
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

/** Pages that schema.org has a type for, by the key that they commonly have. */
const PAGE_TYPES: Record<string, 'AboutPage' | 'ContactPage'> = { about: 'AboutPage', contacts: 'ContactPage' };

/** A page about the paper. */
export function aboutData(
  { origin, language }: Place,
  key: string,
  { title, description }: { title: string; description: string },
): WebPage {
  const url = origin + pageAddress(language, key);
  return {
    '@type': PAGE_TYPES[key] ?? 'WebPage',
    '@id': url,
    url,
    name: title,
    description,
    inLanguage: language,
    isPartOf: { '@id': `${origin}${frontAddress(language)}#site` },
    about: { '@id': `${origin}/#paper` },
  };
}

/**
 * A published article as structured data of its kind. `shared` is the picture that goes with a link to it, which is its
 * image where it has no lead picture.
 */
export function articleData(place: Place, article: Article, shared: SharePicture): NewsArticle {
  const { origin, language } = place;
  const { publishedAt, revisedAt, lead, authors, tags, translations } = article;
  const { pageType = 'WebPage', hasVideo } = kindRecord(article.kind);
  const type = newsTypeOf(article.kind);
  const url = origin + postAddress(language, article.slug);
  return {
    '@type': type,
    '@id': `${url}#article`,
    url,
    mainEntityOfPage: { '@type': pageType, '@id': url },
    headline: article.headline,
    description: article.standfirst,
    image: imageData(article, shared, origin),
    thumbnailUrl: origin + (lead ? `/media/${outwardFile(lead, 'wide')}` : shared.path),
    ...(hasVideo && { video: videoData(place, article) }),
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
    wordCount: countWords(article.body),
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
        '@type': type,
        '@id': `${there}#article`,
        url: there,
        headline: translation.headline,
        inLanguage: translation.language,
      };
    }),
  };
}

/** Without its entries a live blog is an article (live-blog-data.ts has them). */
function newsTypeOf(kind: string): 'NewsArticle' | 'OpinionNewsArticle' {
  const { type } = kindRecord(kind);
  return type === 'LiveBlogPosting' ? 'NewsArticle' : type;
}

/** What the embeds of a story show, as far as they may be films and can be shown in a frame. */
function videoData({ origin }: Place, { body, lead, standfirst, publishedAt }: Article): VideoObject[] {
  return filmsIn(body).map(({ title, frame }) => ({
    '@type': 'VideoObject',
    name: title,
    description: standfirst || title,
    embedUrl: frame,
    ...(lead && { thumbnailUrl: `${origin}/media/${outwardFile(lead, 'wide')}` }),
    uploadDate: publishedAt.toISOString(),
  }));
}

function filmsIn(body: ArticleBody): { title: string; frame: string }[] {
  return body.flatMap((block) => {
    const post = block.type === 'embed' && mayBeFilm(block.provider) && postOf(block.provider, block.href);
    return post ? [{ title: block.title, frame: post.frame }] : [];
  });
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

/** What stands for a story in pictures: its own, or the card that goes with a link to it. */
export function imageData(
  { lead }: Pick<Article, 'lead'>,
  shared: SharePicture,
  origin: string,
): ImageObject | ImageObject[] {
  return lead ? pictureData(lead, origin) : cardData(shared, origin);
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
