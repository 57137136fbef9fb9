import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sampleFolder } from '#e2e/export-files';
import { plainHtml } from '#newsroom/wire/formats/plain-html';
import { readDocument } from '#newsroom/wire/read-document';
import type { WireEntry } from '#newsroom/wire/wire-entry';

const read = (content: string | Uint8Array, declared?: string) =>
  readDocument(Buffer.from(content as string), { declared, address: 'https://agency.example/feed' });

async function entriesOf(content: string | Uint8Array, declared?: string): Promise<WireEntry[]> {
  const document = read(content, declared);
  if (!document.ok) throw new Error(document.why);
  return document.entries;
}

const rss = (items: string, head = '', encoding = 'UTF-8') =>
  `<?xml version="1.0" encoding="${encoding}"?><rss version="2.0"><channel><title>Agency</title>` +
  `<link>https://agency.example/</link><language>ru</language>${head}${items}</channel></rss>`;

const newsml = (guid: string, inside: { meta?: string; content?: string; set?: string; version?: number } = {}) =>
  `<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="${guid}" version="${inside.version ?? 1}" ` +
  `standard="NewsML-G2" standardversion="2.35" xml:lang="ru"><itemMeta><itemClass qcode="ninat:text"/>` +
  `<versionCreated>2026-11-20T10:00:00+04:00</versionCreated>${inside.meta ?? ''}</itemMeta>` +
  `<contentMeta>${inside.content ?? '<headline>Дождь</headline>'}</contentMeta>` +
  `<contentSet>${inside.set ?? ''}</contentSet></newsItem>`;

describe('files of strangers', () => {
  const wire = sampleFolder('wire');
  const feeds = sampleFolder('feeds');

  it('gives NewsML-G2 and ninjs of IPTC with all that they say', async () => {
    if (!wire) return;
    const [item] = await entriesOf(await readFile(join(wire, 'newsml-g2-text.xml')));
    expect(item).toMatchObject({
      id: 'urn:newsml:acmenews.com:20161121:US-FINANCE-FED',
      wireVersion: 11,
      status: 'usable',
      headline: 'Fed to halt QE to avert "bubble"',
      language: 'en-US',
      published: new Date('2018-11-21T21:25:32Z'),
    });
    expect(item?.html.match(/<p>/g)).toHaveLength(2);
    expect(item?.html).not.toContain('Staff Reporter');
    const pack = read(await readFile(join(wire, 'newsml-g2-package.xml')));
    expect(pack).toMatchObject({ ok: true, format: 'NewsML-G2', entries: [], skipped: 1 });
    const [dpa] = await entriesOf(await readFile(join(wire, 'ninjs-3.0-dpa-text.json')));
    expect(dpa).toMatchObject({ id: 'urn:newsml:dpa.com:20090101:190510-99-167362', wireVersion: 2, language: 'de' });
    expect(dpa?.headline).not.toBe('');
    expect(dpa?.html).toContain('<p>BEHAUPTUNG');
    const [simple] = await entriesOf(await readFile(join(wire, 'ninjs-3.0-simple.json')));
    expect(simple).toMatchObject({ headline: 'Captain of wrecked cruise ship on trial in Italy', wireVersion: null });
    expect(simple?.html.match(/<p>/g)).toHaveLength(4);
  });

  it('gives every entry of odd feeds in its own letters', async () => {
    if (!feeds) return;
    const counts = {
      'encoding.rss': 40,
      'guardian.rss': 55,
      'heise.atom': 15,
      'koi8r.xml': 1,
      'pagination-links.rss': 1,
    };
    for (const [name, count] of Object.entries(counts)) {
      const entries = await entriesOf(await readFile(join(feeds, name)));
      expect([name, entries.length]).toEqual([name, count]);
      expect(JSON.stringify(entries)).not.toContain('\ufffd');
    }
  });
});

describe('feeds', () => {
  it('gives an entry with full link, picture, language and the pace of the feed', async () => {
    const document = read(
      rss(
        '<item><guid isPermaLink="false">7</guid><title>Rain &amp;amp; wind</title><link>/news/7</link>' +
          '<pubDate>Fri, 20 Nov 2026 10:00:00 +0400</pubDate><description>Short</description>' +
          '<enclosure url="https://pics.example/a.jpg" type="image/jpeg" length="1"/></item>',
        '<ttl>45</ttl><skipHours><hour>3</hour></skipHours><skipDays><day>Sunday</day></skipDays>',
      ),
    );
    expect(document).toMatchObject({
      format: 'RSS',
      pace: { ttlMinutes: 45, skipHours: [3], skipDays: ['sunday'] },
      entries: [
        {
          id: '7',
          link: 'https://agency.example/news/7',
          headline: 'Rain & wind',
          html: 'Short',
          language: 'ru',
          published: new Date('2026-11-20T06:00:00Z'),
          pictures: [{ address: 'https://pics.example/a.jpg' }],
        },
      ],
    });
  });

  it('calls an entry without a title by its first words, and leaves out those that say nothing', async () => {
    const entries = await entriesOf(
      rss('<item><description>Only words</description></item><item><guid>x</guid></item>'),
    );
    expect(entries.map(({ headline }) => headline)).toEqual(['Only words']);
  });

  it('reads RSS 2 under a namespace, Atom, RDF and JSON Feed', async () => {
    const spaced = rss('<item><title>A</title></item>').replace(
      '<rss ',
      '<rss xmlns="http://backend.userland.com/rss2" ',
    );
    expect((await entriesOf(spaced)).map(({ headline }) => headline)).toEqual(['A']);
    const json = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'J',
      items: [{ id: '1', title: 'B', content_text: 'x' }],
    };
    expect((await entriesOf(JSON.stringify(json))).map(({ headline }) => headline)).toEqual(['B']);
    const atom = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>1</id><title>C</title></entry></feed>';
    expect((await entriesOf(atom)).map(({ headline }) => headline)).toEqual(['C']);
  });
});

describe('letters', () => {
  const words = '<item><title>Как пережить новогоднюю ночь</title></item>';
  const encoded = {
    'a mark at the start': [Buffer.from(`\ufeff${rss(words, '', 'windows-1251')}`), undefined],
    'UTF-16 with a mark': [Buffer.from(`\ufeff${rss(words, '', 'utf-16')}`, 'utf16le'), undefined],
    'the server': [single(rss(words, '', 'us-ascii'), 'windows-1251'), 'windows-1251'],
    'the declaration': [single(rss(words, '', 'windows-1251'), 'windows-1251'), undefined],
    'a guess': [single(rss(words).replace(/<\?.*?\?>/, ''), 'koi8-r'), undefined],
    'bytes that are UTF-8, whatever is declared': [Buffer.from(rss(words, '', 'iso-8859-1')), 'iso-8859-1'],
  } as const;

  it.each(Object.entries(encoded))('are read by %s', async (_, [bytes, declared]) => {
    const [entry] = await entriesOf(bytes, declared);
    expect(entry?.headline).toBe('Как пережить новогоднюю ночь');
  });
});

/** Bytes of a text in an encoding of one byte a letter. */
function single(text: string, encoding: string): Uint8Array {
  const letters = new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
  return Uint8Array.from([...text].map((letter) => letters.indexOf(letter)));
}

describe('NewsML-G2', () => {
  it('gives status, embargo, note, standfirst and version', async () => {
    const [entry] = await entriesOf(
      newsml('urn:1', {
        version: 3,
        meta: '<pubStatus qcode="stat:canceled"/><embargoed>2026-12-01T00:00:00+04:00</embargoed><edNote>Wrong name</edNote>',
        content:
          '<headline role="hld:sub">Sub</headline><headline>Main</headline><description role="drol:summary">Sum</description>' +
          '<language tag="hy"/><creditline>Agency/AP</creditline>',
      }),
    );
    expect(entry).toMatchObject({
      ...{ id: 'urn:1', wireVersion: 3, status: 'canceled', headline: 'Main', standfirst: 'Sum', language: 'hy' },
      ...{ note: 'Wrong name', credit: 'Agency/AP', embargoUntil: new Date('2026-11-30T20:00:00Z') },
    });
  });

  it('holds back what is under an embargo without an end', async () => {
    expect(await entriesOf(newsml('urn:1', { meta: '<embargoed/>' }))).toMatchObject([{ status: 'withheld' }]);
  });

  it('takes the rendition with most markup, without prefixes', async () => {
    const [entry] = await entriesOf(
      newsml('urn:1', {
        set:
          '<inlineData contenttype="text/plain">Plain</inlineData><inlineXML contenttype="application/xhtml+xml">' +
          '<h:html xmlns:h="http://www.w3.org/1999/xhtml"><h:head><h:title>No</h:title></h:head><h:body><h:p>A &amp; ' +
          '<h:strong>b</h:strong></h:p></h:body></h:html></inlineXML>',
      }),
    );
    expect(entry?.html).toBe('<p>A &amp; <strong>b</strong></p>');
  });

  it('reads a message of several items, prefixes or not, and counts what is no text', async () => {
    const message =
      '<n:newsMessage xmlns:n="http://iptc.org/std/nar/2006-10-01/"><n:header/><n:itemSet>' +
      '<n:newsItem guid="a" version="1"><n:itemMeta><n:itemClass qcode="ninat:text"/></n:itemMeta><n:contentMeta>' +
      '<n:headline>A</n:headline></n:contentMeta></n:newsItem><n:newsItem guid="b" version="1"><n:itemMeta>' +
      '<n:itemClass qcode="ninat:picture"/></n:itemMeta></n:newsItem><n:packageItem guid="c" version="1"/></n:itemSet></n:newsMessage>';
    expect(read(message)).toMatchObject({ entries: [{ id: 'a', headline: 'A' }], skipped: 2 });
  });

  it('gives nothing of a file that is cut off, and of a text too deep', async () => {
    const whole = newsml('urn:1', { set: '<inlineData>Text</inlineData>' });
    expect(read(whole.slice(0, -20))).toEqual({ ok: false, why: 'cut-off' });
    const deep = newsml('urn:1', { set: `<inlineXML>${'<p>'.repeat(200_000)}${'</p>'.repeat(200_000)}</inlineXML>` });
    expect(read(deep)).toEqual({ ok: false, why: 'too-deep' });
  });

  it('expands no entity that a file defines', async () => {
    const bomb = `<!DOCTYPE newsItem [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${newsml('urn:1', { content: '<headline>&b;</headline>' })}`;
    expect(await entriesOf(bomb)).toMatchObject([{ headline: '&b;' }]);
  });
});

describe('ninjs', () => {
  it('reads 1, 2 and 3 alike', async () => {
    const one = {
      ...{ uri: 'urn:1', version: '4', type: 'text', pubstatus: 'withheld', headline: 'H', description_text: 'S < T' },
      ...{ body_html: '<p>B</p>', embargoed: '2026-12-01T00:00:00Z', ednote: 'N', language: 'en' },
      associations: {
        main: {
          ...{ uri: 'p', type: 'picture', description_text: 'Rain', byline: 'Anna' },
          renditions: {
            small: { href: 'https://pics.example/s.jpg', width: 10 },
            large: { href: 'https://pics.example/l.jpg', width: 99 },
          },
        },
      },
    };
    const two = {
      ...{ uri: 'urn:1', version: '4', type: 'text', pubstatus: 'withheld', embargoed: '2026-12-01T00:00:00Z' },
      ...{ headlines: [{ role: 'main', value: 'H' }], descriptions: [{ value: 'S < T', contenttype: 'text/plain' }] },
      ...{ bodies: [{ role: 'x', contenttype: 'text/html', value: '<p>B</p>' }], ednote: 'N', language: 'en' },
      associations: [
        {
          ...{ name: 'main', uri: 'p', type: 'picture', descriptions: [{ value: 'Rain' }], by: 'x', byline: 'Anna' },
          renditions: [{ href: 'https://pics.example/l.jpg', width: 99 }],
        },
      ],
    };
    const three = { ...two, pubstatus: undefined, pubStatus: 'withheld', ednote: undefined, edNote: 'N' };
    for (const item of [one, two, three]) {
      expect(await entriesOf(JSON.stringify(item))).toEqual([
        {
          ...{ id: 'urn:1', link: '', wireVersion: 4, status: 'withheld', headline: 'H', standfirst: 'S < T' },
          ...{
            html: '<p>B</p>',
            language: 'en',
            note: 'N',
            credit: '',
            embargoUntil: new Date('2026-12-01T00:00:00Z'),
          },
          pictures: [{ address: 'https://pics.example/l.jpg', caption: 'Rain', credit: 'Anna' }],
        },
      ]);
    }
  });

  it('reads lists, and counts what is no text', async () => {
    const list = {
      items: [
        { uri: 'a', headline: 'A' },
        { uri: 'b', type: 'picture' },
      ],
    };
    expect(read(JSON.stringify(list))).toMatchObject({ format: 'ninjs', entries: [{ id: 'a' }], skipped: 1 });
  });
});

it('keeps the paragraphs of plain text', () => {
  expect(plainHtml('One\ntwo\n\nThree < 4')).toBe('<p>One two</p><p>Three &lt; 4</p>');
  expect(plainHtml('  One\ntwo\n  Three')).toBe('<p>One two</p><p>Three</p>');
  expect(plainHtml('One\r\nTwo')).toBe('<p>One</p><p>Two</p>');
});

it.each([
  ['a page', '<!doctype html><html><body>No feed</body></html>', 'unknown-format'],
  ['other JSON', '{"a":1}', 'unknown-format'],
  ['broken JSON', '{"a":', 'unreadable'],
  ['nothing', '', 'unknown-format'],
  ['words', 'Hello', 'unknown-format'],
])('says why %s cannot be read', async (_, text, why) => {
  expect(read(text)).toEqual({ ok: false, why });
});

describe('hostile documents', () => {
  const LONG = 1_000_000;
  const documents = {
    'hours that never end': rss('', '<skipHours>'.repeat(LONG / 10)),
    'an hour of spaces': rss('', `<skipHours><hour>${' '.repeat(LONG)}<x></skipHours>`),
    'a status of letters': newsml('urn:1', { meta: `<pubStatus qcode="${'a'.repeat(LONG)}!"/>` }),
    'remarks that never end': `${'<!--'.repeat(LONG / 4)}<rss>`,
    'a name that never ends': `<${'a'.repeat(LONG)}`,
    'a text of spaces': newsml('urn:1', { set: `<inlineData>${'\n \t'.repeat(LONG / 3)}x</inlineData>` }),
    'endings without beginnings': newsml('urn:1', { set: '</newsItem>'.repeat(LONG / 11) }),
    'brackets before a root': `<!DOCTYPE a [${'] '.repeat(LONG / 2)}`,
  };

  it.each(Object.entries(documents))('%s are read or refused at once', (_, text) => {
    const begun = performance.now();
    read(text);
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});
