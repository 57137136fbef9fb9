import { applyAuthors } from '#newsroom/transfer/apply/apply-authors';
import { applyMedia } from '#newsroom/transfer/apply/apply-media';
import { applyPages } from '#newsroom/transfer/apply/apply-pages';
import { applyPosts } from '#newsroom/transfer/apply/apply-posts';
import { applyTerms } from '#newsroom/transfer/apply/apply-terms';
import type { ImportRun, WaitingItem } from '#newsroom/transfer/run/import-run';
import { readPayload } from '#newsroom/transfer/run/read-payload';
import type {
  SourceAuthor,
  SourceItem,
  SourceMedia,
  SourcePost,
  SourceTerm,
} from '#newsroom/transfer/source/source-item';

/**
 * One step takes so many items, or so many bytes of them: Prisma holds on to the values of the last thirty or so
 * statements. Of pictures fewer: each may take a second.
 */
const STEP = 200;
const STEP_BYTES = 500_000;
const PICTURES = 20;
const RANK_OF_POSTS = 3;

type Waiting = WaitingItem<SourceItem> & { rank: number };

/**
 * Works off the items that wait, in steps of one transaction each: cut short, the next run goes on at the next step.
 * `progress` is told how many are done.
 */
export async function applyImport(run: ImportRun, progress: (done: number) => void): Promise<void> {
  let done = 0;
  for (let place = { rank: -1, position: -1 }; ; ) {
    const items = await readStep(run, place);
    const last = items.at(-1);
    if (!last) return;
    await applyStep(run, last.rank, items).catch((error: unknown) => {
      if (!isTakenMeanwhile(error, last.rank)) throw error;
      return applyStep(run, last.rank, items);
    });
    place = { rank: last.rank, position: last.position };
    done += items.length;
    progress(done);
  }
}

/** Whether somebody of the newsroom took an address between the choice of one and its writing: another is chosen. */
function isTakenMeanwhile(error: unknown, rank: number): boolean {
  return rank === RANK_OF_POSTS && String((error as { message?: unknown }).message).includes('23505');
}

/** The next items of one rank. */
async function readStep(run: ImportRun, after: { rank: number; position: number }): Promise<Waiting[]> {
  const rows = await run.client.$queryRaw<Waiting[]>`
    WITH next AS (
      SELECT position, rank, kind, source_id, fingerprint, payload, size FROM import_item
      WHERE import_id = ${run.id} AND outcome IS NULL AND (rank, position) > (${after.rank}, ${after.position})
      ORDER BY rank, position LIMIT ${STEP}
    ), summed AS (
      SELECT *, sum(size) OVER (ORDER BY rank, position) - size AS before, first_value(rank) OVER (ORDER BY rank, position) AS first
      FROM next
    )
    SELECT position, rank, kind, source_id AS "sourceId", fingerprint, payload FROM summed
    WHERE before < ${STEP_BYTES} AND rank = first ORDER BY position`;
  const items = rows.map((row) => ({ ...row, payload: readPayload(row.payload) }));
  return items[0]?.kind === 'media' ? items.slice(0, PICTURES) : items;
}

async function applyStep(run: ImportRun, rank: number, items: readonly Waiting[]): Promise<void> {
  const only = <Item extends SourceItem>(...kinds: string[]) =>
    items.filter(({ kind }) => kinds.includes(kind)) as unknown as WaitingItem<Item>[];
  if (rank === 0) return applyMedia(run, only<SourceMedia>('media'));
  if (rank === 1) return applyAuthors(run, only<SourceAuthor>('author'));
  if (rank === 2) return applyTerms(run, only<SourceTerm>('term'));
  const pages = only<SourcePost>('page');
  await applyPosts(run, 'post', only<SourcePost>('post'));
  if (pages.length > 0) await applyPages(run, pages);
}
