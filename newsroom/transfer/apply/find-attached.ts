import type { ImportRun } from '#newsroom/transfer/run/import-run';
import type { SourcePost } from '#newsroom/transfer/source/source-item';
import type { AttachedPicture } from '#newsroom/transfer/text/html-reader';

/** Galleries of one step that name no pictures show so many together at most. */
const LIMIT = 10_000;

const GALLERY = /\[gallery\b([^\]]*)\]/g;
/** Of a gallery that names its pictures only the order is looked up. */
const STORY = /\bid=["']?(\d{1,12})/;

/**
 * Pictures of the export by the posts that they were uploaded to, for posts with galleries of WordPress, which may name
 * none: those of the posts themselves, and of others whose galleries they show.
 */
export async function findAttached(
  run: ImportRun,
  posts: readonly SourcePost[],
): Promise<Map<string, AttachedPicture[]>> {
  const parents = new Set<string>();
  for (const { id, text } of posts) {
    if (text.format !== 'html' || !text.isWordPress) continue;
    for (const [, attributes = ''] of text.html.matchAll(GALLERY)) parents.add(STORY.exec(attributes)?.[1] ?? id);
  }
  const attached = new Map<string, AttachedPicture[]>();
  if (parents.size === 0) return attached;
  const rows = await run.client.$queryRaw<{ parent: string; name: string; title: string; place: number }[]>`
    SELECT payload->>'parent' AS parent, 'id:' || source_id AS name, title, coalesce((payload->>'place')::integer, 0) AS place
    FROM import_item
    WHERE import_id = ${run.id} AND kind = 'media' AND payload->>'parent' = ANY (${[...parents]})
      AND NOT reasons && ARRAY['not-a-picture', 'duplicate']
    ORDER BY position LIMIT ${LIMIT}`;
  for (const { parent, ...picture } of rows) attached.set(parent, [...(attached.get(parent) ?? []), picture]);
  return attached;
}
