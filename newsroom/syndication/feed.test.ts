import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { describe, expect, it } from 'vitest';
import { xmlErrors } from '#e2e/xml';
import { changedAt, type Feed, type FeedEntry, writeFeed } from '#newsroom/syndication/feed';

const place = { origin: 'https://news.test', authority: 'news.test,2025' };
const lead = {
  id: '0123456789abcdef0123',
  cut: '',
  width: 1600,
  height: 900,
  alt: 'A lake',
  caption: 'The lake',
  credit: 'Us',
};

const entry: FeedEntry = {
  id: 7,
  kind: 'article',
  kindName: null,
  language: 'hy',
  slug: 'a-story',
  headline: 'Լճի ջուրը',
  standfirst: 'It <rose> & rose',
  section: { key: 'region', name: 'Տարածաշրջան' },
  publishedAt: new Date('2026-11-24T10:00:00Z'),
  revisedAt: null,
  lead,
  body: [{ type: 'paragraph', text: [{ text: 'Water & more' }] }],
  source: 'Paper',
  tags: [{ key: 'water', name: 'Ջուր' }],
  authors: [{ key: 'anna', name: 'Աննա' }],
  pictures: [],
};

const feed: Feed = {
  title: 'Տարածաշրջան – Paper',
  description: 'What happens',
  language: 'hy',
  list: '/arm/region',
  rights: 'Only with a link',
  publisher: 'Paper',
  foundedYear: 2025,
  entries: [entry],
};

const with_ = (more: Partial<FeedEntry>): Feed => ({ ...feed, entries: [{ ...entry, ...more }] });

describe('a feed', () => {
  it('names the kind of a story among its topics', async () => {
    const opinion = with_({ kind: 'opinion', kindName: 'Կարծիք' });
    const rss = writeFeed(opinion, 'rss', place);
    expect(await xmlErrors(rss, 'rss')).toEqual([]);
    expect(parseRssFeed(rss).items?.[0]?.categories?.map(({ name }) => name)).toEqual([
      'Տարածաշրջան',
      'Կարծիք',
      'Ջուր',
    ]);
    const atom = writeFeed(opinion, 'atom', place);
    expect(await xmlErrors(atom, 'atom')).toEqual([]);
    expect(parseAtomFeed(atom).entries?.[0]?.categories?.[1]).toEqual({ term: 'opinion', label: 'Կարծիք' });
    expect(parseJsonFeed(writeFeed(opinion, 'json', place)).items?.[0]?.tags).toEqual([
      'Տարածաշրջան',
      'Կարծիք',
      'Ջուր',
    ]);
  });

  it('in RSS gives the whole article, its picture and its topics', async () => {
    const xml = writeFeed(feed, 'rss', place);
    expect(await xmlErrors(xml, 'rss')).toEqual([]);
    const { items: [item] = [], ...channel } = parseRssFeed(xml);
    expect(channel).toMatchObject({
      title: feed.title,
      link: 'https://news.test/arm/region',
      language: 'hy',
      copyright: 'Only with a link',
      lastBuildDate: 'Tue, 24 Nov 2026 10:00:00 GMT',
      atom: { links: [{ rel: 'self', href: 'https://news.test/arm/region/feed.xml' }] },
    });
    expect(item).toMatchObject({
      title: 'Լճի ջուրը',
      link: 'https://news.test/arm/post/a-story',
      guid: { value: 'tag:news.test,2025:article/7', isPermaLink: false },
      description: 'It <rose> & rose',
      pubDate: 'Tue, 24 Nov 2026 10:00:00 GMT',
      categories: [{ name: 'Տարածաշրջան', domain: 'https://news.test/arm/region' }, { name: 'Ջուր' }],
      dc: { creators: ['Աննա'], languages: ['hy'] },
      media: {
        contents: [
          { url: `https://news.test/media/${lead.id}/wide-1320.jpg`, type: 'image/jpeg', width: 1320, height: 743 },
        ],
      },
    });
    expect(item?.content?.encoded).toBe(
      `<figure><img src="https://news.test/media/${lead.id}/whole-1320.jpg" width="1320" height="743" alt="A lake">` +
        '<figcaption>The lake Us</figcaption></figure>\n' +
        '<p><strong>It &lt;rose&gt; &amp; rose</strong></p>\n<p>Water &amp; more</p>\n<p>Paper</p>',
    );
  });

  it('in Atom tells first publication and last change apart', async () => {
    const revised = with_({ revisedAt: new Date('2026-11-24T12:30:00Z') });
    const xml = writeFeed(revised, 'atom', place);
    expect(await xmlErrors(xml, 'atom')).toEqual([]);
    expect(xml).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="hy">');
    const parsed = parseAtomFeed(xml);
    expect(parsed).toMatchObject({
      id: 'tag:news.test,2025:feed/arm/region',
      updated: '2026-11-24T12:30:00.000Z',
      authors: [{ name: 'Paper', uri: 'https://news.test/arm' }],
    });
    expect(parsed.entries?.[0]).toMatchObject({
      id: 'tag:news.test,2025:article/7',
      title: { value: 'Լճի ջուրը' },
      published: '2026-11-24T10:00:00.000Z',
      updated: '2026-11-24T12:30:00.000Z',
      authors: [{ name: 'Աննա', uri: 'https://news.test/arm/author/anna' }],
      categories: [{ term: 'region' }, { term: 'water' }],
    });
  });

  it('in JSON says the same', () => {
    const parsed = parseJsonFeed(writeFeed(feed, 'json', place));
    expect(parsed).toMatchObject({ language: 'hy', feed_url: 'https://news.test/arm/region/feed.json' });
    expect(parsed.items?.[0]).toMatchObject({
      id: 'tag:news.test,2025:article/7',
      url: 'https://news.test/arm/post/a-story',
      image: `https://news.test/media/${lead.id}/wide-1320.jpg`,
      date_published: '2026-11-24T10:00:00.000Z',
      tags: ['Տարածաշրջան', 'Ջուր'],
      authors: [{ name: 'Աննա', url: 'https://news.test/arm/author/anna' }],
      language: 'hy',
    });
  });

  it('knows an article again under another slug and headline', () => {
    const moved = with_({ slug: 'another', headline: 'Another' });
    for (const format of ['rss', 'atom', 'json'] as const)
      expect(writeFeed(moved, format, place)).toContain('tag:news.test,2025:article/7');
  });

  it('keeps its ids when the site moves', () => {
    const elsewhere = { ...place, origin: 'https://moved.test' };
    const ids = (xml: string) => xml.match(/<id>.*?<\/id>/g);
    expect(ids(writeFeed(feed, 'atom', elsewhere))).toEqual(ids(writeFeed(feed, 'atom', place)));
    for (const format of ['rss', 'json'] as const)
      expect(writeFeed(feed, format, elsewhere)).toContain('tag:news.test,2025:article/7');
  });

  it('of the whole paper says the language of each entry, and none of its own', async () => {
    const all: Feed = { ...feed, language: null, list: '', entries: [entry, { ...entry, id: 8, language: 'ru' }] };
    const rss = writeFeed(all, 'rss', place);
    const atom = writeFeed(all, 'atom', place);
    expect(await xmlErrors(rss, 'rss')).toEqual([]);
    expect(await xmlErrors(atom, 'atom')).toEqual([]);
    expect(rss).not.toContain('<language>');
    expect(rss).toContain('https://news.test/feed.xml');
    expect(atom).toMatch(/<entry xml:lang="hy">.*<entry xml:lang="ru">/s);
    expect(
      JSON.parse(writeFeed(all, 'json', place)).items.map(({ language }: { language: string }) => language),
    ).toEqual(['hy', 'ru']);
  });

  it('names its hub where there is one', async () => {
    const hub = 'https://hub.test/';
    for (const format of ['rss', 'atom'] as const) {
      const xml = writeFeed(feed, format, { ...place, hub });
      expect(await xmlErrors(xml, format)).toEqual([]);
      expect(xml).toMatch(/<(atom:)?link href="https:\/\/hub\.test\/" rel="hub"\/>/);
      expect(writeFeed(feed, format, place)).not.toContain('rel="hub"');
    }
    expect(JSON.parse(writeFeed(feed, 'json', { ...place, hub })).hubs).toEqual([{ type: 'WebSub', url: hub }]);
  });

  it('without entries is valid, and as old as the paper', async () => {
    const empty = { ...feed, entries: [] };
    expect(changedAt(empty)).toEqual(new Date('2025-01-01T00:00:00Z'));
    expect(await xmlErrors(writeFeed(empty, 'rss', place), 'rss')).toEqual([]);
    expect(await xmlErrors(writeFeed(empty, 'atom', place), 'atom')).toEqual([]);
    expect(JSON.parse(writeFeed(empty, 'json', place)).items).toEqual([]);
  });

  it('stays whole whatever a text holds', async () => {
    const evil = ']]> & <script>alert(1)</script> "\u0000\u0001\u001f\ufffe \ud800 &amp;';
    const all = with_({
      headline: evil,
      standfirst: evil,
      source: evil,
      body: [{ type: 'paragraph', text: [{ text: evil }] }],
      lead: { ...lead, alt: evil, credit: evil },
      tags: [{ key: 'evil', name: evil }],
      authors: [{ key: 'evil', name: evil }],
    });
    expect(await xmlErrors(writeFeed(all, 'rss', place), 'rss')).toEqual([]);
    expect(await xmlErrors(writeFeed(all, 'atom', place), 'atom')).toEqual([]);
    expect(parseRssFeed(writeFeed(all, 'rss', place)).items?.[0]?.title).toContain(']]> & <script>alert(1)</script>');
    expect(JSON.parse(writeFeed(all, 'json', place)).items[0].content_html).not.toContain('<script');
  });
});
