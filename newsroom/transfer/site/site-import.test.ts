import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importFile } from '#e2e/export-file';
import { entriesAt, ofKind } from '#e2e/export-files';
import { HTML, html, packed, paragraphs, sitemap, sitemapIndex, storyPage } from '#e2e/former-site';
import { createSiteSettings } from '#e2e/test-data';
import { LOOPBACK } from '#e2e/webhook-receiver';
import { rssFeed, startWireServer } from '#e2e/wire-server';
import { fetchSource } from '#newsroom/transfer/site/fetch-source';
import { openSource } from '#newsroom/transfer/source/open-source';
import { undoImport } from '#newsroom/transfer/undo/undo-import';
import { database } from '#platform/database';
import { INTERNET } from '#platform/http-client';

let site: Awaited<ReturnType<typeof startWireServer>>;
const folder = mkdtempSync(join(tmpdir(), 'news-portal-site-'));
let files = 0;

beforeAll(async () => {
  await createSiteSettings();
  site = await startWireServer();
});
afterAll(() => site.close());
beforeEach(() => {
  site.answers.clear();
  site.asked.length = 0;
});

const say = (path: string, body: string) => site.say(path, body, HTML);
const paths = () => site.asked.map(({ path }) => path);
const newFile = () => join(folder, `${++files}`);

type More = Partial<Parameters<typeof fetchSource>[0]> & { timeout?: number };

function fetchInto(path: string, address = site.address('/'), { timeout = 2_000, ...more }: More = {}) {
  return fetchSource({
    ...{ address, path, progress: () => {} },
    manners: { door: { ...site.door, timeout }, backOffMs: 5, attempts: 2 },
    ...more,
  });
}

/** Every address of a sitemap with how it ends, once fetched: `post`, or why it is left out. */
async function ends(path: string): Promise<Record<string, string>> {
  const entries = await entriesAt(path);
  const posts = ofKind(entries, 'post').map(({ id }) => [id, 'post']);
  const others = ofKind(entries, 'other').map(({ id, why }) => [id.replace(site.address(''), ''), why]);
  return Object.fromEntries([...posts, ...others]);
}

describe('a site with a sitemap', () => {
  const STORIES = ['/2019/bridge', '/2019/river', '/2019/plain', '/ru/most', '/hy/kamurj'];

  function open() {
    site.say('/robots.txt', `User-agent: *\nDisallow: /secret/\nSitemap: ${site.address('/maps/index.xml')}\n`);
    say('/', html('<title>Old paper</title>', '<h1>Front</h1>'));
    site.say('/maps/index.xml', sitemapIndex(site, ['/maps/1.xml', '/maps/2.xml.gz']));
    site.say(
      '/maps/1.xml',
      sitemap(site, ['/', '/2019/bridge', '/2019/river', '/2019/plain', '/secret/plan', '/gone']),
    );
    site.say(
      '/maps/2.xml.gz',
      packed(
        sitemap(site, [
          '/ru/most',
          '/hy/kamurj',
          '/old-bridge',
          '/2019/river?utm=1',
          '/photo.jpg',
          '/broken',
          'http://192.168.0.1/',
        ]),
      ),
    );
    const others = ['/2019/bridge', '/ru/most', '/hy/kamurj'];
    const alternates = others
      .map((path, index) => `<link rel="alternate" hreflang="${['en', 'ru', 'hy'][index]}" href="${path}">`)
      .join('');
    say('/2019/bridge', storyPage('Bridge', { head: alternates }));
    say('/ru/most', storyPage('Мост', { head: alternates, language: 'ru' }));
    say('/hy/kamurj', storyPage('Կամուրջ', { head: alternates, language: 'hy' }));
    say(
      '/2019/river',
      storyPage('River', { head: '<link rel="canonical" href="/2019/river"><link rel="shortlink" href="/?p=7">' }),
    );
    say('/2019/river?utm=1', storyPage('River', { head: '<link rel="canonical" href="/2019/river">' }));
    say('/2019/plain', storyPage('Plain', { isPlain: true }));
    site.say('/photo.jpg', 'x', { 'content-type': 'image/jpeg' });
    site.answers.set('/old-bridge', (response) => response.writeHead(301, { location: '/2019/bridge' }).end());
    site.answers.set('/gone', (response) => response.writeHead(410).end());
    site.answers.set('/broken', (response) => response.writeHead(500).end());
  }

  it('is fetched, planned, imported, led to in one hop, the same in a second run, and undone', async () => {
    open();
    const path = newFile();
    expect(await fetchInto(path)).toBeUndefined();
    expect(await ends(path)).toEqual({
      ...Object.fromEntries(STORIES.map((story) => [story, 'post'])),
      '/': 'not-a-story',
      '/secret/plan': 'robots',
      '/gone': 'page-gone',
      '/old-bridge': 'duplicate',
      '/2019/river?utm=1': 'duplicate',
      '/photo.jpg': 'not-html',
      '/broken': 'page-failed',
      'http://192.168.0.1/': 'outside',
    });
    expect(paths()).not.toContain('/secret/plan');

    const planned = await importFile(path, { isDryRun: true });
    await database().import.delete({ where: { id: planned.id } });
    const { id, report } = await importFile(path);
    expect(report).toEqual(planned.report);
    // 13 addresses, an author and a category.
    expect([report.source, report.items, report.taken + report.changed + report.leftOut]).toEqual(['site', 15, 15]);
    expect(report.leftOut).toBe(8);
    expect(report.words.kept).toBe(report.words.source);
    expect(report.words.source).toBe(STORIES.length * paragraphs('x').join(' ').split(/\s+/).length);

    const articles = await database().article.findMany({
      select: { storyId: true, language: true, headline: true, state: true },
    });
    const ofHeadline = (headline: string) => articles.find((article) => article.headline === headline);
    expect(articles).toHaveLength(5);
    expect(new Set(['Bridge', 'Мост', 'Կամուրջ'].map((headline) => ofHeadline(headline)?.storyId)).size).toBe(1);
    expect(ofHeadline('Կամուրջ')).toMatchObject({ language: 'hy', state: 'published' });
    const redirects = await database().redirect.findMany({ where: { importId: id }, select: { address: true } });
    expect(redirects.map((one) => one.address)).toEqual(
      expect.arrayContaining(['/old-bridge', '/?p=7', '/2019/river?utm=1', '/2019/plain']),
    );

    const again = newFile();
    expect(await fetchInto(again)).toBeUndefined();
    const second = await importFile(again);
    expect(second.report).toMatchObject({ taken: 0, changed: 0, reasons: { unchanged: 7 } });
    await undoImport(database(), second.id, () => {});
    expect(await undoImport(database(), id, () => {})).toMatchObject({ ok: true, kept: 0 });
    expect(await database().article.count()).toBe(0);
  }, 60_000);

  it('adds a translation to the story that an earlier run has brought', async () => {
    open();
    site.answers.delete('/2019/bridge');
    const first = newFile();
    await fetchInto(first);
    const { id } = await importFile(first);
    open();
    const second = newFile();
    await fetchInto(second);
    const { id: later } = await importFile(second);
    const articles = await database().article.findMany({ where: { headline: { in: ['Bridge', 'Мост', 'Կամուրջ'] } } });
    expect([articles.length, new Set(articles.map((article) => article.storyId)).size]).toEqual([3, 1]);
    for (const one of [later, id]) await undoImport(database(), one, () => {});
    expect(await database().article.count()).toBe(0);
  }, 60_000);

  it('goes on after a kill with the next page, and fetches nothing twice', async () => {
    open();
    const path = newFile();
    let done = 0;
    expect(
      await fetchInto(path, undefined, { progress: (now) => (done = now), isStopped: () => done >= 5 && done < 20 }),
    ).toBe('stopped');
    const text = await readFile(path, 'utf8');
    const whole = text
      .split('\n')
      .filter((line) => /^{"kind":"(page|left)"/.test(line))
      .map((line) => JSON.parse(line).address);
    expect(whole.length).toBeGreaterThanOrEqual(5);
    // As a process that was killed leaves its last line.
    await appendFile(path, '{"kind":"page","address":"');
    site.asked.length = 0;
    expect(await fetchInto(path)).toBeUndefined();
    const fetchedAgain = paths().filter((one) => whole.includes(site.address(one)) && one !== '/broken');
    expect([fetchedAgain, paths().includes('/maps/index.xml')]).toEqual([[], false]);
    const unbroken = newFile();
    await fetchInto(unbroken);
    expect(await ends(path)).toEqual(await ends(unbroken));
  });

  it('killed ten times has fetched each page once, and one more for each kill at most', async () => {
    const stories = Array.from({ length: 60 }, (_, n) => `/story-${n}`);
    const local = (path: string) => `http://127.0.0.1:${new URL(site.address('/')).port}${path}`;
    say('/', html('', 'Front'));
    site.say('/sitemap.xml', sitemap(site, stories.map(local)));
    for (const story of stories) say(story, storyPage(story));
    const path = newFile();
    const asked = () => site.asked.filter((one) => stories.includes(one.path)).length;
    for (let kill = 1; kill <= 10; kill++) {
      const arguments_ = [local('/'), path];
      const child = fork('e2e/fetch-from-this-machine.ts', arguments_, {
        execArgv: ['--disable-warning=ExperimentalWarning'],
      });
      const ended = once(child, 'exit');
      const before = asked();
      while (asked() < before + 4 && child.exitCode === null) await sleep(2);
      child.kill('SIGKILL');
      await ended;
    }
    expect(
      await fetchInto(path, local('/'), { manners: { door: LOOPBACK, backOffMs: 5, attempts: 1 } }),
    ).toBeUndefined();
    // Two pages at a time are on their way.
    expect(asked()).toBeLessThanOrEqual(stories.length + 20);
    expect(ofKind(await entriesAt(path), 'post')).toHaveLength(60);
    expect(paths().filter((one) => one === '/sitemap.xml').length).toBeLessThanOrEqual(3);
  }, 120_000);

  it('cut off at any letter is gone on with', async () => {
    open();
    const whole = newFile();
    await fetchInto(whole);
    const bytes = readFileSync(whole);
    const expected = await ends(whole);
    for (const share of [0.01, 0.1, 0.35, 0.6, 0.8, 0.99]) {
      const path = newFile();
      await writeFile(path, bytes);
      await truncate(path, Math.floor(bytes.length * share));
      await fetchInto(path);
      expect(await ends(path)).toEqual(expected);
    }
  }, 30_000);

  it('is fetched up to a limit; the rest is left out, and comes with a later run', async () => {
    open();
    const path = newFile();
    await fetchInto(path, undefined, { pages: 3 });
    const some = Object.values(await ends(path));
    expect(some.length).toBe(13);
    expect(some.filter((why) => why === 'page-limit').length).toBeGreaterThanOrEqual(6);
    await fetchInto(path);
    expect(Object.values(await ends(path))).not.toContain('page-limit');
  });

  it('is taken below the address that was given, or by a sitemap of its own', async () => {
    open();
    say('/2019/', html('', 'A year'));
    const below = newFile();
    await fetchInto(below, site.address('/2019/'));
    expect(await ends(below)).toMatchObject({ '/2019/bridge': 'post', '/ru/most': 'outside', '/gone': 'outside' });
    const own = newFile();
    await fetchInto(own, site.address('/maps/2.xml.gz'));
    expect(await ends(own)).toMatchObject({ '/ru/most': 'post', '/broken': 'page-failed' });
    expect(Object.keys(await ends(own))).toHaveLength(7);
  });
});

describe('a site that is slow, broken or in trouble', () => {
  function listed(...places: string[]) {
    say('/', html('', 'Front'));
    site.say('/sitemap.xml', sitemap(site, places));
  }

  it('is waited for as it asks, and asked again after errors', async () => {
    listed('/busy', '/flaky', '/cut');
    let busy = 0;
    let flaky = 0;
    site.answers.set('/busy', (response) => {
      if (busy++ === 0) response.writeHead(429, { 'retry-after': '1' }).end();
      else response.writeHead(200, HTML).end(storyPage('Busy'));
    });
    site.answers.set('/flaky', (response) => {
      if (flaky++ === 0) response.writeHead(503).end();
      else response.writeHead(200, HTML).end(storyPage('Flaky'));
    });
    site.answers.set('/cut', (response) => {
      response.writeHead(200, { ...HTML, 'content-length': '100000' });
      response.write(storyPage('Cut'));
      setTimeout(() => response.destroy(), 20);
    });
    const path = newFile();
    const begun = performance.now();
    await fetchInto(path);
    expect(performance.now() - begun).toBeGreaterThan(900);
    expect(await ends(path)).toEqual({ '/busy': 'post', '/flaky': 'post', '/cut': 'page-failed' });
  });

  it('loses a page that is too slow or too large, and no other', async () => {
    listed('/slow', '/huge', '/bomb', '/good');
    site.answers.set('/slow', (response) => response.writeHead(200, HTML).write('<p>'));
    say('/huge', `${storyPage('Huge')}${' '.repeat(5_000_000)}`);
    site.say('/bomb', packed(`${storyPage('Bomb')}${' '.repeat(50_000_000)}`) as never, {
      ...HTML,
      'content-encoding': 'gzip',
    });
    say('/good', storyPage('Good'));
    const path = newFile();
    await fetchInto(path, undefined, { timeout: 300 });
    expect(await ends(path)).toEqual({
      '/slow': 'page-failed',
      '/huge': 'page-too-large',
      '/bomb': 'page-too-large',
      '/good': 'post',
    });
  });

  it('is given up when it is away, keeps what it has, and is tried again later', async () => {
    const many = Array.from({ length: 40 }, (_, n) => `/story-${n}`);
    listed(...many);
    for (const one of many.slice(0, 5)) say(one, storyPage(one));
    for (const one of many.slice(5)) site.answers.set(one, (response) => response.destroy());
    const path = newFile();
    expect(await fetchInto(path)).toBe('site-unreachable');
    expect(new Set(paths()).size).toBeLessThan(32);
    for (const one of many) say(one, storyPage(one));
    expect(await fetchInto(path)).toBeUndefined();
    expect(Object.values(await ends(path))).toEqual(many.map(() => 'post'));
  });

  it('says why nothing can be fetched', async () => {
    const none = () => fetchInto(newFile());
    expect(await none()).toBe('site-gone');
    say('/', html('', 'Front'));
    expect(await none()).toBe('no-addresses');
    site.say('/robots.txt', 'User-agent: Newsroom\nDisallow: /');
    expect(await none()).toBe('robots-forbid');
    site.answers.set('/robots.txt', (response) => response.writeHead(500).end());
    expect(await none()).toBe('site-unreachable');
    const address = 'http://127.0.0.1/';
    const manners = { door: INTERNET, backOffMs: 5, attempts: 1 };
    expect(await fetchInto(newFile(), address, { manners })).toBe('not-public');
  });
});

describe('a site that is hostile', () => {
  const front = () => say('/', html('', 'Front'));

  it('has a sitemap that names itself, and indexes without end', async () => {
    front();
    site.say('/robots.txt', `Sitemap: ${site.address('/a.xml')}`);
    site.say('/a.xml', sitemapIndex(site, ['/a.xml', '/b.xml', '/c.xml']));
    site.say('/b.xml', sitemapIndex(site, ['/a.xml', '/b1.xml']));
    for (let n = 1; n < 9; n++) site.say(`/b${n}.xml`, sitemapIndex(site, [`/b${n + 1}.xml`]));
    site.say('/c.xml', sitemap(site, ['/story', '/story', '/story#part']));
    say('/story', storyPage('Story'));
    const path = newFile();
    await fetchInto(path);
    expect(await ends(path)).toEqual({ '/story': 'post' });
    expect(paths().filter((one) => one === '/a.xml')).toHaveLength(1);
    expect(ofKind(await entriesAt(path), 'problem')).toEqual([
      { kind: 'problem', why: 'too-large', near: site.address('/b3.xml') },
    ]);
  });

  it('has bombs for sitemaps: packed zeros, entities, depth', async () => {
    front();
    site.say(
      '/robots.txt',
      ['zeros', 'entities', 'deep', 'good'].map((name) => `Sitemap: ${site.address(`/${name}.xml`)}`).join('\n'),
    );
    site.say('/zeros.xml', packed('\0'.repeat(70 * 1024 ** 2)) as never);
    const entities =
      '<!DOCTYPE urlset [<!ENTITY a "lollollol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>';
    site.say('/entities.xml', `${entities}${sitemap(site, ['/&b;', '/&f;']).slice(38)}`);
    site.say('/deep.xml', `<urlset>${'<url>'.repeat(200_000)}`);
    site.say('/good.xml', sitemap(site, ['/story']));
    say('/story', storyPage('Story'));
    const path = newFile();
    await fetchInto(path);
    const text = await readFile(path, 'utf8');
    expect(await ends(path)).toMatchObject({ '/story': 'post' });
    expect(text).not.toMatch(/lollol|root:/);
    expect(ofKind(await entriesAt(path), 'problem').map(({ near }) => new URL(near).pathname)).toEqual([
      '/zeros.xml',
      '/deep.xml',
    ]);
    // Seventy megabytes are packed and unpacked.
  }, 60_000);

  it('leads inside by its sitemap, a redirect, a picture and a feed, and in circles', async () => {
    front();
    site.say(
      '/sitemap.xml',
      sitemap(site, [
        'http://127.0.0.1:1/admin',
        'http://localhost/',
        'file:///etc/passwd',
        '/inside',
        '/circle',
        '/circle-2',
        '/story',
      ]),
    );
    site.answers.set('/inside', (response) =>
      response.writeHead(302, { location: 'http://169.254.169.254/latest/' }).end(),
    );
    site.answers.set('/circle', (response) => response.writeHead(302, { location: '/circle-2' }).end());
    site.answers.set('/circle-2', (response) => response.writeHead(302, { location: '/circle' }).end());
    say('/story', storyPage('Story', { head: '<link rel="canonical" href="http://127.0.0.1:1/story">' }));
    const path = newFile();
    await fetchInto(path);
    expect(await ends(path)).toEqual({
      ...{ 'http://127.0.0.1:1/admin': 'outside', 'http://localhost/': 'outside', 'file:///etc/passwd': 'outside' },
      ...{ '/inside': 'outside', '/circle': 'page-failed', '/circle-2': 'page-failed', '/story': 'post' },
    });
    expect(paths().filter((one) => one.startsWith('/circle')).length).toBeLessThanOrEqual(4);
  });

  it('has pages that keep a program busy', async () => {
    front();
    const words = '<p>Words, and more words, of a story that is told here.</p>';
    const wide = `<div>${'<a href=x>y</a>'.repeat(24_000)}</div>`;
    site.say('/sitemap.xml', sitemap(site, ['/deep', '/wide', '/ids', '/good']));
    say('/deep', html('', `<h1>Deep</h1>${'<div>'.repeat(100_000)}${words}`));
    say('/wide', storyPage('Wide', { more: wide }));
    const ids = JSON.stringify({ '@type': 'NewsArticle', author: { '@id': '#a' }, headline: { '@id': '#a' } });
    say(
      '/ids',
      html(
        `<script type="application/ld+json">[${ids},{"@id":"#a","name":{"@id":"#a"}}]</script>`,
        `<h1>Ids</h1>${words.repeat(9)}`,
      ),
    );
    say('/good', storyPage('Good'));
    const path = newFile();
    await fetchInto(path);
    expect(await ends(path)).toMatchObject({ '/deep': 'page-unreadable', '/good': 'post', '/ids': 'post' });
  }, 60_000);

  it('says that all its pages are the front page, and translations of one', async () => {
    front();
    site.say('/sitemap.xml', sitemap(site, ['/one', '/two']));
    const head =
      '<link rel="canonical" href="/"><link rel="alternate" hreflang="ru" href="/ru/"><link rel="alternate" hreflang="hy" href="/two">';
    say('/one', storyPage('One', { head }));
    say('/two', storyPage('Two', { head: '<link rel="alternate" hreflang="hy" href="/two">' }));
    const path = newFile();
    await fetchInto(path);
    const posts = ofKind(await entriesAt(path), 'post');
    expect(posts.map(({ id, translationGroup }) => [id, translationGroup])).toEqual([
      ['/one', undefined],
      ['/two', undefined],
    ]);
  });
});

it('counts the words that stand in a story on its page and are no part of it', async () => {
  say('/', html('', 'Front'));
  site.say('/sitemap.xml', sitemap(site, ['/story']));
  const text = paragraphs('water')
    .map((one) => `<p>${one}</p>`)
    .join('');
  const body = `<h1>Water</h1><div itemprop="articleBody">${text}<aside>Read these four words</aside><object>and three more</object></div>`;
  say('/story', html('<meta property="og:type" content="article">', body));
  const path = newFile();
  await fetchInto(path);
  const { id, report } = await importFile(path);
  const words = paragraphs('water').join(' ').split(' ').length;
  expect(report.words.source - report.words.kept).toBeGreaterThanOrEqual(4);
  expect(report.words.kept).toBeGreaterThanOrEqual(words);
  expect(report.reasons).toEqual({ 'no-date': 1, 'words-left-out': 1 });
  await undoImport(database(), id, () => {});
});

it('says of pages without a date that they were published, and become drafts for want of one', async () => {
  say('/', html('', 'Front'));
  site.say('/sitemap.xml', sitemap(site, ['/undated']));
  const text = paragraphs('water').map((words) => `<p>${words}</p>`);
  say('/undated', html('<title>W</title><meta property="og:type" content="article">', `<h1>W</h1>${text.join('')}`));
  const path = newFile();
  await fetchInto(path);
  const { id, report } = await importFile(path);
  expect(report).toMatchObject({ items: 1, changed: 1, reasons: { 'no-date': 1 } });
  const { state, workingCopy } = await database().article.findFirstOrThrow({ include: { workingCopy: true } });
  expect([state, workingCopy?.note]).toEqual(['draft', expect.stringContaining('without a date')]);
  await undoImport(database(), id, () => {});
});

describe('feeds', () => {
  it('are fetched from their address as they are', async () => {
    const [text] = paragraphs('water');
    site.say(
      '/feed',
      rssFeed([
        ['1', 'Water', text ?? ''],
        ['2', 'Wine', text ?? ''],
      ]),
    );
    const path = newFile();
    expect(await fetchInto(path, site.address('/feed'))).toBeUndefined();
    const source = await openSource(path);
    expect(source.ok && source.format).toBe('feed');
    const { id, report } = await importFile(path);
    expect([report.source, report.items, report.words.kept]).toEqual(['feed', 2, report.words.source]);
    await undoImport(database(), id, () => {});
  });

  it('are read in the encoding that only their server says', async () => {
    const russian = Buffer.from([0xcc, 0xee, 0xf1, 0xf2]);
    const [before, after] = rssFeed([['1', 'TITLE', 'Text']]).split(/TITLE(?=<\/title>)/);
    site.say('/feed', Buffer.concat([Buffer.from(before ?? ''), russian, Buffer.from(after ?? '')]) as never, {
      'content-type': 'application/rss+xml; charset=windows-1251',
    });
    const path = newFile();
    await fetchInto(path, site.address('/feed'));
    expect(ofKind(await entriesAt(path), 'post')[0]?.title).toBe('Мост');
  });

  it('stand in for a sitemap that a site does not have', async () => {
    say('/', html('<link rel="alternate" type="application/rss+xml" href="/feed">', 'Front'));
    site.say(
      '/feed',
      rssFeed([['1', 'Water', 'Text']]).replace('https://agency.example/news/1', site.address('/water')),
    );
    say('/water', storyPage('Water'));
    const path = newFile();
    await fetchInto(path);
    expect(await ends(path)).toEqual({ '/water': 'post' });
  });
});
