import { ownedString } from '#newsroom/transfer/source/owned-string';

/** What stands in one `<item>`, `<wp:author>`, `<wp:category>`, `<wp:tag>` or `<wp:term>`, or above them, as written. */
export type WxrRecord = {
  kind: 'channel' | 'item' | 'author' | 'category' | 'tag' | 'term';
  /** Texts of elements by their usual names: `title`, `wp:post_id`, `content:encoded`. */
  fields: Map<string, string>;
  /** `<category domain="…" nicename="…">` of an item. */
  terms: { domain: string; nicename: string; name: string }[];
  /** Values of postmeta by their keys. */
  meta: Map<string, string[]>;
  comments: number;
  /** Where it begins, from 1. */
  line: number;
};

/** Elements that are read. Of people only what readers saw of them: no address of mail. */
const FIELDS = new Set([
  ...['title', 'link', 'language', 'generator', 'wp:wxr_version', 'wp:base_site_url', 'wp:base_blog_url'],
  ...['wp:author_id', 'wp:author_login', 'wp:author_display_name', 'wp:author_first_name', 'wp:author_last_name'],
  ...['wp:term_id', 'wp:category_nicename', 'wp:category_parent', 'wp:cat_name', 'wp:category_description'],
  ...['wp:tag_slug', 'wp:tag_name', 'wp:tag_description'],
  ...['wp:term_taxonomy', 'wp:term_slug', 'wp:term_parent', 'wp:term_name', 'wp:term_description'],
  ...['pubDate', 'guid', 'dc:creator', 'content:encoded', 'excerpt:encoded', 'wp:post_id', 'wp:post_type'],
  ...['wp:post_date', 'wp:post_date_gmt', 'wp:post_modified', 'wp:post_modified_gmt', 'wp:post_name', 'wp:status'],
  ...['wp:post_parent', 'wp:menu_order', 'wp:post_password', 'wp:is_sticky', 'wp:attachment_url'],
]);

/** Keys of postmeta that mean something for a story or picture. All others may hold anything. */
const META_KEYS = new Set([
  ...['_thumbnail_id', 'fifu_image_url', '_wp_old_slug', '_wp_old_date', 'footnotes'],
  ...['_wp_attached_file', '_wp_attachment_image_alt', '_wp_attachment_metadata'],
  ...['_media_credit', 'isc_image_source', 'photo_credit'],
  ...['_yoast_wpseo_title', '_yoast_wpseo_metadesc', '_yoast_wpseo_primary_category'],
  ...['rank_math_title', 'rank_math_description', 'rank_math_primary_category'],
  ...['_seopress_titles_title', '_seopress_titles_desc', '_genesis_title', '_genesis_description'],
  ...['_aioseo_title', '_aioseo_description', '_aioseop_title', '_aioseop_description'],
  ...['_wpml_import_language_code', '_wpml_import_translation_group', '_icl_lang_duplicate_of'],
  ...['_wpml_word_count', '_wpml_media_duplicate', '_wpml_media_featured'],
  ...['_jetpack_newsletter_access', '_members_access_role', 'rcp_subscription_level'],
  ...['cap-display_name', 'cap-user_login', 'cap-description'],
]);
/** Longer values of postmeta are none of ours, letters. */
const META_LENGTH = 250_000;
/** Former addresses of a story that moved a lot. */
const META_VALUES = 20;
/** Terms of one item. */
const TERMS = 1_000;

export function newRecord(kind: WxrRecord['kind'], line: number): WxrRecord {
  return { kind, fields: new Map(), terms: [], meta: new Map(), comments: 0, line };
}

/** A field without space around it; empty where there is none. */
export function fieldOf({ fields }: WxrRecord, ...names: string[]): string {
  return names.map((name) => fields.get(name)?.trim()).find((value) => value) ?? '';
}

/** The first value of the first of these keys that has one, without space around it; empty where there is none. */
export function metaOf({ meta }: WxrRecord, ...keys: string[]): string {
  return keys.map((key) => meta.get(key)?.[0]?.trim()).find((value) => value) ?? '';
}

/** Of an element that stands twice, which is an error, the first counts, as it did for everybody before. */
export function addField({ fields }: WxrRecord, name: string, value: string): void {
  if (FIELDS.has(name) && !fields.has(name)) fields.set(name, ownedString(value));
}

export function addMeta({ meta }: WxrRecord, key: string, value: string): void {
  if (META_KEYS.has(key) && value.length <= META_LENGTH) {
    meta.set(key, [...(meta.get(key) ?? []), ownedString(value)].slice(0, META_VALUES));
  }
}

export function addTerm({ terms }: WxrRecord, { domain, nicename, name }: WxrRecord['terms'][number]): void {
  if (terms.length < TERMS)
    terms.push({ domain: ownedString(domain), nicename: ownedString(nicename), name: ownedString(name) });
}
