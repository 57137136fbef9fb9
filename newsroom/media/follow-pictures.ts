import { fetchSource } from '#newsroom/media/fetch-source';
import { sourceFiles } from '#newsroom/media/picture-source';
import { database } from '#platform/database';
import { hasFile, removeFiles } from '#platform/files';

/** Pictures that are looked at in one go. */
const STEP = 500;
/** What was begun before and has ended since is met all the same, seconds. */
const SETTLE = 600;
/** A machine that was away for longer keeps files of pictures that were deleted meanwhile, seconds. */
const LONGEST_AWAY = 30 * 86_400;

/**
 * Keeps the disk of this machine in step with pictures of the others, a step with each call: copies what pictures are
 * made from, the whole archive first and then what is new, and removes the files of pictures that somebody has deleted
 * since. What cannot be had is looked for again.
 */
export function pictureFollower(): (signal: AbortSignal) => Promise<void> {
  const beginning = { addedAt: new Date(0), id: '' };
  let after = beginning;
  let isAnyAway = false;
  let removedAt: number | undefined;

  async function removeDeleted(): Promise<void> {
    const begun = performance.now();
    const since = removedAt === undefined ? LONGEST_AWAY : Math.ceil((begun - removedAt) / 1_000) + SETTLE;
    const deleted = await database().$queryRaw<{ id: string }[]>`
      SELECT DISTINCT resource_id AS id FROM audit_entry
      WHERE event = 'picture.deleted' AND at > now() - make_interval(secs => ${since}::int)
        AND NOT EXISTS (SELECT FROM picture WHERE picture.id = resource_id)`;
    for (const { id } of deleted) if (/^[0-9a-f]{20}$/.test(id)) await removeFiles(id);
    removedAt = begun;
  }

  return async (signal) => {
    await removeDeleted();
    const pictures = await database().$queryRaw<{ id: string; width: number; height: number; addedAt: Date }[]>`
      SELECT id::text, width, height, added_at AS "addedAt" FROM picture
      WHERE (added_at, id) > (${after.addedAt}, ${after.id}::char(20)) ORDER BY added_at, id LIMIT ${STEP}`;
    for (const picture of pictures) {
      if (signal.aborted) return;
      const source = (await hasSource(picture)) || (await fetchSource(picture));
      if (source !== true && !source.ok) isAnyAway ||= source.why === 'away';
      after = picture;
    }
    if (pictures.length === STEP) return;
    const settled = new Date(Number(after.addedAt) - SETTLE * 1_000);
    after = isAnyAway ? beginning : { addedAt: settled, id: '' };
    isAnyAway = false;
  };
}

async function hasSource(picture: { id: string; width: number; height: number }): Promise<boolean> {
  for (const file of sourceFiles(picture)) if (await hasFile(file)) return true;
  return false;
}
