// A web process: an HTTP server that serves cached pages and renders others with Next. Started by
// processes/supervisor/web-cluster.ts.
import { readFileSync } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import next from 'next';
import assets from '#generated/assets.json' with { type: 'json' };
import { frontAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, LANGUAGE_CODES, LANGUAGES, languageAtPath } from '#i18n/languages';
import { wholeNumber } from '#i18n/numbers';
import { findKnownAddresses } from '#newsroom/articles/find-known-addresses';
import { findRedirects } from '#newsroom/redirects/find-redirects';
import { recordRequests } from '#newsroom/redirects/record-requests';
import { countViews } from '#newsroom/views/count-views';
import { database } from '#platform/database';
import { type DatabaseTrouble, isAway } from '#platform/database-trouble';
import { publicUrl, readEnvironment } from '#platform/env';
import { log } from '#platform/log';
import { histogram } from '#platform/metrics';
import { currentTrouble, noteTrouble } from '#platform/noted-trouble';
import { rememberUntilTouched } from '#platform/reads';
import { answerWhenAsked } from '#platform/watch-answers';
import { Admission } from '#server/admission';
import { announceImports } from '#server/announce-imports';
import { backUp } from '#server/back-up';
import { AddressLookUp } from '#server/cache/address-look-up';
import { ChangeLog } from '#server/cache/change-log';
import { DiskCache } from '#server/cache/disk-cache';
import { PageCache } from '#server/cache/page-cache';
import { RedirectLookUp } from '#server/cache/redirect-look-up';
import { viewCounter } from '#server/cache/view-counts';
import { startCleanUp } from '#server/clean-up';
import { sendConsoleToLog } from '#server/console-to-log';
import { continueImports } from '#server/continue-imports';
import { RequestCounts } from '#server/count-requests';
import { Dictionaries } from '#server/dictionaries/dictionaries';
import { samplePages } from '#server/dictionaries/sample-pages';
import { gracefulStop } from '#server/graceful-stop';
import { readActionPages } from '#server/http/action-pages';
import { createMissing } from '#server/http/create-missing';
import { machineFiles } from '#server/http/machine-files';
import { OldAddresses } from '#server/http/old-addresses';
import { PageConnections } from '#server/http/page-connections';
import { IMPORT_TIMEOUT_MS, RequestHandler } from '#server/http/request-handler';
import { scriptHash } from '#server/http/security-headers';
import { BUILT_FOLDER, builtFiles, type FileHandler, mediaFiles } from '#server/http/static-files';
import { indexSearch } from '#server/index-search';
import { joinMachines } from '#server/join-machines';
import { makeAudio } from '#server/make-audio';
import { notifySubscribers } from '#server/notify-subscribers';
import { pollSources } from '#server/poll-sources';
import { startPortalMetrics } from '#server/portal-metrics';
import { pageRenderer, type RenderPage } from '#server/rendering/render-page';
import { countStates, Replicas } from '#server/replicas';
import { sendDeliveries } from '#server/send-deliveries';
import { sendLetters } from '#server/send-letters';
import { sendPurges } from '#server/send-purges';
import { sendPushes } from '#server/send-pushes';
import { watchBacklogs } from '#server/watch-backlogs';
import { watchBackups } from '#server/watch-backups';
import { watchLanguages } from '#server/watch-languages';
import { watchOutbox } from '#server/watch-outbox';

/** Longer than proxies keep theirs, so that none sends into a connection that is just closing, milliseconds. */
const KEEP_ALIVE_MS = 75_000;

/** A database counts as slow for so long after something has waited for it in vain, milliseconds. */
const SLOW_MS = 2_500;

sendConsoleToLog();
const environment = readEnvironment();
const { host, protocol } = new URL(publicUrl());
const dataFolder = resolve(environment.DATA_DIR);

const app = next({ dev: false, dir: process.cwd(), port: environment.PORT, hostname: 'localhost' });
await app.prepare();
const handler = app.getRequestHandler();
const render = pageRenderer(handler, host, findTrouble);

const build = `${readFileSync('.next/made-from', 'utf8')}-${readFileSync('.next/made-with', 'utf8')}`;
const isDatabaseReachable = () => outbox.isReachable();
const admission = new Admission({
  isReachable: isDatabaseReachable,
  isSlow: () => currentTrouble(SLOW_MS) !== undefined,
});
const changes = new ChangeLog();
rememberUntilTouched(changes);
const replicas = new Replicas(environment.DATABASE_READ_URLS ?? '', {
  written: () => outbox.written(),
  change: () => changes.current,
});
const isReadable = () => isDatabaseReachable() || replicas.isAnyUsable;
const renderForReaders: RenderPage = (address, headers) =>
  replicas.read(
    () => render(address, headers),
    ({ ok }) => ok,
  );
const addressLookUp = new AddressLookUp((parts) => replicas.read(() => findKnownAddresses(parts)), isReadable);
const disk = { main: diskCache('main', 0.8), paginated: diskCache('paginated', 0.2) };
const renderSeconds = histogram('portal_page_render_seconds', 'Time Next takes to render a page');
const cache: PageCache = new PageCache({
  render: async (address) => {
    const stopTimer = renderSeconds.startTimer();
    const result = await renderForReaders(address, { 'x-slots': 'open' });
    stopTimer();
    return result;
  },
  lookUp: (address) => addressLookUp.find(address),
  admission,
  countViews: viewCounter(countViews),
  formatViews: (views, address) =>
    wholeNumber(views, languageAtPath(address.split('/')[1] ?? '')?.code ?? DEFAULT_LANGUAGE),
  changes,
  position: () => outbox.position(),
  // Pages name the languages of the site, and stay on disk when these are others.
  build: `${build}-${LANGUAGE_CODES.join('-')}`,
  disk,
  maxMemoryBytes: environment.PAGES_MEMORY_MB * 1_048_576,
  maxStaleMs: environment.PAGES_KEPT_HOURS * 3_600_000,
  isDatabaseReachable,
  onError: (message, error) => log().error({ err: error }, message),
});
const requestCounts = new RequestCounts({
  record: recordRequests,
  onError: (error) => log().warn({ err: error }, 'requests for old addresses could not be counted'),
});
const dictionaries = new Dictionaries({
  build,
  sample: (language) => samplePages(language, cache),
  onChange: (current) => requestHandler.setDictionaries(current),
  onError: (message, error) => log().warn({ err: error }, message),
});
const notifier = notifySubscribers();
const deliveries = sendDeliveries();
const purges = sendPurges();
const pushes = sendPushes();
const audio = makeAudio();
const cleanUp = startCleanUp();
const importAnnouncer = announceImports();
const importContinuer = continueImports();
const backups = backUp();
const backupWatcher = watchBackups();
// Nobody else asks for them.
const backlogs = environment.METRICS_PORT ? watchBacklogs() : undefined;
const letterSender = sendLetters();
const sourcePoller = environment.POLL_SOURCES ? pollSources() : undefined;
const machines =
  environment.MACHINE_URL && !environment.MEDIA_S3_BUCKET ? joinMachines(environment.MACHINE_URL) : undefined;
const searchIndexer = indexSearch();
// Other languages need other processes: processes/supervisor/web-cluster.ts starts them.
const languageWatcher = watchLanguages((languages) => process.send?.({ languages }));
const outbox = watchOutbox(
  ({ touches, since }) => changes.addHistory(touches, since),
  (arrived) => {
    cache.invalidate(arrived);
    purges.notify();
    dictionaries.invalidate(arrived);
    languageWatcher?.invalidate(arrived);
    notifier.notify();
    deliveries.notify();
    pushes.notify();
    audio.notify();
    searchIndexer.notify();
  },
);

const requestHandler = new RequestHandler({
  cache,
  oldAddresses: new OldAddresses({
    lookUp: new RedirectLookUp({
      find: (asked) => replicas.read(() => findRedirects(asked)),
      changes,
      isDatabaseReachable: isReadable,
    }),
    cache,
    onRedirect: (id) => requestCounts.noteRedirect(id),
  }),
  onUnanswered: (target) => requestCounts.noteUnanswered(target),
  admission,
  renderSearch: renderForReaders,
  renderPreview: render,
  next: handler,
  actionPages: readActionPages(),
  built: builtFiles(resolve(BUILT_FOLDER)),
  findDictionary: (address) => dictionaries.find(address),
  media: environment.MEDIA_S3_BUCKET
    ? (await import('#server/http/media-in-s3')).mediaInS3
    : mediaOnDisk(join(dataFolder, 'media')),
  scripts: [scriptHash(assets.beforePaint)],
  host,
  isSecure: protocol === 'https:',
  trustedProxies: environment.TRUSTED_PROXIES,
  health: () => ({
    ready: state() === 'serving',
    database: outbox.isReachable() ? (currentTrouble() ?? 'reachable') : (awayTrouble() ?? 'unreachable'),
    pages: cache.isServingStale ? 'stale' : 'current',
    backups: backupWatcher.state(),
    ...(environment.DATABASE_READ_URLS && { replicas: countStates(replicas.states) }),
  }),
  keepAliveMs: KEEP_ALIVE_MS,
  isDraining: () => state() === 'draining',
  changesReadAgo: () => outbox.age() * 1_000,
});
// Node looks for headers and bodies that take too long only so often.
const server = createServer({ connectionsCheckingInterval: 5_000 }, (request, response) =>
  requestHandler.handle(request, response),
);
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.headersTimeout = 20_000;
// Nothing sent and nothing taken in for so long.
server.timeout = 60_000;
// RequestHandler has shorter limits for most bodies.
server.requestTimeout = IMPORT_TIMEOUT_MS;

const pageConnections = new PageConnections({
  answer: (request) => requestHandler.answerAtOnce(request),
  isDraining: () => state() === 'draining',
  keepAliveMs: KEEP_ALIVE_MS,
});
const [handOver] = server.listeners('connection');
server.removeAllListeners('connection');
server.on('connection', (socket) => pageConnections.accept(socket, () => handOver?.call(server, socket)));

const closeIdle = (silence: number) => {
  server.closeIdleConnections();
  pageConnections.closeIdle(silence);
};
const { state, stop } = gracefulStop(server, closeIdle, async () => {
  const loops = [
    ...[
      notifier,
      searchIndexer,
      cleanUp,
      importAnnouncer,
      importContinuer,
      deliveries,
      letterSender,
      sourcePoller,
      languageWatcher,
    ],
    ...[purges, pushes, audio, backups, backupWatcher, backlogs, replicas, machines],
  ];
  const background = [outbox, ...loops].map((one) => one?.stop());
  await Promise.allSettled([...background, cache.flush()]);
  await requestCounts.flush();
  await dictionaries.stop();
  await database()
    .$disconnect()
    .catch(() => {});
});

startPortalMetrics({
  ...{ cache, admission, outbox, deliveries, notifier, purges, dataFolder, replicas },
  backlogs: () => backlogs?.counted(),
  backupAge: backupWatcher.age,
});

// The supervisor stops processes in order; a signal to the whole process group is not for this one.
process.on('SIGINT', () => {});
process.on('SIGHUP', () => {});
process.on('SIGTERM', () => void stop(environment.DRAIN_SECONDS));
process.on('message', (message) => message === 'drain' && void stop(0));
answerWhenAsked();
process.on('disconnect', () => void stop(0));

void cleanUpDisk().catch((error: unknown) => log().warn({ err: error }, 'page cache on disk could not be cleaned up'));
server.listen(environment.PORT, () => void warmUp());

/** What was noted last may be less than what is: who waits in vain cannot tell why. */
function awayTrouble(): DatabaseTrouble | undefined {
  const trouble = currentTrouble();
  return trouble && isAway(trouble) ? trouble : undefined;
}

function diskCache(name: string, share: number): DiskCache {
  const maxBytes = environment.PAGES_DISK_MB * share * 1_048_576;
  return new DiskCache(join(dataFolder, 'pages', name), maxBytes, (file) =>
    log().warn({ file }, 'page on disk was corrupt and has been deleted'),
  );
}

function mediaOnDisk(folder: string): FileHandler {
  const media = mediaFiles(folder, createMissing);
  if (!environment.MACHINE_URL) return media;
  return (...request) => machineFiles(...request) || media(...request);
}

async function cleanUpDisk(): Promise<void> {
  const folder = join(dataFolder, 'pages');
  await mkdir(folder, { recursive: true });
  // Earlier versions had folders of other names.
  for (const name of await readdir(folder))
    if (!(name in disk)) await rm(join(folder, name), { recursive: true, force: true });
  await Promise.all([disk.main.cleanUp(), disk.paginated.cleanUp()]);
}

async function findTrouble(): Promise<DatabaseTrouble | undefined> {
  return database().$queryRaw`SELECT 1`.then(
    () => undefined,
    (error: unknown) => noteTrouble(error),
  );
}

/** The first page that Next renders takes longest; no reader is to wait for it. */
async function warmUp(): Promise<void> {
  for (const { code } of LANGUAGES) await cache.fetch(frontAddress(code));
  await dictionaries.start();
}
