import type { BenchHouse, Server } from '#bench/bench-server';
import { load, median, processorSeconds, processTree } from '#bench/measure';
import { nginxProgram, startNginx } from '#bench/nginx';
import { hasWrk, wrk } from '#bench/wrk';
import { database } from '#platform/database';

export type Speed = {
  what: string;
  generator: 'wrk' | 'autocannon';
  /** Which of the two had no processor time left when our server was asked. */
  limitedBy: 'server' | 'generator';
  /** Medians over the rounds, requests a second. */
  ours: number;
  next: number;
  nginx: number | null;
  /** Our server's p99 under that load, milliseconds, and its processor time for a request, microseconds. */
  p99: number;
  processor: { ours: number; nginx: number | null };
  timesNext: number;
  timesNginx: number | null;
};

const ROUNDS = 7;
/** wrk takes far less time for a request than autocannon, which is what limits the figures where there is no wrk. */
const GENERATOR = hasWrk() ? 'wrk' : 'autocannon';
const SECONDS = 2;
/** Articles asked for in turn. */
const ROTATION = 200;

/** Each kind of page in turn: our server, Next's own, nginx; seven times round. */
export async function measureSpeed(house: BenchHouse, progress: (note: string) => void): Promise<Speed[]> {
  await addArticles(ROTATION);
  const articles = await database().article.findMany({
    where: { state: 'published' },
    select: { language: true, slug: true },
    take: ROTATION,
  });
  const paths = articles.map(({ language, slug }) => `/${language === 'hy' ? 'arm' : language}/post/${slug}`);
  const targets: { what: string; paths: string[] }[] = [
    { what: 'article', paths: ['/en/post/russia-territory-istanbul-talks'] },
    { what: 'front page', paths: ['/ru'] },
    { what: 'section', paths: ['/arm/region'] },
    { what: 'feed', paths: ['/en/feed.xml'] },
    { what: 'not found', paths: ['/en/post/no-such-story'] },
    { what: `${paths.length} articles in rotation`, paths },
  ];
  const portal = await house.startPortal();
  const next = await house.startNext();
  const program = nginxProgram();
  const all = targets.flatMap((target) => target.paths);
  for (const path of all) await fetch(portal.origin + path).then((response) => response.arrayBuffer());
  const nginx = program ? await startNginx(program, house.folder, portal, all) : undefined;
  if (!nginx) progress('nginx is not here (Debian: apt-get install nginx-light); its column stays empty');

  const speeds: Speed[] = [];
  for (const target of targets) {
    const measured = { ours: [] as Round[], next: [] as Round[], nginx: [] as Round[] };
    for (let round = 1; round <= ROUNDS; round++) {
      progress(`${target.what}, round ${round} of ${ROUNDS}`);
      measured.ours.push(await measure(portal, target.paths));
      measured.next.push(await measure(next, target.paths));
      if (nginx) measured.nginx.push(await measure(nginx, target.paths));
    }
    const middle = (rounds: Round[], value: (round: Round) => number) =>
      rounds.length > 0 ? median(rounds.map(value)) : null;
    const ours = middle(measured.ours, ({ perSecond }) => perSecond) ?? 0;
    const slow = middle(measured.next, ({ perSecond }) => perSecond) ?? 0;
    const fast = middle(measured.nginx, ({ perSecond }) => perSecond);
    const busy = middle(measured.ours, (round) => round.busy) ?? 0;
    speeds.push({
      what: target.what,
      generator: GENERATOR,
      limitedBy: busy > 0.9 ? 'server' : 'generator',
      ours,
      next: slow,
      nginx: fast,
      p99: middle(measured.ours, ({ p99 }) => p99) ?? 0,
      processor: {
        ours: middle(measured.ours, ({ processor }) => processor) ?? 0,
        nginx: middle(measured.nginx, ({ processor }) => processor),
      },
      timesNext: ours / slow,
      timesNginx: fast && ours / fast,
    });
  }
  for (const server of [portal, next, nginx]) await server?.stop();
  return speeds;
}

/**
 * The demo has fewer stories than are wanted here: some of them again, under other addresses, until there are `wanted`
 * articles.
 */
async function addArticles(wanted: number): Promise<void> {
  const { article, story } = database();
  const known = await article.findMany({
    where: { state: 'published' },
    omit: { id: true, storyId: true },
    orderBy: { id: 'asc' },
  });
  for (const [index, again] of known.slice(0, wanted - known.length).entries()) {
    const { id } = await story.create({ data: { sectionId: again.sectionId } });
    await article.create({ data: { ...again, body: again.body ?? [], storyId: id, slug: `${again.slug}-${index}` } });
  }
}

/** `busy` is the share of one processor that the server used. */
type Round = { perSecond: number; p99: number; processor: number; busy: number };

async function measure(server: Server, paths: string[]): Promise<Round> {
  const pids = processTree(server.pid);
  for (const path of paths) await (await fetch(server.origin + path)).arrayBuffer();
  const ask = (seconds: number) =>
    GENERATOR === 'wrk' ? wrk(server.origin, paths, { seconds }) : load({ origin: server.origin, paths, seconds });
  await ask(1);
  const before = processorSeconds(pids);
  const { perSecond, p99, failed } = await ask(SECONDS);
  const used = processorSeconds(pids) - before;
  // wrk counts what is not found among what fails.
  if (failed > 0 && failed < perSecond * SECONDS * 0.9) throw new Error(`${server.origin}: ${failed} requests failed`);
  return { perSecond, p99, processor: (used / (perSecond * SECONDS)) * 1e6, busy: used / SECONDS };
}
