import { deleteOldRequests } from '#newsroom/api/idempotent-request';
import { removeStrayAudio } from '#newsroom/audio/remove-stray-audio';
import { deleteOldEntries } from '#newsroom/audit/delete-old-entries';
import { deleteOldDeliveries } from '#newsroom/deliveries/delete-old-deliveries';
import { thinRevisions } from '#newsroom/editing/thin-revisions';
import { emptyOldTrash } from '#newsroom/editing/trash-article';
import { deleteOldLetters } from '#newsroom/letters/delete-old-letters';
import { deleteOldVarnishes } from '#newsroom/purges/name-varnishes';
import { deleteOldPushes } from '#newsroom/push/delete-old-pushes';
import { deleteOldUnanswered } from '#newsroom/redirects/record-requests';
import { deleteOldAccountLinks, deleteOldSessions } from '#newsroom/staff/delete-old-access';
import { deleteOldChanges } from '#newsroom/syndication/delete-old-changes';
import { deleteOldDictionaries } from '#newsroom/syndication/delete-old-dictionaries';
import { deleteOldUploads } from '#newsroom/transfer/manage/import-uploads';
import { deleteOldImportItems } from '#newsroom/transfer/run/delete-old-import-items';
import { deleteOldNetworkReadings, deleteOldReadings } from '#newsroom/views/delete-old-readings';
import { sumOldViews } from '#newsroom/views/sum-old-views';
import { deleteOldWireIdentities, deleteOldWireItems } from '#newsroom/wire/delete-old-wire';
import { log } from '#platform/log';
import { deleteOldAttempts } from '#platform/rate-limits';
import { type Repeated, repeat } from '#server/repeat';

const EVERY_MS = 3_600_000;
/** A server that has just started has better things to do, milliseconds. */
const FIRST_AFTER_MS = 60_000;
/** Rows that one statement deletes at most: it is over in some ten milliseconds. */
const STEP = 5_000;
/** Between two such statements, so that those of readers and staff go first, milliseconds. */
const PAUSE_MS = 200;

const TASKS = {
  outbox: deleteOldChanges,
  dictionaries: deleteOldDictionaries,
  trash: emptyOldTrash,
  readings: deleteOldReadings,
  networkReadings: deleteOldNetworkReadings,
  revisions: thinRevisions,
  attempts: deleteOldAttempts,
  sessions: deleteOldSessions,
  accountLinks: deleteOldAccountLinks,
  deliveries: deleteOldDeliveries,
  letters: deleteOldLetters,
  varnishes: deleteOldVarnishes,
  pushes: deleteOldPushes,
  idempotentRequests: deleteOldRequests,
  unanswered: deleteOldUnanswered,
  imports: deleteOldImportItems,
  uploads: deleteOldUploads,
  wireItems: deleteOldWireItems,
  wireIdentities: deleteOldWireIdentities,
  activityLog: deleteOldEntries,
  audios: removeStrayAudio,
  views: sumOldViews,
} as const;

/**
 * Deletes what is past its time, first after `firstAfterMs` milliseconds and then every hour, in steps of bounded size.
 * Nothing waits for it. What cannot be deleted is logged and tried again the next hour; the other tasks are done all
 * the same.
 */
export function startCleanUp(firstAfterMs = FIRST_AFTER_MS): Repeated {
  const failure = 'what is past its time could not be deleted';
  return repeat({ everyMs: EVERY_MS, firstAfterMs, failure }, async ({ signal, pause }) => {
    for (const [task, step] of Object.entries(TASKS)) {
      try {
        while (!signal.aborted && (await step(STEP)) >= STEP) await pause(PAUSE_MS);
      } catch (error) {
        log().warn({ task, err: error }, failure);
      }
    }
  });
}
