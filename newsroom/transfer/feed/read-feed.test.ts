import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entriesAt, entriesOf, inFolder, listOf, ofKind, sampleFolder } from '#e2e/export-files';
import { parseFeedDate } from '#newsroom/transfer/feed/feed-date';
import { readFeeds } from '#newsroom/transfer/feed/read-feed';

const rss = (items: string, head = '') =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" ` +
  `xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Paper</title>` +
  `<link>https://former.example/news</link><language>hy</language>${head}${items}</channel></rss>`;

describe('files of strangers', () => {
  const folder = sampleFolder('feeds');
  const counts = {
    'content-encoded.rss': 7,
    'encoding.rss': 40,
    'guardian.rss': 55,
    'heise.atom': 15,
    'incomplete-fields.atom': 0,
    'item_content_encoded_crazy.xml': 1,
    'koi8r.xml': 1,
    'pagination-links.rss': 1,
  };

  it('gives every entry that says anything, in its own letters', async () => {
    if (!folder) return;
    for (const [name, count] of Object.entries(counts)) {
      const entries = await entriesAt(join(folder, name));
      expect([name, ofKind(entries, 'post').length]).toEqual([name, count]);
      expect(ofKind(entries, 'problem')).toEqual([]);
      expect(JSON.stringify(entries)).not.toMatch(/\ufffd|@(medium|gmail)\.com"/);
    }
  });

  it('guesses an encoding, and takes the largest of a picture’s sizes', async () => {
    if (!folder) return;
    const [koi8] = ofKind(await entriesAt(join(folder, 'koi8r.xml')), 'post');
    expect(koi8?.title).toBe('Как пережить новогоднюю ночь');
    const [latin] = ofKind(await entriesAt(join(folder, 'encoding.rss')), 'post');
    expect(latin?.title).toBe('Mãe de utente é a nova presidente da Raríssimas');
    const [guardian] = ofKind(await entriesAt(join(folder, 'guardian.rss')), 'post');
    expect(guardian?.lead).toMatch(/^https:\/\/i\.guim\.co\.uk\/.*\/master\/.*\?w=460/);
    expect(guardian?.addresses).toEqual(['/us-news/2018/jan/31/donald-trump-state-of-the-union-address-unity-discord']);
  });
});

it('reads an entry of RSS with all that it says', async () => {
  const entries = await entriesOf(
    rss(
      '<item><title>Water &amp;amp; wine</title><link>/news/water.html</link><guid isPermaLink="false">17</guid>' +
        '<pubDate>Mon, 06 May 2024 11:08:09 +0400</pubDate><dc:creator>Anna K.</dc:creator><dc:creator>x@mail.example</dc:creator>' +
        '<category>Wine</category><category>wine</category><description>Short &lt;b&gt;one&lt;/b&gt;</description>' +
        '<content:encoded><![CDATA[<p>Long</p>]]></content:encoded><enclosure url="https://pics.example/a.jpg" type="image/jpeg" length="1"/></item>',
    ),
  );
  expect(entries).toEqual([
    { kind: 'site', system: 'RSS', name: 'Paper', address: 'https://former.example', language: 'hy' },
    { kind: 'author', id: 'Anna K.', slug: '', name: 'Anna K.', addresses: [] },
    { kind: 'term', id: 'tag:wine', taxonomy: 'tag', slug: 'wine', name: 'Wine', addresses: [] },
    {
      kind: 'post',
      id: '17',
      slug: 'water',
      title: 'Water & wine',
      standfirst: 'Short one',
      text: { format: 'html', html: '<p>Long</p>' },
      status: 'published',
      publishedAt: new Date('2024-05-06T07:08:09Z'),
      authors: ['Anna K.'],
      terms: ['tag:wine'],
      lead: 'https://pics.example/a.jpg',
      addresses: ['/news/water.html'],
    },
  ]);
});

it('reads Atom, RDF and JSON Feed', async () => {
  const atom =
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ru"><title>A</title><link href="https://former.example/"/>' +
    '<author><name>Desk</name></author><entry><id>tag:1</id><title type="text">a &lt; b</title><link href="https://former.example/1"/>' +
    '<updated>2024-05-06T07:08:09Z</updated><summary>Sum</summary><content type="html">&lt;p&gt;T&lt;/p&gt;</content>' +
    '<category term="w" label="Water"/></entry></feed>';
  expect(ofKind(await entriesOf(atom), 'post')).toMatchObject([
    {
      id: 'tag:1',
      title: 'a < b',
      standfirst: 'Sum',
      text: { html: '<p>T</p>' },
      authors: ['Desk'],
      terms: ['tag:water'],
      addresses: ['/1'],
    },
  ]);
  const rdf =
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">' +
    '<channel rdf:about="https://former.example/"><title>R</title><link>https://former.example/</link><description>d</description></channel>' +
    '<item rdf:about="https://former.example/2"><title>Two</title><link>https://former.example/2</link><description>D</description><dc:date>2024-05-06</dc:date></item></rdf:RDF>';
  expect(ofKind(await entriesOf(rdf), 'post')).toMatchObject([
    {
      id: 'https://former.example/2',
      title: 'Two',
      text: { html: 'D' },
      publishedAt: new Date('2024-05-06T00:00:00Z'),
    },
  ]);
  const json = JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'J',
    home_page_url: 'https://former.example/',
    items: [
      {
        id: '3',
        url: 'https://former.example/3',
        title: 'a < b',
        content_text: 'One\n\nTwo <',
        summary: 'S',
        date_published: '2024-05-06T07:08:09+04:00',
        tags: ['x'],
        authors: [{ name: 'Anna' }],
        image: 'https://pics.example/b.jpg',
      },
    ],
  });
  expect(ofKind(await entriesOf(json), 'post')).toMatchObject([
    {
      id: '3',
      title: 'a < b',
      text: { html: '<p>One</p><p>Two &lt;</p>' },
      authors: ['Anna'],
      lead: 'https://pics.example/b.jpg',
      publishedAt: new Date('2024-05-06T03:08:09Z'),
    },
  ]);
});

it('says that entries without a date were published: nobody calls them drafts of the former site', async () => {
  const entries = await entriesOf(rss('<item><title>One</title><description>a</description></item>'));
  const [entry] = ofKind(entries, 'post');
  expect(entry?.status).toBe('published');
  expect(entry).not.toHaveProperty('publishedAt');
});

it('gives no entry a date of its own making, and takes in each entry once, whatever its id', async () => {
  const items =
    '<item><title>One</title><description>a</description></item><item><title>One</title><description>a, changed</description></item>' +
    '<item><description>No title</description></item><item><guid></guid><link>https://former.example/x</link></item>';
  await inFolder(async (folder) => {
    await writeFile(join(folder, 'page-1.xml'), rss(items));
    await writeFile(join(folder, 'page-2.xml'), rss(`${items}<item><title>Two</title></item>`));
    const entries = await entriesAt(folder);
    expect(ofKind(entries, 'site')).toHaveLength(1);
    expect(ofKind(entries, 'post').map(({ title, publishedAt }) => [title, publishedAt])).toEqual([
      ['One', undefined],
      ['', undefined],
      ['', undefined],
      ['Two', undefined],
    ]);
    expect(ofKind(entries, 'other')).toHaveLength(5);
    const ids = entries.flatMap((entry) => ('id' in entry ? `${entry.kind} ${entry.id}` : []));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it('takes the whole text that Yandex is given, where there is no other', async () => {
  const yandex = ' xmlns:yandex="http://news.yandex.ru" xmlns:turbo="http://turbo.yandex.ru"';
  const items =
    '<item><title>One</title><description>Short</description><yandex:full-text>All of it &lt;b&gt;x&lt;/b&gt;</yandex:full-text></item>' +
    '<item turbo="true"><title>Two</title><turbo:content><![CDATA[<p>Turbo</p>]]></turbo:content></item>' +
    '<item><title>Three</title><yandex:full-text>Y</yandex:full-text><content:encoded><![CDATA[<p>C</p>]]></content:encoded></item>' +
    '<item><title>Four</title><turbo:content><![CDATA[<p>T</p>]]></turbo:content><yandex:full-text>Y</yandex:full-text></item>';
  const entries = await entriesOf(rss(items).replace('version="2.0"', `version="2.0"${yandex}`));
  const found = ofKind(entries, 'post').map(({ standfirst, text }) => [standfirst, 'html' in text && text.html]);
  expect(found).toEqual([
    ['Short', 'All of it <b>x</b>'],
    ['', '<p>Turbo</p>'],
    ['', '<p>C</p>'],
    ['', '<p>T</p>'],
  ]);
});

it('takes an id that is an address for that of its entry, where no other is named', async () => {
  const items = [
    { id: 'https://former.example/2024/one', title: 'One', content_html: '<p>a</p>' },
    { id: 'https://former.example/2', url: 'https://former.example/two', title: 'Two', content_html: '<p>a</p>' },
    { id: '3', title: 'Three', content_html: '<p>a</p>' },
  ];
  const feed = { version: 'https://jsonfeed.org/version/1.1', title: 'J', home_page_url: 'https://former.example/' };
  const found = ofKind(await entriesOf(JSON.stringify({ ...feed, items })), 'post');
  expect(found.map(({ slug, addresses }) => [slug, addresses])).toEqual([
    ['one', ['/2024/one']],
    ['two', ['/two']],
    ['', []],
  ]);
  const atom =
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><link href="https://former.example/"/><entry>' +
    '<id>https://former.example/4</id><title>Four</title><updated>2024-05-06T07:08:09Z</updated></entry></feed>';
  expect(ofKind(await entriesOf(atom), 'post')[0]?.addresses).toEqual(['/4']);
});

it('keeps no address of services that only count readers', async () => {
  const items =
    '<item><title>One</title><link>https://counter.example/~r/1</link><guid>https://www.former.example/one/</guid></item>';
  const [story] = ofKind(await entriesOf(rss(items)), 'post');
  expect(story).toMatchObject({ slug: 'one', addresses: ['/one/'] });
});

it.each([
  ['Mon, 06 May 2024 07:08:09 GMT', '2024-05-06T07:08:09.000Z'],
  ['6 May 2024 07:08 UT', '2024-05-06T07:08:00.000Z'],
  ['Mon, 06 May 2024 10:08:09 MSK', '2024-05-06T07:08:09.000Z'],
  ['Mon, 06 May 2024 03:08:09 EDT', '2024-05-06T07:08:09.000Z'],
  ['Monday, 06 May 2024 07:08:09', '2024-05-06T07:08:09.000Z'],
  ['2024-05-06T11:08:09+0400', '2024-05-06T07:08:09.000Z'],
  ['2024-05-06 07:08', '2024-05-06T07:08:00.000Z'],
  ['2024-05-06', '2024-05-06T00:00:00.000Z'],
  ['Mon, 6 May 24 11:08:09 +0400', '2024-05-06T07:08:09.000Z'],
  ['Thu, 6 May 99 11:08:09 GMT', '1999-05-06T11:08:09.000Z'],
  ['Mon, 06 May 2024 11:08:09 +04:00', '2024-05-06T07:08:09.000Z'],
  ['Thu, 29 Feb 2024 23:00:00 -0400', '2024-03-01T03:00:00.000Z'],
  ['Sat, 31 Feb 2024 10:00:00 +0400', undefined],
  ['2024-02-31T10:00:00Z', undefined],
  ['Пн, 06 мая 2024 07:08:09', undefined],
  ['Mon, 06 May 2024 07:08:09 XYZ', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('reads the date “%s”', (text, date) => {
  expect(parseFeedDate(text)?.toISOString()).toBe(date);
});

it.each([
  ['cut off', rss('<item><title>One</title></item><item><title>Tw').replace('</channel></rss>', '')],
  ['too deep', rss(`<item><title>One</title>${'<a>'.repeat(100_000)}`)],
  ['no JSON', '{"version":"https://jsonfeed.org/version/1","items":[{"id":"1"'],
])('says what it cannot read: %s', async (_, content) => {
  const entries = await entriesOf(content);
  expect(entries.at(-1)).toMatchObject({ kind: 'problem' });
});

it('gives what stands before a cut', async () => {
  const items = [1, 2, 3].map(
    (n) => `<item><title>Story ${n}</title><description>&lt;p&gt;Text ${n}&lt;/p&gt;</description></item>`,
  );
  const whole = rss(items.join(''));
  for (let cut = whole.indexOf('<item>') + 6; cut < whole.length - 1; cut++) {
    const closed = whole.slice(0, cut).split('</item>').length - 1;
    const entries = await listOf(readFeeds([parts(whole.slice(0, cut))]));
    expect(ofKind(entries, 'post').length).toBeGreaterThanOrEqual(closed);
    expect(ofKind(entries, 'problem')).toHaveLength(1);
  }
});

async function* parts(text: string): AsyncGenerator<string> {
  yield text.slice(0, 100);
  yield text.slice(100);
}

it('is read though an ampersand stands alone', async () => {
  const [story] = ofKind(
    await entriesOf(rss('<item><title>A & B &nbsp; C</title><link>https://former.example/?a=1&b=2</link></item>')),
    'post',
  );
  expect(story).toMatchObject({ title: 'A & B \u00a0 C', addresses: ['/?a=1&b=2'] });
});

it('expands no entity that a feed defines', async () => {
  const bomb = rss('<item><title>A &b; B</title></item>').replace(
    '<rss',
    '<!DOCTYPE rss [<!ENTITY a "lollollol"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><rss',
  );
  expect(JSON.stringify(await entriesOf(bomb))).not.toContain('lollol');
});
