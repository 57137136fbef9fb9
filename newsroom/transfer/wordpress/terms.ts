import { plainText } from '#newsroom/transfer/source/plain-text';
import type { SourceTerm } from '#newsroom/transfer/source/source-item';
import { decodeSlug } from '#newsroom/transfer/wordpress/addresses';
import { fieldOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

/** What WordPress and its plugins keep in taxonomies though it says nothing about a story’s subject. */
const TECHNICAL =
  /^(nav_menu|post_format|link_category|author|language|term_language|(post|term)_translations|post_status|following_users|translation_priority|ef_|wp_|amp_|yst_|elementor_|product_|pa_|action-group|_)/;

/** Deeper than terms go, unless one is above itself. */
const DEPTH_LIMIT = 10;

/** A category or tag, before its addresses are known. */
export type Term = Omit<SourceTerm, 'addresses'> & { number?: string };

/** Whether a taxonomy says what stories are about: categories, tags, and those that a newspaper has made itself. */
function isSubject(taxonomy: string): boolean {
  return taxonomy !== '' && !TECHNICAL.test(taxonomy);
}

/** What posts call a term: by its taxonomy and slug. Taxonomies of the newspaper’s own become tags. */
export function termId(taxonomy: string, slug: string): string {
  const name = taxonomy === 'post_tag' ? 'tag' : taxonomy;
  return `${name}:${termSlug(slug)}`;
}

function termSlug(slug: string): string {
  return decodeSlug(slug.trim()).toLowerCase().replace(/\s+/g, '-');
}

/** A term of the list above the items; undefined for technical ones. */
export function termOfRecord(record: WxrRecord): Term | undefined {
  const taxonomy = record.kind === 'term' ? fieldOf(record, 'wp:term_taxonomy') : record.kind;
  const slug = fieldOf(record, 'wp:category_nicename', 'wp:tag_slug', 'wp:term_slug');
  const name = plainText(fieldOf(record, 'wp:cat_name', 'wp:tag_name', 'wp:term_name'));
  if (!isSubject(taxonomy) || !(slug || name)) return undefined;
  const parent = fieldOf(record, 'wp:category_parent', 'wp:term_parent');
  const description = plainText(
    fieldOf(record, 'wp:category_description', 'wp:tag_description', 'wp:term_description'),
  );
  const number = fieldOf(record, 'wp:term_id');
  return {
    ...newTerm(taxonomy, slug || name, name),
    ...(parent && { parent: termId(taxonomy, parent) }),
    ...(description && { description }),
    ...(/^\d+$/.test(number) && { number }),
  };
}

/** The path of a term’s list: `category/caucasus/armenia`. */
export function termPath(id: string, parents: ReadonlyMap<string, string | undefined>): string {
  const [taxonomy = ''] = id.split(':');
  const slugs = [];
  for (let at: string | undefined = id; at && slugs.length < DEPTH_LIMIT; at = parents.get(at)) {
    slugs.unshift(at.slice(taxonomy.length + 1));
  }
  return [taxonomy, ...slugs].join('/');
}

/** A term that an item has. */
export function newTerm(taxonomy: string, slug: string, name: string): Term {
  return {
    kind: 'term',
    id: termId(taxonomy, slug),
    taxonomy: taxonomy === 'category' ? 'category' : 'tag',
    slug: termSlug(slug),
    name: name || termSlug(slug),
  };
}

/**
 * An item’s subjects, in order. WordPress before 2.5 wrote categories by their names alone, and until 3.0 once so and
 * once with the slug.
 */
export function subjectsOf(item: WxrRecord): { taxonomy: string; slug: string; name: string }[] {
  const named = item.terms.filter(({ domain, nicename }) => isSubject(domain) && nicename !== '');
  const all = named.length > 0 ? named : item.terms.filter(({ domain }) => domain === '' || isSubject(domain));
  return all
    .filter(({ nicename, name }) => nicename || name)
    .map(({ domain, nicename, name }) => ({
      taxonomy: domain === 'tag' || domain === 'post_tag' ? 'tag' : domain || 'category',
      slug: nicename || name,
      name: plainText(name),
    }));
}
