import { type FormerSite, parseWebAddress } from '#newsroom/transfer/source/former-site';
import { plainText } from '#newsroom/transfer/source/plain-text';
import type { SourcePost } from '#newsroom/transfer/source/source-item';
import { addressesOf, decodeSlug } from '#newsroom/transfer/wordpress/addresses';
import type { SiteClock } from '#newsroom/transfer/wordpress/dates';
import { withFootnotes } from '#newsroom/transfer/wordpress/footnotes';
import type { SiteLanguages } from '#newsroom/transfer/wordpress/languages';
import { languageOfLink } from '#newsroom/transfer/wordpress/link-language';
import { audienceOf } from '#newsroom/transfer/wordpress/readers';
import { fillTemplate } from '#newsroom/transfer/wordpress/search-template';
import { fieldOf, metaOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

type Surroundings = {
  site: FormerSite;
  siteName: string;
  /** As the site says it; empty where it does not. */
  siteLanguage: string;
  clock: SiteClock;
  languages: SiteLanguages;
  /** Ids, in order. */
  authors: string[];
  terms: string[];
};

/** Anything else, which plugins may have made up, is a draft: nothing is published by mistake. */
const STATUSES = new Map<string, SourcePost['status']>([
  ['publish', 'published'],
  ['future', 'scheduled'],
  ['pending', 'in-review'],
  ['private', 'private'],
  ['trash', 'trash'],
]);
const FORMATS = new Map<string, SourcePost['format']>([
  ['post-format-video', 'video'],
  ['post-format-gallery', 'gallery'],
]);

/** Where plugins keep what search engines are shown: Yoast, Rank Math, All in One SEO, SEOPress, The SEO Framework. */
const SEARCH_TITLES = [
  ...['_yoast_wpseo_title', 'rank_math_title', '_aioseo_title', '_aioseop_title', '_seopress_titles_title'],
  '_genesis_title',
];
const SEARCH_DESCRIPTIONS = [
  ...['_yoast_wpseo_metadesc', 'rank_math_description', '_aioseo_description', '_aioseop_description'],
  ...['_seopress_titles_desc', '_genesis_description'],
];

/** A post, a page, or an item of a type that a newspaper has made for its stories. */
export function postOf(
  item: WxrRecord,
  id: string,
  { site, siteName, siteLanguage, clock, languages, ...of }: Surroundings,
): SourcePost {
  const type = fieldOf(item, 'wp:post_type') || 'post';
  const html = withFootnotes(item.fields.get('content:encoded') ?? '', metaOf(item, 'footnotes'));
  const title = plainText(fieldOf(item, 'title'));
  const standfirst = plainText(fieldOf(item, 'excerpt:encoded'));
  const publishedAt = clock.publishedAt(item);
  const changedAt = clock.changedAt(item);
  const lead = leadOf(item);
  const format = formatOf(item);
  const ofLink = languageOfLink(item, site);
  const fill = (template: string) => fillTemplate(template, { title, standfirst, siteName });
  const searchTitle = fill(metaOf(item, ...SEARCH_TITLES));
  const searchDescription = fill(metaOf(item, ...SEARCH_DESCRIPTIONS));
  return {
    kind: type === 'page' ? 'page' : 'post',
    id,
    ...(type !== 'page' && type !== 'post' && { type }),
    slug: decodeSlug(fieldOf(item, 'wp:post_name')),
    title,
    standfirst,
    // With blocks in it, WordPress makes no paragraphs of line breaks.
    text: { format: 'html', html, isWordPress: true, ...(!/<!--\s*wp:/.test(html) && { isLoose: true }) },
    ...statusOf(item, html),
    ...(publishedAt && { publishedAt }),
    ...(changedAt && { changedAt }),
    ...languages.ofItem(item, ofLink && !siteLanguage.startsWith(ofLink) ? ofLink : undefined),
    ...of,
    ...(lead && { lead }),
    ...(searchTitle && searchTitle !== title && { searchTitle }),
    ...(searchDescription && { searchDescription }),
    ...(fieldOf(item, 'wp:is_sticky') === '1' && { isSticky: true }),
    ...(format && { format }),
    addresses: addressesOf(item, site, type === 'page' ? ['page_id', 'p'] : ['p']),
  };
}

/** What only some could read is never published by mistake. */
function statusOf(item: WxrRecord, html: string): Pick<SourcePost, 'status' | 'audience'> {
  const status = STATUSES.get(fieldOf(item, 'wp:status')) ?? 'draft';
  if (status !== 'published' && status !== 'scheduled') return { status };
  if (fieldOf(item, 'wp:post_password')) return { status: 'password' };
  const audience = audienceOf(item, html);
  return audience ? { status: 'private', audience } : { status };
}

function leadOf(item: WxrRecord): string | undefined {
  const id = metaOf(item, '_thumbnail_id');
  if (/^[1-9]\d*$/.test(id)) return id;
  // A plugin for lead pictures on other hosts.
  return parseWebAddress(metaOf(item, 'fifu_image_url'))?.href;
}

function formatOf(item: WxrRecord): SourcePost['format'] {
  const slug = item.terms.find(({ domain }) => domain === 'post_format')?.nicename;
  return FORMATS.get(slug ?? '');
}
