import { TZDate } from '@date-fns/tz';
import { type GhostHtml, lexicalHtml } from '#newsroom/transfer/ghost/lexical-html';
import { markdownHtml } from '#newsroom/transfer/ghost/markdown-html';
import { mobiledocHtml } from '#newsroom/transfer/ghost/mobiledoc-html';
import type { Values } from '#newsroom/transfer/ghost/tables';
import { unique } from '#newsroom/transfer/source/former-site';
import { oneLine } from '#newsroom/transfer/source/one-line';
import { plainText } from '#newsroom/transfer/source/plain-text';
import type { SourcePost, SourceProblem, SourceText } from '#newsroom/transfer/source/source-item';
import { parseJson } from '#platform/parse-json';

/** Columns of posts. Those of the first versions are called otherwise: `image`, `page`, `markdown`. */
export const POST_COLUMNS = [
  ...['id', 'title', 'slug', 'lexical', 'mobiledoc', 'markdown', 'html', 'feature_image', 'image', 'featured'],
  ...['page', 'type', 'status', 'visibility', 'updated_at', 'published_at', 'custom_excerpt', 'locale'],
  ...['meta_title', 'meta_description'],
];

/** Addresses in texts, with the site’s own where it is known. */
type Place = {
  siteAddress: string;
  /** IANA name. */
  timeZone: string;
  authors: string[];
  terms: string[];
  meta: Values;
  /** What a post without a language of its own is in. */
  language: string | undefined;
};

/** A post or page, with what of its text is left out, and what could not be read of it. */
export function postOf(
  row: Values,
  id: string,
  { siteAddress, timeZone, authors, terms, meta, language: ofTag }: Place,
): { post: SourcePost; leftOut: GhostHtml['leftOut']; problems: SourceProblem['why'][] } {
  const { html, leftOut, problems } = textOf(row);
  const address = (value: unknown) => absolute(textOfValue(value), siteAddress);
  const publishedAt = dateOf(row.published_at);
  const changedAt = dateOf(row.updated_at);
  const lead = address(row.feature_image || row.image);
  const leadAlt = textOfValue(meta.feature_image_alt);
  const leadCaption = plainText(textOfValue(meta.feature_image_caption));
  const searchTitle = textOfValue(meta.meta_title || row.meta_title);
  const searchDescription = textOfValue(meta.meta_description || row.meta_description);
  const slug = textOfValue(row.slug);
  const language = textOfValue(row.locale) || ofTag;
  const text: SourceText = { format: 'html', html: withSite(html, siteAddress) };
  const post: SourcePost = {
    kind: row.page || row.type === 'page' ? 'page' : 'post',
    id,
    slug,
    title: textOfValue(row.title),
    standfirst: oneLine(textOfValue(row.custom_excerpt)),
    text,
    ...statusOf(row, meta),
    ...(publishedAt && { publishedAt }),
    ...(changedAt && { changedAt }),
    ...(language && { language }),
    authors,
    terms,
    ...(lead && { lead }),
    ...(leadAlt && { leadAlt }),
    ...(leadCaption && { leadCaption }),
    ...(searchTitle && { searchTitle }),
    ...(searchDescription && { searchDescription }),
    ...(row.featured && { isSticky: true }),
    addresses: addressesOf(slug, publishedAt, timeZone),
  };
  return { post, leftOut, problems };
}

/** The text in the form in which it was written, which says most; in the one made for readers where that is broken. */
function textOf(row: Values): GhostHtml & { problems: SourceProblem['why'][] } {
  const problems: SourceProblem['why'][] = [];
  for (const [column, draw] of [
    ['lexical', lexicalHtml],
    ['mobiledoc', mobiledocHtml],
  ] as const) {
    if (!textOfValue(row[column])) continue;
    const document = parseJson(textOfValue(row[column]));
    const drawn = draw(document);
    if (drawn?.isTooDeep) problems.push('too-deep');
    if (drawn) return { ...drawn, problems };
    problems.push(document === undefined ? 'bad-value' : 'unknown-version');
  }
  const markdown = textOfValue(row.markdown);
  return { html: markdown ? markdownHtml(markdown) : textOfValue(row.html), leftOut: [], problems };
}

/** What only some could read is private, never published by mistake; so is what nobody knows. */
function statusOf(row: Values, meta: Values): Pick<SourcePost, 'status' | 'audience'> {
  const { status } = row;
  if (status === 'sent' || (meta.email_only && status !== 'draft')) return { status: 'private', audience: 'mail' };
  if (status !== 'published' && status !== 'scheduled') return { status: 'draft' };
  const visibility = textOfValue(row.visibility) || 'public';
  if (visibility === 'public') return { status };
  return { status: 'private', audience: visibility === 'members' ? 'members' : 'paying' };
}

/** ISO 8601, `2014-01-30 17:03:16` in UTC, or milliseconds, by the version. */
function dateOf(value: unknown): Date | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const isBare = typeof value === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(value);
  const date = new Date(isBare ? `${value.replace(' ', 'T')}Z` : value);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/**
 * The usual address, and the dated one that a setting gives; no export says which was used. Its day is that of the
 * site’s own clock; that of Greenwich is kept too, in case the clock was set later.
 */
function addressesOf(slug: string, publishedAt: Date | undefined, timeZone: string): string[] {
  if (!slug) return [];
  const name = encodeURIComponent(slug);
  const days = publishedAt ? [dayIn(publishedAt, timeZone), dayIn(publishedAt, 'UTC')] : [];
  return unique([`/${name}/`, ...days.map((day) => day && `/${day}/${name}/`)]);
}

/** `2024/05/06`; undefined for a time zone that there is none of. */
function dayIn(date: Date, timeZone: string): string | undefined {
  const here = new TZDate(date, timeZone);
  return Number.isNaN(here.getTime()) ? undefined : here.toISOString().slice(0, 10).replaceAll('-', '/');
}

/** Ghost writes this word where its own address belongs. */
function withSite(text: string, siteAddress: string): string {
  return text.replaceAll('__GHOST_URL__', siteAddress);
}

/** An address of a picture, with a host where one is known. */
export function absolute(address: string, siteAddress: string): string {
  const own = withSite(address, siteAddress).replace(/^\/\//, 'https://');
  return own.startsWith('/') ? siteAddress + own : own;
}

export function textOfValue(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
