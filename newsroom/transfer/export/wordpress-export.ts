import { serialize } from 'php-serialize';
import { pageAddress, postAddress } from '#i18n/addresses';
import { LANGUAGES, languageOf } from '#i18n/languages';
import type {
  ExportedArticle,
  ExportedPage,
  ExportedSite,
  ExportedStory,
  ExportedTopic,
} from '#newsroom/transfer/export/exported';
import { exportedHtml, pictureAddress } from '#newsroom/transfer/export/exported-html';
import {
  readExportedPages,
  readExportedPictures,
  readExportedSite,
  readExportedStories,
} from '#newsroom/transfer/export/read-exported';
import { element } from '#newsroom/transfer/export/xml';
import { now } from '#platform/clock';

const NAMESPACES = {
  excerpt: 'http://wordpress.org/export/1.2/excerpt/',
  content: 'http://purl.org/rss/1.0/modules/content/',
  dc: 'http://purl.org/dc/elements/1.1/',
  wp: 'http://wordpress.org/export/1.2/',
};

/** What readers cannot read there either. */
const STATUS = { draft: 'draft', scheduled: 'future', published: 'publish', withdrawn: 'private' } as const;

/** Our kinds as WordPress's formats of posts, where it has one; the others are plain posts. */
const FORMATS: Record<string, string> = { video: 'video', gallery: 'gallery' };

/** Pages have texts and no numbers; theirs come after all others. */
const PAGE_NUMBERS = 2_000_000_000;
const PICTURE_NUMBERS = 1_000_000_000;

/**
 * The whole site as a WXR 1.2 file, which WordPress's importer reads, in pieces to be written one after the other:
 * sections as categories, authors also as those of Co-Authors Plus, translations as Polylang has them, pictures as
 * attachments that the importer fetches from `origin`.
 */
export async function* wordpressExport(origin: string): AsyncGenerator<string> {
  const site = await readExportedSite(origin);
  yield head(site);
  const pictures = new Map<string, number>();
  for await (const { picture, fileName, addedAt } of readExportedPictures()) {
    const number = PICTURE_NUMBERS + pictures.size;
    pictures.set(picture.id, number);
    yield attachment(site, picture, number, fileName, addedAt);
  }
  for await (const story of readExportedStories()) {
    if (story.articles.length > 1) yield translations(story);
    for (const article of story.articles) yield post(site, story, article, pictures);
  }
  for (const [index, page] of (await readExportedPages()).entries()) yield pageItem(site, page, PAGE_NUMBERS + index);
  yield '</channel>\n</rss>\n';
}

function head(site: ExportedSite): string {
  const { origin, sections, tags, authors } = site;
  const names = Object.entries(NAMESPACES).map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`);
  return [
    `<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"${names.join('')}>\n<channel>\n`,
    element('title', site.name),
    element('link', origin),
    element('description', site.tagline),
    element('pubDate', now().toUTCString()),
    element('language', site.language),
    element('wp:wxr_version', '1.2'),
    element('wp:base_site_url', origin),
    element('wp:base_blog_url', origin),
    ...[...authors.values()].map(({ id, key, name }) =>
      parent('wp:author', [
        element('wp:author_id', id),
        element('wp:author_login', key),
        // WordPress makes nobody without an address; this one leads nowhere (RFC 2606).
        element('wp:author_email', `${key}@example.invalid`),
        element('wp:author_display_name', name),
      ]),
    ),
    ...[...sections.values()].map(({ id, key, name, about }) =>
      parent('wp:category', [
        element('wp:term_id', id),
        element('wp:category_nicename', key),
        element('wp:category_parent', ''),
        element('wp:cat_name', name),
        element('wp:category_description', about),
      ]),
    ),
    ...[...tags.values()].map(({ id, key, name }) =>
      parent('wp:tag', [element('wp:term_id', id), element('wp:tag_slug', key), element('wp:tag_name', name)]),
    ),
    ...LANGUAGES.map(({ code, name }) => taxonomyTerm('language', code, name, serialize({ locale: code, rtl: 0 }))),
  ].join('');
}

function attachment(
  site: ExportedSite,
  picture: Parameters<typeof pictureAddress>[0],
  number: number,
  fileName: string,
  addedAt: Date,
): string {
  const address = pictureAddress(picture, site.origin);
  return item(site, {
    number,
    title: fileName || picture.id,
    link: address,
    name: picture.id,
    author: '',
    type: 'attachment',
    status: 'inherit',
    publishedAt: addedAt,
    changedAt: addedAt,
    text: '',
    excerpt: [picture.caption, picture.credit].filter(Boolean).join(' '),
    more: [
      element('wp:attachment_url', address),
      ...(picture.alt ? [meta('_wp_attachment_image_alt', picture.alt)] : []),
    ],
  });
}

function post(
  site: ExportedSite,
  story: ExportedStory,
  article: ExportedArticle,
  pictures: ReadonlyMap<string, number>,
): string {
  const { id, language, slug, body, lead, source, formerSlugs } = article;
  const section = site.sections.get(story.section);
  const authors = story.authors.flatMap((id) => site.authors.get(id) ?? []);
  const tags = story.tags.flatMap((id) => site.tags.get(id) ?? []);
  const format = FORMATS[story.kind];
  const thumbnail = lead && pictures.get(lead.id);
  const html = exportedHtml(body, article.pictures, site.origin);
  return item(site, {
    number: id,
    title: article.headline,
    link: site.origin + postAddress(language, slug),
    name: slug,
    author: authors[0]?.key ?? '',
    type: 'post',
    status: STATUS[article.state],
    publishedAt: article.publishedAt,
    changedAt: article.changedAt,
    text: source
      ? `${html}\n\n${exportedHtml([{ type: 'paragraph', text: [{ text: source }] }], [], site.origin)}`
      : html,
    excerpt: article.standfirst,
    more: [
      ...(section ? [topic('category', section, language)] : []),
      ...tags.map((tag) => topic('post_tag', tag, language)),
      ...authors.map(({ key, name }) => term('author', `cap-${key}`, name)),
      ...(format ? [term('post_format', `post-format-${format}`, format)] : []),
      term('language', language, languageOf(language).name),
      ...(story.articles.length > 1 ? [term('post_translations', groupOf(story), groupOf(story))] : []),
      ...(thumbnail ? [meta('_thumbnail_id', String(thumbnail))] : []),
      ...formerSlugs.map((former) => meta('_wp_old_slug', former)),
    ],
  });
}

/** The name of the group that a story's translations are for Polylang. */
function groupOf({ id }: ExportedStory): string {
  return `pll_story_${id}`;
}

/** That group: which post is which language. */
function translations(story: ExportedStory): string {
  const posts = Object.fromEntries(story.articles.map(({ language, id }) => [language, id]));
  return taxonomyTerm('post_translations', groupOf(story), groupOf(story), serialize(posts));
}

function taxonomyTerm(taxonomy: string, slug: string, name: string, description: string): string {
  return parent('wp:term', [
    element('wp:term_taxonomy', taxonomy),
    element('wp:term_slug', slug),
    element('wp:term_name', name),
    element('wp:term_description', description),
  ]);
}

function pageItem(site: ExportedSite, page: ExportedPage, number: number): string {
  return item(site, {
    number,
    title: page.title,
    link: site.origin + pageAddress(page.language, page.key),
    name: page.key,
    author: '',
    type: 'page',
    status: 'publish',
    publishedAt: null,
    changedAt: now(),
    text: exportedHtml(page.body, page.pictures, site.origin),
    excerpt: '',
    more: [term('language', page.language, languageOf(page.language).name)],
  });
}

type Item = {
  number: number;
  title: string;
  link: string;
  name: string;
  author: string;
  type: 'post' | 'page' | 'attachment';
  status: string;
  publishedAt: Date | null;
  changedAt: Date;
  text: string;
  excerpt: string;
  more: string[];
};

const NEVER = '0000-00-00 00:00:00';

function item(site: ExportedSite, of: Item): string {
  const local = (date: Date | null) => (date ? wordpressTime(date, site.timeZone) : NEVER);
  const utc = (date: Date | null) => (date ? wordpressTime(date, 'UTC') : NEVER);
  return parent('item', [
    element('title', of.title),
    element('link', of.link),
    ...(of.publishedAt ? [element('pubDate', of.publishedAt.toUTCString())] : []),
    element('dc:creator', of.author),
    element('guid', of.link, { isPermaLink: 'false' }),
    element('description', ''),
    element('content:encoded', of.text),
    element('excerpt:encoded', of.excerpt),
    element('wp:post_id', of.number),
    element('wp:post_date', local(of.publishedAt ?? (of.status === 'draft' ? of.changedAt : null))),
    element('wp:post_date_gmt', utc(of.publishedAt)),
    element('wp:post_modified', local(of.changedAt)),
    element('wp:post_modified_gmt', utc(of.changedAt)),
    element('wp:comment_status', 'closed'),
    element('wp:ping_status', 'closed'),
    element('wp:post_name', of.name),
    element('wp:status', of.status),
    element('wp:post_parent', 0),
    element('wp:menu_order', 0),
    element('wp:post_type', of.type),
    element('wp:post_password', ''),
    element('wp:is_sticky', 0),
    ...of.more,
  ]);
}

function parent(name: string, children: string[]): string {
  return `<${name}>\n${children.join('')}</${name}>\n`;
}

function term(domain: string, nicename: string, name: string): string {
  return element('category', name, { domain, nicename });
}

/** By its name in the language of the post, if it has one; WordPress goes by the slug, which is the same in all. */
function topic(domain: string, { key, name, names }: ExportedTopic, language: string): string {
  return term(domain, key, names.get(language) || name);
}

function meta(key: string, value: string): string {
  return parent('wp:postmeta', [element('wp:meta_key', key), element('wp:meta_value', value)]);
}

/** `2026-11-29 18:30:00` in a zone. */
function wordpressTime(date: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' }).format(date);
}
