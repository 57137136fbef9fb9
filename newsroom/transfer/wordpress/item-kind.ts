import { fieldOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

/**
 * Types of items that themes and plugins keep for themselves, or that are no stories: menus, revisions, styles, forms,
 * products, what page builders save.
 */
const TECHNICAL =
  /^(revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|feedback|product|shop_\w+|attachment|(wp|acf|et|elementor|fl|ct|vc|jet|fusion|wpcf7|wpcf|wpforms|mc4wp|ninja|nf|frm|gf|ml|tribe|edd|bp|ngg|amp|jp|tcb|tve|tablepress|popup|popupbuilder|rank_math|aioseo|ai1ec|wpdiscuz|wdg|scheduled|polylang|pp|ef)([_-].*)?|.*[_-](form|template|popup|menu|log|slider|widget|layout|block|pattern|field|banner|ad)|form|forms|slide|slides|slider|sliders|banner|banners|advert|advertisement|popup|reply|topic|forum|guest-author)$/;
/** Types that newspapers make for their stories. */
const STORIES =
  /^(posts?|articles?|news|news[_-]?items?|story|stories|blogs?|blog[_-]?posts?|opinions?|columns?|interviews?|videos?|gallery|galleries|photos?|podcasts?|reviews?|analysis|analytics|reports?|press[_-]?releases?|live[_-]?blogs?)$/;

/**
 * What an item becomes. Of a type that somebody made up it is a post if it was made for stories by its name, or if it
 * has words and an address of its own that is no query, which only public types have.
 */
export function itemKind(item: WxrRecord): 'post' | 'media' | 'guest' | 'other' {
  const type = fieldOf(item, 'wp:post_type') || 'post';
  if (type === 'post' || type === 'page') return 'post';
  if (type === 'attachment') return fieldOf(item, 'wp:status') === 'trash' ? 'other' : 'media';
  if (type === 'guest-author') return 'guest';
  if (STORIES.test(type)) return 'post';
  return !TECHNICAL.test(type) && isPublic(item) ? 'post' : 'other';
}

function isPublic(item: WxrRecord): boolean {
  const words = (item.fields.get('content:encoded') ?? '').replace(/<[^<>]*>/g, '').trim();
  const link = fieldOf(item, 'link');
  // Only other systems' imitations of an export have none.
  if (words === '' || link === '') return words !== '' && fieldOf(item, 'wp:status') === 'publish';
  const path = link.replace(/^https?:\/\/[^/]*/, '');
  return path.startsWith('/') && !path.includes('?') && /[^/]/.test(path);
}
