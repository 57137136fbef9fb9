import { SITE_ADDRESSES } from '#i18n/addresses';
import type { connect } from '#platform/database';

/**
 * Reserves the first parts of addresses that are the site's own, and frees those that no longer are; run after every
 * migration. Returns the sections and pages that have had one of them from before: they keep it, but the site's own
 * page is shown there.
 */
export function saveReservedAddresses(client: ReturnType<typeof connect>): Promise<{ key: string; kind: string }[]> {
  const keys = Object.keys(SITE_ADDRESSES);
  return client.$queryRaw`
    WITH freed AS (
      DELETE FROM address_key WHERE kind = 'reserved' AND key <> ALL (${keys}::text[])
    ), reserved AS (
      INSERT INTO address_key (key, kind) SELECT unnest(${keys}::text[]), 'reserved' ON CONFLICT DO NOTHING
    )
    SELECT key, kind FROM address_key WHERE key = ANY (${keys}::text[]) AND kind <> 'reserved' ORDER BY key`;
}
