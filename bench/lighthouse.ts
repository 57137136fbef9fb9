import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { type BenchHouse, openFolder, type Server } from '#bench/bench-server';
import { median } from '#bench/measure';
import { BROWSER_FLAGS, findBrowser } from '#processes/checks/find-browser';
import { BUILT_FOLDER, builtFiles, mediaFiles } from '#server/http/static-files';

export type LighthousePage = {
  page: string;
  performance: number;
  accessibility: number;
  practices: number;
  seo: number;
  shift: number;
  /** First and largest contentful paint, milliseconds, and the latter of the same page as bare files. */
  firstPaint: number;
  paint: number;
  bare: number;
};

/** Stories are what people open first: their figures are medians. */
const ROUNDS = { story: 5, others: 1 };
const PAGES = [
  'post/',
  '',
  'region',
  'search?q=',
  'tag/georgia',
  'author/nino-kalandadze',
  'archive',
  'about',
] as const;
const STORY = {
  en: 'russia-territory-istanbul-talks',
  ru: 'moskva-vyneset-na-peregovory-vopros-o-territoriyah',
  arm: 'moskvan-stambulum-kbardzratsni-taratskneri-hartsy',
} as const;
/** A page with one word, for comparison. */
const EMPTY = '/empty';
const WORD = { en: 'water', ru: 'вода', arm: 'ջուր' } as const;

function addresses(): string[] {
  return (['en', 'ru', 'arm'] as const).flatMap((language) =>
    PAGES.map((page) => {
      if (page === 'post/') return `/${language}/post/${STORY[language]}`;
      if (page === 'search?q=') return `/${language}/search?q=${encodeURIComponent(WORD[language])}`;
      return page === '' ? `/${language}` : `/${language}/${page}`;
    }),
  );
}

/**
 * Lighthouse on a simulated cheap phone, each page in turn, against the portal and against the same page as bare files.
 */
export async function measureLighthouse(
  house: BenchHouse,
  progress: (note: string) => void,
): Promise<{ pages: LighthousePage[]; emptyPage: Pick<Run, 'performance' | 'firstPaint'> }> {
  const portal = await house.startPortal();
  const bare = await serveBare(house, portal, addresses());
  const chrome = await launch({
    chromePath: String(findBrowser()),
    chromeFlags: ['--headless=new', ...BROWSER_FLAGS],
  });
  const pages: LighthousePage[] = [];
  const empty: Run[] = [];
  try {
    for (let round = 0; round < ROUNDS.story; round++) empty.push(await run(bare.origin + EMPTY, chrome.port));
    for (const page of addresses()) {
      const rounds = page.includes('/post/') ? ROUNDS.story : ROUNDS.others;
      const runs = { portal: [] as Run[], bare: [] as Run[] };
      for (let round = 1; round <= rounds; round++) {
        progress(`${page}, round ${round} of ${rounds}`);
        runs.portal.push(await run(portal.origin + page, chrome.port));
        runs.bare.push(await run(bare.origin + page, chrome.port));
      }
      const middle = (value: (run: Run) => number) => median(runs.portal.map(value));
      pages.push({
        page,
        performance: middle((run) => run.performance),
        accessibility: middle((run) => run.accessibility),
        practices: middle((run) => run.practices),
        seo: middle((run) => run.seo),
        shift: Math.max(...runs.portal.map((run) => run.shift)),
        firstPaint: middle((run) => run.firstPaint),
        paint: middle((run) => run.paint),
        bare: median(runs.bare.map((run) => run.paint)),
      });
    }
  } finally {
    chrome.kill();
    await bare.stop();
    await portal.stop();
  }
  const middle = (value: (run: Run) => number) => median(empty.map(value));
  return {
    pages,
    emptyPage: { performance: middle((run) => run.performance), firstPaint: middle((run) => run.firstPaint) },
  };
}

type Run = Omit<LighthousePage, 'page' | 'bare'>;

async function run(address: string, port: number): Promise<Run> {
  const result = await lighthouse(address, {
    port,
    onlyCategories: ['performance', 'accessibility', 'best-practices', 'seo'],
    // Results of a search are kept from engines on purpose.
    ...(address.includes('/search?') && { skipAudits: ['is-crawlable'] }),
  });
  if (!result) throw new Error(`Lighthouse has nothing to say of ${address}`);
  const { categories, audits } = result.lhr;
  const score = (name: string) => Math.round((categories[name]?.score ?? 0) * 100);
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    practices: score('best-practices'),
    seo: score('seo'),
    shift: audits['cumulative-layout-shift']?.numericValue ?? Number.NaN,
    firstPaint: audits['first-contentful-paint']?.numericValue ?? Number.NaN,
    paint: audits['largest-contentful-paint']?.numericValue ?? Number.NaN,
  };
}

/**
 * The same pages as files on disk, compressed, behind the smallest server there is, with the same files beside them.
 */
async function serveBare(house: BenchHouse, portal: Server, pages: string[]): Promise<Server> {
  const root = openFolder(join(house.folder, 'bare'));
  const fileOf = (address: string) => join(root, `${encodeURIComponent(address)}.gz`);
  for (const page of pages)
    writeFileSync(fileOf(page), gzipSync(await (await fetch(portal.origin + page)).text(), { level: 9 }));
  writeFileSync(fileOf(EMPTY), gzipSync('<!doctype html><title>Empty</title><h1>Empty</h1>'));
  const built = builtFiles(resolve(BUILT_FOLDER));
  const media = mediaFiles(join(house.folder, 'media'), async () => 'not-found');
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (built(request, response, path) || (path.startsWith('/media/') && media(request, response, path.slice(6))))
      return;
    const found = existsSync(fileOf(path));
    response.writeHead(found ? 200 : 404, { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'gzip' });
    response.end(found ? readFileSync(fileOf(path)) : undefined);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    pid: process.pid,
    stop: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}
