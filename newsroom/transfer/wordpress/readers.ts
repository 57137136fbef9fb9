import type { SourcePost } from '#newsroom/transfer/source/source-item';
import { metaOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

/**
 * Where plugins keep who may read a post: the newsletter of Jetpack, Members, Restrict Content Pro. WordPress itself
 * calls such a post published.
 */
const ACCESS_KEYS = ['_jetpack_newsletter_access', '_members_access_role', 'rcp_subscription_level'];

/** Values by which they say that everybody may. */
const EVERYBODY = /^(everybody|all|none|0|a:0:\{\})$/i;

/** Blocks of Jetpack that hide a part of the text, or all that comes after them. */
const PAYING_BLOCK = /<!--\s+wp:(premium-content\/container|jetpack\/paywall)\s/;
/** Shortcodes that hide what is inside: of Paid Memberships Pro, MemberPress, Restrict Content, WooCommerce. */
const MEMBERS_SHORTCODE =
  /\[(pmpro_membership|mepr-(active|show)|restrict|members_(only|access|logged_in)|wcm_restrict)(\s[^[\]]*)?\]/i;

/** Who alone could read a post or a part of it; undefined where everybody could. */
export function audienceOf(item: WxrRecord, html: string): SourcePost['audience'] {
  const access = ACCESS_KEYS.map((key) => [key, metaOf(item, key)] as const);
  const [key, value] = access.find(([, said]) => said !== '' && !EVERYBODY.test(said)) ?? [];
  if (key) return key === 'rcp_subscription_level' || value?.includes('paid') ? 'paying' : 'members';
  if (PAYING_BLOCK.test(html)) return 'paying';
  return MEMBERS_SHORTCODE.test(html) ? 'members' : undefined;
}
