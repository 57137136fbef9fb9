import { expect, it } from 'vitest';
import { readPage } from '#newsroom/transfer/site/read-page';

const ADDRESS = 'https://old.example/2019/bridge';
const known = {
  address: ADDRESS,
  siteName: 'Old paper',
  isInside: (address: string) => new URL(address).hostname === 'old.example',
};
const P = (n: number) =>
  `<p>Paragraph ${n} of the story says, with commas, that the bridge over the river is open again.</p>`;
const TEXT = [1, 2, 3, 4, 5].map(P).join('');

const page = (head: string, body = `<nav><a href="/">Home</a></nav><main><h1>The bridge is open</h1>${TEXT}</main>`) =>
  `<!doctype html><html lang="ru"><head><title>The bridge is open – Old paper</title>${head}</head><body>${body}</body></html>`;
const json = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

function read(html: string, more: Partial<typeof known> & { publishedAt?: string } = {}) {
  const found = readPage(html, { ...known, ...more });
  if ('why' in found) throw new Error(found.why);
  return found.page;
}
const whyNot = (html: string) => {
  const found = readPage(html, known);
  return 'why' in found ? found.why : 'a story';
};

it('reads a story from JSON-LD in a graph, with what it refers to', () => {
  const graph = {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': ['NewsArticle', 'Article'],
        '@id': `${ADDRESS}#article`,
        mainEntityOfPage: { '@id': ADDRESS },
        headline: 'Bridge &amp; river',
        description: 'What nobody had expected.',
        datePublished: '2019-03-04T09:06:07+04:00',
        dateModified: '2019-03-05T00:00:00Z',
        author: [{ '@id': '#anna' }, 'Bella', { '@type': 'Person', name: 'https://fb.example/x' }],
        articleSection: ['Region'],
        keywords: 'bridge, river, bridge',
        image: [
          { '@type': 'ImageObject', url: '/small.jpg', width: 200 },
          { url: '/large.jpg', width: 1200, caption: 'A bridge' },
        ],
        inLanguage: 'en',
      },
      { '@type': 'Person', '@id': '#anna', name: 'Anna', url: 'https://old.example/authors/anna/' },
      {
        '@type': 'BreadcrumbList',
        itemListElement: [
          { position: 3, name: 'The bridge' },
          { position: 2, name: 'Region', item: 'https://old.example/region/' },
          { position: 1, name: 'Home', item: 'https://old.example/' },
        ],
      },
    ],
  };
  const found = read(page(json(graph)));
  expect(found).toMatchObject({
    canonical: ADDRESS,
    title: 'Bridge & river',
    standfirst: 'What nobody had expected.',
    publishedAt: '2019-03-04T05:06:07.000Z',
    changedAt: '2019-03-05T00:00:00.000Z',
    language: 'ru',
    authors: [{ name: 'Anna', address: 'https://old.example/authors/anna/' }, { name: 'Bella' }],
    section: { name: 'Region', address: 'https://old.example/region/' },
    keywords: ['bridge', 'river'],
    picture: 'https://old.example/large.jpg',
    pictureCaption: 'A bridge',
    beside: '',
  });
  expect(found.html.match(/Paragraph \d/g)).toHaveLength(5);
  expect(found.html).not.toContain('Home');
});

it('reads a story from Open Graph, meta and time elements', () => {
  const head =
    '<meta property="og:type" content="article"><meta property="og:title" content="The bridge is open | Old paper">' +
    '<meta property="article:section" content="Region"><meta property="article:tag" content="river"><meta name="author" content="Anna">' +
    '<meta property="og:image" content="/lead.jpg"><meta property="og:image:alt" content="A bridge">' +
    '<link rel="canonical" href="/2019/the-bridge"><link rel="shortlink" href="/?p=17"><link rel="amphtml" href="https://cdn.example/amp">' +
    '<link rel="alternate" hreflang="hy" href="/hy/bridge"><link rel="alternate" hreflang="ru" href="/2019/the-bridge">' +
    '<link rel="alternate" hreflang="en" href="/en/"><link rel="alternate" hreflang="x-default" href="/2019/the-bridge">';
  const lead = '<figure><img src="/lead-800x600.jpg"><figcaption>Under it</figcaption></figure>';
  const found = read(page(head, `<div itemprop="articleBody">${lead}${TEXT}<aside>Read this too</aside></div>`));
  expect(found).toMatchObject({
    canonical: 'https://old.example/2019/the-bridge',
    addresses: ['https://old.example/?p=17'],
    alternates: [
      { language: 'hy', address: 'https://old.example/hy/bridge' },
      { language: 'ru', address: 'https://old.example/2019/the-bridge' },
    ],
    title: 'The bridge is open',
    section: { name: 'Region' },
    keywords: ['river'],
    authors: [{ name: 'Anna' }],
    picture: 'https://old.example/lead.jpg',
    pictureAlt: 'A bridge',
    pictureCaption: 'Under it',
    beside: 'Read this too',
  });
  expect(found.html).toMatch(/^<p>Paragraph 1/);
});

it('takes a page with one headline, a date and a text for a story, and the date of the news sitemap', () => {
  const body = (time: string) => `<div><h1>Water</h1>${time}${TEXT}</div>`;
  expect(read(page('', body('<time datetime="2019-03-04T05:06:07Z">then</time>')))).toMatchObject({
    title: 'Water',
    publishedAt: '2019-03-04T05:06:07.000Z',
  });
  const og = '<meta property="og:type" content="article">';
  expect(read(page(og, body('')), { publishedAt: '2020-01-01T00:00:00.000Z' }).publishedAt).toBe(
    '2020-01-01T00:00:00.000Z',
  );
});

it('keeps no summary that is the beginning of the text, and prefers the headline that is not cut', () => {
  const story = {
    '@type': 'NewsArticle',
    headline: 'The bridge…',
    description: 'Paragraph 1 of the story says, with commas, that the bri...',
    datePublished: '2019-03-04',
  };
  expect(read(page(json([story])))).toMatchObject({ title: 'The bridge is open', standfirst: '' });
});

it('takes the words of structured data where the page has them nowhere else, and counts what is missing', () => {
  const said = (articleBody: string) =>
    json({ '@type': 'Article', headline: 'H', datePublished: '2019-03-04', articleBody });
  const other = 'One two three four five six seven eight nine ten eleven.\n\nTwelve & more.';
  expect(read(page(said(other))).html).toContain('<p>Twelve &amp; more.</p>');
  const plain = TEXT.replace(/<[^>]+>/g, ' ');
  expect(read(page(said(`${plain} And a word.`))).beside).toBe('And a word');
});

it.each([
  [
    'lists',
    page(
      json([
        { '@type': 'Article', url: '/1' },
        { '@type': 'Article', url: '/2' },
      ]),
    ),
    'not-a-story',
  ],
  ['pages about the site', page('<meta property="og:type" content="website">'), 'not-a-story'],
  [
    'a list with a date',
    page(
      '',
      `<h1>All</h1><time datetime="2019-01-01"></time><div>${'<p><a href="/1">A headline of a story, linked</a></p>'.repeat(30)}</div>`,
    ),
    'not-a-story',
  ],
  [
    'no headline',
    page('<meta property="og:type" content="article">', TEXT).replace(/<title>.*<\/title>/, ''),
    'no-headline',
  ],
  [
    'no text',
    page(
      '<meta property="og:type" content="article">',
      '<h1>Only this</h1><div itemprop="articleBody"><img src="/a.jpg"></div>',
    ),
    'no-words',
  ],
  ['100,000 nested tags', page('', `${'<div>'.repeat(100_000)}x`), 'page-unreadable'],
  ['a million tags', page('', '<b></b>'.repeat(1_000_000)), 'page-unreadable'],
])('leaves out %s', (_, html, why) => {
  expect(whyNot(html)).toBe(why);
});

it('reads past JSON-LD that is broken or hostile', () => {
  const deep = `<script type="application/ld+json">${'{"@graph":['.repeat(50_000)}${']}'.repeat(50_000)}</script>`;
  const broken = '<script type="application/ld+json">{"@type":"NewsArticle",</script>';
  const breaks =
    '<script type="application/ld+json">//<![CDATA[\n{"@type":"NewsArticle","headline":"Line\nbreak","datePublished":"2019-03-04"};\n//]]></script>';
  expect(read(page(deep + broken + breaks)).title).toBe('Line break');
});
