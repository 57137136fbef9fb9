import { parsePhpValue, phpEntries, phpEntry } from '#newsroom/transfer/wordpress/php-value';
import { fieldOf, metaOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

/** What Polylang calls a language, and how terms and posts belong together by their numbers. */
type Groups = { name: string; language: string }[];

/**
 * Languages and translations of a site with Polylang or WPML. Both keep them outside of what WordPress itself exports:
 * Polylang in taxonomies, with groups as serialised PHP, WPML in postmeta.
 */
export class SiteLanguages {
  private readonly locales = new Map<string, string>();
  private readonly ofTerms = new Map<string, Groups[number]>();
  private readonly ofPosts = new Map<string, Groups[number]>();

  /** Slugs of the languages that have been seen: addresses begin with them. */
  get slugs(): ReadonlySet<string> {
    return new Set(this.locales.keys());
  }

  /** What addresses in a language begin with, on sites where they do. */
  slugOf(language: string | undefined): string | undefined {
    return [...this.locales].find(([, locale]) => locale === language)?.[0];
  }

  /** Takes note of a term if it is one of Polylang’s. */
  add(term: WxrRecord): void {
    const taxonomy = fieldOf(term, 'wp:term_taxonomy');
    const slug = fieldOf(term, 'wp:term_slug');
    const value = () => parsePhpValue(fieldOf(term, 'wp:term_description'));
    if (taxonomy === 'language') this.locales.set(slug, languageTag(phpEntry(value(), 'locale')) ?? slug);
    else if (taxonomy === 'term_translations') addGroup(this.ofTerms, slug, value());
    else if (taxonomy === 'post_translations') addGroup(this.ofPosts, slug, value());
  }

  /** Of a category or tag. */
  ofTerm(term: WxrRecord): { language?: string; translationGroup?: string } {
    const group = this.named(this.ofTerms.get(fieldOf(term, 'wp:term_id')));
    const language = group.language ?? metaOf(term, '_wpml_import_language_code');
    const translationGroup = group.translationGroup ?? wpmlGroup(term);
    return { ...(language && { language }), ...(translationGroup && { translationGroup }) };
  }

  /** Of a post or page. `ofLink` is what its address says, where nothing else does. */
  ofItem(item: WxrRecord, ofLink?: string): { language?: string; translationGroup?: string } {
    const slugOf = (domain: string) => item.terms.find((term) => term.domain === domain)?.nicename;
    const group = this.named(this.ofPosts.get(fieldOf(item, 'wp:post_id')));
    const slug = slugOf('language');
    const language = slug
      ? this.languageOf(slug)
      : metaOf(item, '_wpml_import_language_code') || group.language || ofLink;
    const translationGroup = slugOf('post_translations') ?? group.translationGroup ?? wpmlGroup(item);
    return { ...(language && { language }), ...(translationGroup && { translationGroup }) };
  }

  private named(group: Groups[number] | undefined): { language?: string; translationGroup?: string } {
    return group ? { language: this.languageOf(group.language), translationGroup: group.name } : {};
  }

  private languageOf(slug: string): string {
    return this.locales.get(slug) ?? slug;
  }
}

/** `a:2:{s:2:"fr";i:400;s:2:"en";s:3:"398";}`; beside languages there may be `sync`, which is none. */
function addGroup(groups: Map<string, Groups[number]>, name: string, value: unknown): void {
  for (const [language, number] of phpEntries(value)) {
    if (typeof number === 'number' || typeof number === 'string') groups.set(String(number), { name, language });
  }
}

/** `en_GB`, `de_DE_formal` as BCP 47. */
function languageTag(locale: unknown): string | undefined {
  const [, language, region] = /^([a-z]{2,3})(?:_([A-Z]{2}))?(?:_|$)/.exec(String(locale)) ?? [];
  return language && [language, region].filter(Boolean).join('-');
}

/**
 * The group by WPML’s own export; else a duplicate belongs to the post that it is one of, which does not say so itself.
 * A post alone in its group is a post alone.
 */
function wpmlGroup(item: WxrRecord): string | undefined {
  const group = metaOf(item, '_wpml_import_translation_group');
  if (group) return `wpml-${group}`;
  const original = metaOf(item, '_icl_lang_duplicate_of');
  if (original) return `post-${original}`;
  const isOfWpml = [...item.meta.keys()].some((key) => key.startsWith('_wpml_'));
  return isOfWpml ? `post-${fieldOf(item, 'wp:post_id')}` : undefined;
}
