import { LANGUAGE_CODES } from '#i18n/languages';
import { findCrawlerSettings } from '#newsroom/settings/find-crawler-settings';
import { now } from '#platform/clock';
import { publicUrl } from '#platform/env';
import { guarded } from '../../../api/answer.ts';
import { text } from '../../text.ts';

/** Where holes in the site's security are reported (RFC 9116). */
export const GET = guarded(async (request) => {
  const { securityContact } = await findCrawlerSettings();
  const today = now();
  // Five to six months ahead whenever it is asked for, and the same text for a month.
  const expires = new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 6, 1));
  return text(request, [
    // The mailbox that RFC 2142 sets aside for this.
    `Contact: ${securityContact ?? `mailto:security@${new URL(publicUrl()).hostname}`}`,
    `Expires: ${expires.toISOString()}`,
    `Preferred-Languages: ${LANGUAGE_CODES.join(', ')}`,
    `Canonical: ${publicUrl()}/.well-known/security.txt`,
  ]);
});
