import { type Prisma, sql } from '#platform/database';

/**
 * Notes that all content there is is the demo's, as it is now: for whoever has just loaded it into an empty database, in
 * the transaction that ends the load. removeDemo goes by it.
 */
export function markDemo(transaction: Prisma.TransactionClient): Promise<number> {
  return transaction.$executeRaw`
    INSERT INTO demo_item (resource, resource_id, made)
    SELECT resource, id, demo_fingerprint(resource, id) FROM ${everything} AS item (resource, id)`;
}

const everything = sql`(
  SELECT 'story', id::text FROM story
  UNION ALL SELECT 'page', key FROM page
  UNION ALL SELECT 'ad', id::text FROM house_ad
  UNION ALL SELECT 'social-link', url FROM social_link
  UNION ALL SELECT 'site-text', language FROM site_text
  UNION ALL SELECT 'author', id::text FROM author
  UNION ALL SELECT 'tag', id::text FROM tag
  UNION ALL SELECT 'section', id::text FROM section
  UNION ALL SELECT 'picture', id::text FROM picture
)`;
