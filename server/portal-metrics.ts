import { fetchCounts } from '#newsroom/media/fetch-source';
import { poolUse } from '#platform/database';
import { diskSpace } from '#platform/disk-space';
import { byLabel, counter, gauge, gauges, startMetrics } from '#platform/metrics';
import { signInFailures } from '#platform/sign-in-failures';
import type { Admission } from '#server/admission';
import type { PageCache } from '#server/cache/page-cache';
import type { Subscribers } from '#server/notify-subscribers';
import type { Replicas } from '#server/replicas';
import type { Deliveries } from '#server/send-deliveries';
import type { Purges } from '#server/send-purges';
import type { WatchedBacklogs } from '#server/watch-backlogs';
import type { WatchedBackups } from '#server/watch-backups';
import type { OutboxWatcher } from '#server/watch-outbox';

/** A disk with less left than a large page needs is full, bytes: the last blocks cannot be had one by one. */
const FULL_BYTES = 1_048_576;

/** What the parts of a web process say of themselves. */
type Measured = {
  cache: PageCache;
  admission: Admission;
  outbox: OutboxWatcher;
  replicas: Replicas;
  deliveries: Deliveries;
  notifier: Subscribers;
  purges: Purges;
  backlogs: WatchedBacklogs['counted'];
  backupAge: WatchedBackups['age'];
  /** DATA_DIR. */
  dataFolder: string;
};

/** Registers all metrics of a web process. docs/operate.md explains each. */
export function startPortalMetrics(measured: Measured): void {
  startMetrics();
  measurePages(measured);
  measureDatabase(measured);
  measureWork(measured);
  measurePictures();
  measureDisk(measured);
  counter('portal_sign_in_failures_total', 'Attempts to sign in that were refused, by reason', ['reason'], () =>
    byLabel('reason', signInFailures()),
  );
}

function measurePages({ cache, admission }: Measured): void {
  counter('portal_page_requests_total', 'Requests for pages by result', ['result'], () =>
    byLabel('result', cache.counts),
  );
  counter('portal_refused_total', 'Requests turned away because too many waited', ['kind'], () =>
    byLabel('kind', admission.refused),
  );
  gauges('portal_queue_waiting', 'Requests that wait for their turn to be worked on', ['kind'], () =>
    admission.queues.map(({ kind, waiting }) => ({ labels: { kind }, value: waiting })),
  );
  gauges('portal_queue_under_way', 'Requests that are being worked on', ['kind'], () =>
    admission.queues.map(({ kind, underWay }) => ({ labels: { kind }, value: underWay })),
  );
  gauge('portal_page_cache_pages', 'Pages in memory', () => cache.size.pages);
  gauge('portal_page_cache_bytes', 'Bytes of the pages in memory', () => cache.size.bytes);
}

function measureDatabase({ outbox, replicas }: Measured): void {
  gauge('portal_database_up', '1 if the outbox could be read the last time', () => Number(outbox.isReachable()));
  gauges('portal_database_connections', 'Connections to the database, in use or free', ['pool', 'state'], () =>
    poolUse().flatMap(({ pool, used, free }) => [
      { labels: { pool, state: 'used' }, value: used },
      { labels: { pool, state: 'free' }, value: free },
    ]),
  );
  gauges('portal_database_connections_max', 'Connections that there may be at most', ['pool'], () =>
    poolUse().map(({ pool, max }) => ({ labels: { pool }, value: max })),
  );
  gauges('portal_database_waiting', 'Statements that wait for a connection', ['pool'], () =>
    poolUse().map(({ pool, waiting }) => ({ labels: { pool }, value: waiting })),
  );
  const isUsed = () =>
    replicas.states.map(({ name, state }) => ({ labels: { replica: name }, value: Number(state === 'used') }));
  gauges('portal_replica_used', '1 if it lacked no change when it was asked last', ['replica'], isUsed, 'min');
  const lacked = () =>
    replicas.states.flatMap(({ name, lacks }) =>
      lacks === undefined ? [] : [{ labels: { replica: name }, value: lacks }],
    );
  gauges(
    'portal_replica_lacks_bytes',
    'Log with changes for readers that it has not replayed',
    ['replica'],
    lacked,
    'max',
  );
  counter('portal_reads_total', 'Pages and look-ups of readers, by where they were read from', ['from'], () =>
    byLabel('from', replicas.counts),
  );
  gauge('portal_outbox_age_seconds', 'Since the outbox was read last, by the slowest', () => outbox.age(), 'max');
}

function measureWork({ deliveries, notifier, purges, backlogs, backupAge }: Measured): void {
  counter('portal_deliveries_total', 'Tries to deliver to a webhook, by result', ['result'], () =>
    byLabel('result', deliveries.tries),
  );
  const waiting = () => {
    const found = backlogs()?.deliveries;
    return found ? byLabel('state', found) : [];
  };
  gauges('portal_deliveries_waiting', 'Events and deliveries that wait, in the database', ['state'], waiting, 'max');
  counter('portal_pings_total', 'Notifications of search engines and hubs', ['subscriber', 'result'], () =>
    notifier.pings.map(({ count, ...labels }) => ({ labels, value: count })),
  );
  const untold = () => byLabel('subscriber', backlogs()?.pings ?? {});
  gauges('portal_pings_waiting', 'Changes that a subscriber has not been told of', ['subscriber'], untold, 'max');
  counter('portal_purges_total', 'Purges of caches in front', ['target', 'result'], () =>
    purges.calls.map(({ count, ...labels }) => ({ labels, value: count })),
  );
  const unpurged = () => byLabel('target', backlogs()?.purges ?? {});
  gauges('portal_purges_waiting', 'Changes that a cache in front has not been told of', ['target'], unpurged, 'max');
  const pushed = () => byLabel('result', backlogs()?.pushes.results ?? {});
  gauges('portal_pushes', 'Devices that notifications of the last year were for, by result', ['result'], pushed, 'max');
  const unsent = () => byLabel('kind', backlogs()?.pushes.waiting ?? {});
  gauges('portal_pushes_waiting', 'Notifications that are being sent, devices to try again', ['kind'], unsent, 'max');
  const posted = () => byLabel('result', backlogs()?.letters.results ?? {});
  gauges('portal_letters', 'Recipients of letters that were sent, by result', ['result'], posted, 'max');
  const unposted = () => byLabel('kind', backlogs()?.letters.waiting ?? {});
  gauges('portal_letters_waiting', 'Letters that are being sent, and recipients to come', ['kind'], unposted, 'max');
  const unread = () => backlogs()?.audioFailures;
  gauge('portal_audio_failed', 'Stories that could not be read aloud when it was last tried', unread, 'max');
  gauge('portal_search_waiting', 'Changes that search does not know yet', () => backlogs()?.search, 'max');
  gauge('portal_backup_age_seconds', 'Since the last backup ended', () => backupAge('endedAt'), 'max');
  const verifiedAge = () => backupAge('verifiedAt');
  gauge('portal_backup_verified_age_seconds', 'Since a backup was last verified', verifiedAge, 'max');
}

function measurePictures(): void {
  counter('portal_pictures_fetched_total', 'Pictures asked for at other machines, by what came of it', ['result'], () =>
    byLabel('result', fetchCounts),
  );
}

function measureDisk({ dataFolder }: Measured): void {
  const space = () => diskSpace(dataFolder);
  gauge('portal_data_disk_bytes', 'Size of the disk of DATA_DIR', async () => (await space()).size, 'max');
  gauge('portal_data_disk_free_bytes', 'What the portal may write on it', async () => (await space()).free, 'min');
  const isFull = async () => Number((await space()).free < FULL_BYTES);
  gauge('portal_data_disk_full', '1 if there is no space left on it', isFull, 'max');
}
