import { existsSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ALL_TESTS } from '@mdn/mdn-http-observatory/src/constants.js';
import { MINIMUM_SCORE_FOR_EXTRA_CREDIT } from '@mdn/mdn-http-observatory/src/grader/charts.js';
import { getGradeForScore, getScoreModifier } from '@mdn/mdn-http-observatory/src/grader/grader.js';
import { Requests } from '@mdn/mdn-http-observatory/src/types.js';
import { type OwnServer, startOwnServer, type Web } from '#e2e/own-server';
import { createStory } from '#e2e/test-data';
import { expect, test } from './browser-test.ts';

let house: OwnServer;
let web: Web;

test.beforeAll(async () => {
  // The list of hosts that browsers know to speak HTTPS, which the package fetches when it is installed. Ours is on
  // none.
  const list = fileURLToPath(new URL('../conf/hsts-preload.json', import.meta.resolve('@mdn/mdn-http-observatory')));
  if (!existsSync(list)) writeFileSync(list, '{}');
  house = await startOwnServer();
  await house.onStage(() => createStory({ slugs: { en: 'well' } }));
  // As it runs behind a proxy that speaks HTTPS for it.
  web = await house.startWeb({ PUBLIC_URL: 'https://news.example' });
});
test.afterAll(() => house.close());

/**
 * The grader's own scanner wants a host on the open network; this hands its tests what our server answers, and counts
 * as it does.
 */
async function grade(path: string): Promise<{ grade: string; score: number }> {
  const response = await fetch(web.origin + path);
  const seen = { headers: Object.fromEntries(response.headers), status: 200, verified: true, httpEquiv: new Map() };
  const requests = new Requests('news.example');
  const redirects = [
    { url: new URL('http://news.example/'), status: 301 },
    { url: new URL('https://news.example/'), status: 200 },
  ];
  Object.assign(requests.responses, {
    auto: seen,
    http: seen,
    https: seen,
    cors: seen,
    httpRedirects: redirects,
    httpsRedirects: redirects,
  });
  requests.session = { url: new URL(`https://news.example${path}`) };
  requests.resources.path = await response.text();
  const changes = ALL_TESTS.map((run) => getScoreModifier(run(requests).result));
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const uncurved = 100 + sum(changes.filter((change) => change < 0));
  return getGradeForScore(uncurved >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? 100 + sum(changes) : uncurved);
}

for (const path of ['/en', '/en/post/well', '/ru/region', '/arm/nothing', '/en/search?q=well', '/en/feed.xml']) {
  test(`the MDN HTTP Observatory gives ${path} an A+`, async () => {
    expect((await grade(path)).grade).toBe('A+');
  });
}
