import type { APIRequestContext, Page } from '@playwright/test';
import sharp from 'sharp';
import { DEMO_LANGUAGES, expect, origin, SEED_STORY, test } from './browser-test.ts';
import { unknownIn } from './vocabulary.ts';
import { xmlErrors } from './xml.ts';

/** What a crawler sees of a page. */
type Seen = {
  address: string;
  title: string;
  description: string;
  robots: string;
  canonical: string;
  headings: number;
  versions: [language: string, address: string][];
  feeds: string[];
  links: string[];
  pictures: string[];
  graph: Record<string, string>;
  card: string;
  data: { '@type': string; [name: string]: unknown }[];
};

const pathOf = (address: string) => address.replace(origin(), '');

/** Reads a page as finished HTML, without its script ever running. */
function read(page: Page, address: string, html: string): Promise<Seen> {
  return page.evaluate(
    ({ address, html, origin }) => {
      const document = new DOMParser().parseFromString(html, 'text/html');
      const all = (selector: string, name: string) =>
        [...document.querySelectorAll(selector)].map((element) => element.getAttribute(name) ?? '');
      const here = (address: string) => new URL(address, origin).href.split('#')[0] as string;
      const ours = (address: string) => address !== '' && here(address).startsWith(`${origin}/`);
      const data = [...document.querySelectorAll('script[type="application/ld+json"]')].flatMap(
        ({ textContent }) => JSON.parse(textContent ?? '')['@graph'],
      );
      return {
        address,
        title: document.title,
        description: all('meta[name="description"]', 'content')[0] ?? '',
        robots: all('meta[name="robots"]', 'content').join(', '),
        canonical: all('link[rel="canonical"]', 'href').join(' '),
        headings: document.querySelectorAll('h1').length,
        versions: [...document.querySelectorAll('link[hreflang]')].map((link): [string, string] => [
          link.getAttribute('hreflang') ?? '',
          link.getAttribute('href') ?? '',
        ]),
        feeds: all('[type^="application/"][rel~="alternate"]', 'href').map(here),
        links: [
          ...new Set([...all('a[href]:not([rel~="alternate"]), link[rel="author"]', 'href')].filter(ours).map(here)),
        ],
        pictures: [
          ...new Set(
            [
              ...all('img', 'src'),
              ...all('meta[property="og:image"], meta[name="twitter:image"]', 'content'),
              ...all('link[rel~="icon"], link[rel="apple-touch-icon"], link[rel="manifest"]', 'href'),
              ...(JSON.stringify(data).match(/https?:\/\/[^"]+\.(jpg|png)/g) ?? []),
            ].map(here),
          ),
        ],
        graph: Object.fromEntries(
          [...document.querySelectorAll('meta[property]')].map((meta) => [
            meta.getAttribute('property'),
            meta.getAttribute('content'),
          ]),
        ),
        card: all('meta[name="twitter:card"]', 'content').join(' '),
        data,
      };
    },
    { address, html, origin: origin() },
  );
}

const locations = (xml: string) =>
  [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address.replaceAll('&amp;', '&'));

/** Does something with each of many, a few at a time. */
async function each<T>(many: Iterable<T>, work: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...many];
  const hand = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await work(one);
  };
  await Promise.all(Array.from({ length: 6 }, hand));
}

/**
 * Everything that can be reached from some addresses by links, as pages; whatever is not answered with 200 is a fault.
 */
async function crawl(
  page: Page,
  request: APIRequestContext,
  from: string[],
  faults: string[],
): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>();
  const asked = new Set<string>();
  let next = new Set(from);
  const closed = /^\/(api|admin|(en|ru|arm)\/search)/;
  while (next.size > 0) {
    const found = new Set<string>();
    for (const address of next) asked.add(address);
    await each(next, async (address) => {
      const response = await request.get(address, { maxRedirects: 0 });
      // The archive begins wherever the newest day is: one step, to a page.
      if (response.status() === 307 && /\/archive$/.test(address)) {
        found.add(new URL(response.headers().location ?? '', address).href);
        return;
      }
      if (response.status() !== 200) {
        faults.push(`${pathOf(address)} answers ${response.status()}`);
        return;
      }
      const one = await read(page, address, await response.text());
      seen.set(address, one);
      for (const link of one.links) found.add(link);
    });
    // The door sends each visitor to a language; everything else answers for itself.
    next = new Set(
      [...found].filter(
        (address) => address !== `${origin()}/` && !closed.test(pathOf(address)) && !asked.has(address),
      ),
    );
  }
  return seen;
}

test('a crawler finds every story, and nothing that misleads it', async ({ page, request }) => {
  test.setTimeout(240_000);
  const faults: string[] = [];
  const fault = (address: string, what: string) => faults.push(`${pathOf(address)}: ${what}`);

  // What robots.txt names.
  const robots = await (await request.get('/robots.txt')).text();
  const sitemaps = [...robots.matchAll(/^Sitemap: (.+)$/gm)].map(([, address = '']) => address);
  expect(sitemaps.map(pathOf)).toEqual(['/sitemap.xml', '/news-sitemap.xml']);
  const index = await (await request.get(String(sitemaps[0]))).text();
  expect(await xmlErrors(index, 'sitemap-index')).toEqual([]);
  const listed = new Set<string>();
  for (const part of locations(index)) {
    const xml = await (await request.get(part)).text();
    expect([part, await xmlErrors(xml, 'sitemap')]).toEqual([part, []]);
    for (const address of locations(xml)) listed.has(address) ? fault(address, 'listed twice') : listed.add(address);
  }
  for (const path of ['en', 'ru', 'arm']) expect([...listed].map(pathOf)).toContain(`/${path}/corrections`);
  const news = await (await request.get(String(sitemaps[1]))).text();
  expect(await xmlErrors(news, 'sitemap')).toEqual([]);
  for (const address of locations(news)) if (!listed.has(address)) fault(address, 'in the news sitemap alone');

  // What can be reached by links from the door.
  const door = await request.get('/', { maxRedirects: 0 });
  expect(door.status()).toBe(307);
  const seen = await crawl(page, request, [origin() + door.headers().location], faults);

  for (const address of listed) if (!seen.has(address)) fault(address, 'listed, but no link leads to it');
  const titles = new Map<string, string>();
  for (const one of seen.values()) {
    const { address, canonical, versions, data, graph } = one;
    // Pages and entries of live blogs are found by their first page.
    if (/\/post\/[^/]+$/.test(address) && !listed.has(address)) fault(address, 'not in the sitemap');
    if (one.headings !== 1) fault(address, `${one.headings} headings of the first rank`);
    if (one.title === '' || one.description === '') fault(address, 'no title or description');
    if (canonical !== address && listed.has(address)) fault(address, `canonical is ${canonical}`);
    if (!seen.has(canonical)) fault(address, `canonical ${canonical} is not there`);
    if (/noindex/.test(one.robots) || !/max-image-preview:large/.test(one.robots))
      fault(address, `robots: ${one.robots}`);
    if (listed.has(address)) {
      for (const text of [one.title, one.description]) {
        const other = titles.get(text);
        if (other) fault(address, `the same words as ${pathOf(other)}: ${text}`);
        titles.set(text, address);
      }
    }
    for (const [language, version] of versions) {
      const there = seen.get(version);
      if (!there) fault(address, `its ${language} version ${pathOf(version)} is not there`);
      else if (JSON.stringify([...there.versions].sort()) !== JSON.stringify([...versions].sort())) {
        fault(address, `its version ${pathOf(version)} knows other versions`);
      }
    }
    if (versions.length > 0 && !versions.some(([, version]) => version === canonical))
      fault(address, 'is none of its versions');
    for (const unknown of data.flatMap((thing) => unknownIn(thing))) fault(address, `JSON-LD ${unknown}`);
    const types = data.map((thing) => thing['@type']);
    const wanted = /\/post\//.test(address)
      ? ['BreadcrumbList']
      : /^\/\w+$/.test(pathOf(address))
        ? ['NewsMediaOrganization', 'WebSite', 'CollectionPage']
        : /\/(about|contacts|advertising|privacy|rules)$/.test(address)
          ? ['BreadcrumbList', 'WebSite', 'NewsMediaOrganization']
          : ['BreadcrumbList', 'WebSite', 'CollectionPage'];
    if (
      /\/(post|tag|author|archive|about|contacts|advertising|privacy|rules)(\/|$)/.test(address) ||
      /^\/\w+(\/(region|culture))?$/.test(pathOf(address))
    ) {
      for (const type of wanted) if (!types.includes(type)) fault(address, `tells nothing of type ${type}`);
    }
    for (const name of ['og:image', 'og:image:alt', 'og:image:width', 'og:image:height', 'og:image:type', 'og:locale'])
      if (!graph[name]) fault(address, `no ${name}`);
    if (one.card !== 'summary_large_image') fault(address, `twitter:card is ${one.card}`);
    if (/\/post\//.test(address)) {
      if (!/^((Opinion)?NewsArticle|LiveBlogPosting|BlogPosting)$/.test(String(types[0])))
        fault(address, `begins with ${types[0]}`);
      const names = ['article:published_time', 'article:modified_time', 'article:section'];
      for (const name of names) if (!graph[name]) fault(address, `no ${name}`);
      const { datePublished, dateModified, image } = data[0] as Record<string, string>;
      if (!image) fault(address, 'JSON-LD has no image');
      if (datePublished !== graph['article:published_time'] || dateModified !== graph['article:modified_time'])
        fault(address, 'two times');
    }
  }
  expect(faults.sort()).toEqual([]);
  expect([...seen.keys()].filter((address) => /\/post\//.test(address)).length).toBeGreaterThan(120);

  // Whatever pages name besides pages.
  await each(new Set([...seen.values()].flatMap(({ pictures, feeds }) => [...pictures, ...feeds])), async (address) => {
    const { status } = await request
      .head(address, { maxRedirects: 0 })
      .then((response) => ({ status: response.status() }));
    if (status !== 200) fault(address, `answers ${status}`);
  });
  expect(faults).toEqual([]);
});

test('feeds are valid in every language and kind, and are given once', async ({ request }) => {
  test.slow();
  for (const list of ['', '/en', '/ru', '/arm', '/ru/region', '/arm/tag/water', '/en/author/murad-rzayev']) {
    for (const [file, kind, type] of [
      ['feed.xml', 'rss', 'application/rss+xml'],
      ['atom.xml', 'atom', 'application/atom+xml'],
      ['feed.json', 'json', 'application/feed+json'],
    ] as const) {
      const address = `${list}/${file}`;
      const response = await request.get(address);
      expect([address, response.status(), response.headers()['content-type']]).toEqual([
        address,
        200,
        `${type}; charset=utf-8`,
      ]);
      const body = await response.text();
      if (kind === 'json')
        expect(JSON.parse(body)).toMatchObject({
          version: 'https://jsonfeed.org/version/1.1',
          feed_url: origin() + address,
        });
      else expect([address, await xmlErrors(body, kind)]).toEqual([address, []]);
      expect(body).toContain(`${origin()}/media/`);

      const { etag = '', 'last-modified': modified = '' } = response.headers();
      expect(Date.parse(modified)).toBeLessThanOrEqual(Date.now());
      expect((await request.get(address, { headers: { 'if-none-match': etag } })).status()).toBe(304);
      const later = new Date(Date.parse(modified) + 3_600_000).toUTCString();
      expect((await request.get(address, { headers: { 'if-modified-since': later } })).status()).toBe(304);
      const earlier = new Date(Date.parse(modified) - 1_000).toUTCString();
      expect((await request.get(address, { headers: { 'if-modified-since': earlier } })).status()).toBe(200);
    }
  }
  expect(await xmlErrors(await (await request.get('/feeds.opml')).text(), 'opml')).toEqual([]);
});

test('there are no feeds and sitemaps but ours', async ({ request }) => {
  for (const address of [
    '/xx/feed.xml',
    '/en/no-such/feed.xml',
    '/en/tag/no-such/atom.xml',
    '/en/author/no-such/feed.json',
    '/en/post/feed.xml',
    '/en/region/rss.xml',
    '/feeds/feed.xml/en',
    '/sitemap/xx.xml',
    '/sitemap/en-1999-01.xml',
    '/sitemap/en-2026-13.xml',
    '/sitemap/news-0.xml',
    '/sitemap/news-9.xml',
    '/share/1-0123456789abcdef.png',
    '/xx/manifest.webmanifest',
    '/ads.txt',
  ]) {
    expect([address, (await request.get(address)).status()]).toEqual([address, 404]);
  }
});

for (const { code, path, openGraph } of DEMO_LANGUAGES) {
  test(`a shared link in ${code} shows its story`, async ({ page, request }) => {
    const seen = await read(page, SEED_STORY[code], await (await request.get(SEED_STORY[code])).text());
    expect(seen.graph).toMatchObject({
      'og:type': 'article',
      'og:locale': openGraph,
      'og:url': origin() + SEED_STORY[code],
      'og:image:width': '1200',
      'og:image:height': '630',
    });
    const picture = await request.get(String(seen.graph['og:image']));
    expect(await sharp(await picture.body()).metadata()).toMatchObject({ width: 1200, height: 630 });
    expect((await picture.body()).length).toBeLessThan(600_000);

    const manifest = await (await request.get(`/${path}/manifest.webmanifest`)).json();
    expect(manifest).toMatchObject({ lang: code, start_url: `/${path}` });
    for (const { src, sizes } of manifest.icons.slice(1)) {
      const { width, height } = await sharp(await (await request.get(src)).body()).metadata();
      expect(`${width}x${height}`).toBe(sizes);
    }
    expect(seen.data.find((thing) => thing['@type'] === 'BreadcrumbList')).toMatchObject({
      itemListElement: { length: 3 },
    });
  });
}

test('a story without a picture is shared with a card that says its headline', async ({ page, request }) => {
  const address = '/en/post/test-only-in-english';
  const { graph, data } = await read(page, address, await (await request.get(address)).text());
  expect(graph).toMatchObject({
    'og:image:type': 'image/png',
    'og:image:width': '1200',
    'og:image:alt': 'Headline of test-only-in-english',
  });
  expect(pathOf(String(graph['og:image']))).toMatch(/^\/share\/\d+-[0-9a-f]{16}\.png$/);
  expect(data[0]).toMatchObject({ '@type': 'NewsArticle', image: { url: graph['og:image'], width: '1200' } });
  const card = await request.get(String(graph['og:image']));
  expect(card.headers()['content-type']).toBe('image/png');
  expect(await sharp(await card.body()).metadata()).toMatchObject({ width: 1200, height: 630 });
});

test('a list is shared with a card that says its name, the site with one of its own', async ({ page, request }) => {
  const seen = async (address: string) => read(page, address, await (await request.get(address)).text());
  const section = await seen('/ru/region');
  expect(section.graph).toMatchObject({
    'og:image:type': 'image/png',
    'og:image:width': '1200',
    'og:image:height': '630',
    'og:image:alt': expect.stringMatching(/^Регион – /),
  });
  expect(pathOf(String(section.graph['og:image']))).toMatch(/^\/share\/ru-region-[0-9a-f]{16}\.png$/);
  const front = await seen('/arm');
  expect(pathOf(String(front.graph['og:image']))).toMatch(/^\/share\/hy-[0-9a-f]{16}\.png$/);
  expect((await seen('/arm/tag/water')).graph['og:image']).toBe(front.graph['og:image']);
  for (const { graph, card } of [section, front]) {
    expect(card).toBe('summary_large_image');
    const picture = await request.get(String(graph['og:image']));
    expect(await sharp(await picture.body()).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 });
  }
});

test('files that are looked for at fixed places say what they should', async ({ request }) => {
  const text = async (address: string) => (await request.get(address)).text();
  const expires = /^Expires: (.+)$/m.exec(await text('/.well-known/security.txt'))?.[1] ?? '';
  const days = (Date.parse(expires) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(30);
  expect(days).toBeLessThan(364);
  expect(await text('/.well-known/security.txt')).toMatch(/^Contact: (mailto:|https:)/m);
  const robots = await text('/robots.txt');
  for (const closed of ['/admin', '/api/', '/en/search', '/ru/search', '/arm/search'])
    expect(robots).toContain(`Disallow: ${closed}\n`);
  expect(await text('/llms.txt')).toMatch(/^# \S+\n\n> \S+/);
  expect(await text('/humans.txt')).toContain('/* TEAM */');
  for (const [, address = ''] of (await text('/llms.txt')).matchAll(/\]\(([^)]+)\)/g)) {
    expect([address, (await request.get(address, { maxRedirects: 0 })).status()]).toEqual([address, 200]);
  }
  expect((await request.get('/favicon.ico')).headers()['content-type']).toContain('icon');
});
