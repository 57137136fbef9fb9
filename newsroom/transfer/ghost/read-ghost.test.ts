import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesAt, entriesOf, ofKind, sampleFolder } from '#e2e/export-files';
import { lexicalHtml } from '#newsroom/transfer/ghost/lexical-html';
import { markdownHtml } from '#newsroom/transfer/ghost/markdown-html';
import type { SourceEntry, SourcePost } from '#newsroom/transfer/source/source-item';

type Tables = Record<string, Record<string, unknown>[]>;

const ghost = (data: Tables, version = '5.80.0') =>
  JSON.stringify({ db: [{ meta: { exported_on: 1, version }, data }] });
const posts = async (rows: Record<string, unknown>[], tables: Tables = {}) => {
  const all = rows.map((row, index) => ({
    id: `p${index}`,
    title: `Story ${index}`,
    slug: `story-${index}`,
    status: 'published',
    ...row,
  }));
  const entries = await entriesOf(ghost({ posts: all, ...tables }));
  return entries.filter((entry): entry is SourcePost => entry.kind === 'post' || entry.kind === 'page');
};
const lexical = (...children: unknown[]) => JSON.stringify({ root: { type: 'root', children } });
const paragraph = (...children: unknown[]) => ({ type: 'paragraph', children });
const htmlOf = (document: string) => lexicalHtml(JSON.parse(document))?.html;

describe('files of strangers', () => {
  const folder = sampleFolder('ghost');
  const files = {
    'ghost-000-markdown-in-zip-envelope.json': { post: 1, page: 0, author: 1, term: 1, media: 2 },
    'ghost-2.9-mobiledoc.json': { post: 7, page: 0, author: 1, term: 1, media: 0 },
    'ghost-4.1-mobiledoc.json': { post: 7, page: 4, author: 1, term: 1, media: 0 },
    'migrate-html-and-lexical.json': { post: 3, page: 0, author: 2, term: 2, media: 0 },
  };

  it('gives every post and page, whatever the version, and no secret', async () => {
    if (!folder) return;
    for (const [name, counts] of Object.entries(files)) {
      const entries = await entriesAt(join(folder, name));
      const found = Object.fromEntries(
        Object.keys(counts).map((kind) => [kind, entries.filter((entry) => entry.kind === kind).length]),
      );
      expect([name, found]).toEqual([name, counts]);
      expect(ofKind(entries, 'problem')).toEqual([]);
      expect(JSON.stringify(entries)).not.toMatch(/CANARY|BEGIN RSA|@ghost\.org|ghost-author@|alice@|gravatar/);
      for (const story of [...ofKind(entries, 'post'), ...ofKind(entries, 'page')]) {
        expect(story.text).toMatchObject({ html: expect.stringMatching(/<(p|img|figure)/) });
        expect(story.publishedAt).toBeInstanceOf(Date);
        expect(story.authors.every((id) => ofKind(entries, 'author').some((author) => author.id === id))).toBe(true);
      }
    }
  });

  it('has secrets in them that are looked for', () => {
    if (!folder) return;
    expect(readFileSync(join(folder, 'ghost-4.1-mobiledoc.json'), 'utf8')).toContain('CANARY');
  });

  it('says the same words as Ghost’s own HTML', async () => {
    if (!folder) return;
    for (const name of ['ghost-2.9-mobiledoc.json', 'ghost-4.1-mobiledoc.json']) {
      const { db } = JSON.parse(readFileSync(join(folder, name), 'utf8'));
      const rendered = new Map<string, string>(
        db[0].data.posts.map(({ id, html }: { id: string; html: string }) => [id, html]),
      );
      const entries = await entriesAt(join(folder, name));
      for (const { id, text } of [...ofKind(entries, 'post'), ...ofKind(entries, 'page')]) {
        const html = 'html' in text ? text.html : '';
        const missing = wordsOf(rendered.get(id) ?? '').filter((word) => !wordsOf(html).includes(word));
        expect(missing).toEqual([]);
      }
    }
  });

  it('keeps the words of all kinds of cards that readers saw', () => {
    if (!folder) return;
    const made = lexicalHtml(JSON.parse(readFileSync(join(folder, 'lexical-all-cards.json'), 'utf8')));
    for (const words of [
      ...['This is just a simple paragraph', '<blockquote>This is block quote', 'This is a...different block quote'],
      ...[
        '<h2>This is a heading!</h2>',
        '<h3>Here&#39;s a smaller',
        'alt="Cows eat grass."',
        'A lovely cow</span></figcaption>',
      ],
      ...['and a paragraph (in markdown!)', 'with some <b>bold</b> text', '<hr>', 'photo-1702377168432', 'A gallery.'],
      ...[
        'Ghost: Independent technology',
        'Used by Sky',
        'My favorite website.',
        'Click me, I&#39;m a button!',
        'I had an idea...',
      ],
      ...[
        'Spoiler alert!',
        'Just kidding',
        'sample.mp3',
        'sample_640x360.mp4',
        'A lovely video',
        'Make a blog!',
        'with Ghost',
      ],
      ...[
        'Click here',
        'Good news everyone!',
        'renders properly in',
        'youtube.com',
        'console.log(&#39;Hello world!&#39;);',
        'A tiny little script.',
      ],
      ...[
        'test.txt',
        'A tiny text file.',
        'Here’s a basic CTA card',
        'Learn more',
        'SPONSORED test card',
        'Some more text.',
      ],
    ]) {
      expect(made?.html).toContain(words);
    }
    expect(made?.leftOut).toEqual([
      { type: 'card for letters', title: 'Hey {first_name, "there"} ,' },
      { type: 'card for letters', title: 'Hello there, fellow users of electronic mail.' },
      { type: 'form to subscribe', title: expect.stringContaining('Sign up for This Is The Main') },
    ]);
    expect(made?.html).not.toMatch(/first_name|electronic mail|Sign up for/);
  });
});

function wordsOf(html: string): string[] {
  const text = html
    .replace(/<(script|style)[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#x?[\da-f]+;|&\w+;/gi, ' ');
  return text.match(/[\p{L}\p{N}]{2,}/gu) ?? [];
}

describe('posts', () => {
  it('are private where not everybody could read them', async () => {
    const states = [
      [{ visibility: 'public' }, 'published', undefined],
      [{ visibility: null }, 'published', undefined],
      [{}, 'published', undefined],
      [{ visibility: 'members' }, 'private', 'members'],
      [{ visibility: 'paid' }, 'private', 'paying'],
      [{ visibility: 'tiers' }, 'private', 'paying'],
      [{ visibility: 'status:-free+label:vip' }, 'private', 'paying'],
      [{ status: 'scheduled', visibility: 'paid' }, 'private', 'paying'],
      [{ status: 'scheduled' }, 'scheduled', undefined],
      [{ status: 'draft', visibility: 'paid' }, 'draft', undefined],
      [{ status: 'sent' }, 'private', 'mail'],
      [{ status: 'made-up' }, 'draft', undefined],
      [{ status: null }, 'draft', undefined],
    ] as const;
    const found = await posts(states.map(([row]) => row));
    expect(found.map(({ status, audience }) => [status, audience])).toEqual(states.map(([, ...rest]) => rest));
    const [letter] = await posts([{}], { posts_meta: [{ post_id: 'p0', email_only: 1 }] });
    expect(letter).toMatchObject({ status: 'private', audience: 'mail' });
  });

  it('have their texts in the form that says most, in that for readers where it is broken', async () => {
    const mobiledoc = JSON.stringify({
      version: '0.3.1',
      atoms: [],
      cards: [],
      markups: [],
      sections: [[1, 'p', [[0, [], 0, 'Doc']]]],
    });
    const rows = [
      [{ lexical: lexical(paragraph({ type: 'text', text: 'Lex' })), html: '<p>no</p>' }, '<p>Lex</p>'],
      [{ mobiledoc, html: '<p>no</p>' }, '<p>Doc</p>'],
      [{ markdown: '**Mark**', html: '<p>no</p>' }, '<p><strong>Mark</strong></p>\n'],
      [{ html: '<p>As is</p>' }, '<p>As is</p>'],
      [{ lexical: '{"root":', html: '<p>Rescued</p>' }, '<p>Rescued</p>'],
      [{ lexical: '{}', mobiledoc }, '<p>Doc</p>'],
      [{ mobiledoc: '{"version":"0.2.0","sections":[[],[]]}', html: '<p>Old</p>' }, '<p>Old</p>'],
      [{}, ''],
    ] as const;
    const entries = await entriesOf(
      ghost({ posts: rows.map(([row], n) => ({ id: n, title: `T${n}`, slug: `s${n}`, status: 'published', ...row })) }),
    );
    expect(ofKind(entries, 'post').map(({ text }) => 'html' in text && text.html)).toEqual(
      rows.map(([, html]) => html),
    );
    expect(ofKind(entries, 'problem').map(({ why, near }) => [why, near])).toEqual([
      ['bad-value', 'T4'],
      ['unknown-version', 'T5'],
      ['unknown-version', 'T6'],
    ]);
  });

  it('have authors and tags in the desk’s order, without tags that readers never saw', async () => {
    const tables = {
      posts_authors: [
        { post_id: 'p0', author_id: 'u2', sort_order: 1 },
        { post_id: 'p0', author_id: 'u1', sort_order: 0 },
      ],
      posts_tags: ['t2', 't1', 't3', 't4'].map((tag_id, n) => ({ post_id: 'p0', tag_id, sort_order: 9 - n })),
      tags: [
        { id: 't1', name: 'Wine', slug: 'wine', description: 'On wine', parent_id: 't2' },
        { id: 't2', name: 'Food', slug: 'food', visibility: 'public' },
        { id: 't3', name: '#layout', slug: 'hash-layout', visibility: 'internal' },
        { id: 't4', name: 'Hidden', slug: 'hidden', visibility: 'internal' },
      ],
      users: ['u1', 'u2', 'u3'].map((id) => ({
        id,
        name: `N ${id}`,
        slug: id,
        bio: 'A\nb',
        email: `${id}@secret.example`,
        website: 'x',
      })),
    };
    const all = [
      { id: 'p0', title: 'A', slug: 'a', status: 'published', author_id: 'u1' },
      { id: 'p1', title: 'B', slug: 'b', status: 'published', author_id: 'u2' },
      { id: 'p2', title: 'C', slug: 'c', status: 'published', author_id: 'gone' },
    ];
    const entries = await entriesOf(ghost({ posts: all, ...tables }));
    expect(ofKind(entries, 'post').map(({ authors, terms }) => [authors, terms])).toEqual([
      [
        ['u1', 'u2'],
        ['t1', 't2'],
      ],
      [['u2'], []],
      [[], []],
    ]);
    expect(ofKind(entries, 'author')).toMatchObject([
      { id: 'u1', name: 'N u1', slug: 'u1', biography: 'A b', addresses: ['/author/u1/'] },
      { id: 'u2' },
    ]);
    expect(ofKind(entries, 'term')).toMatchObject([
      { id: 't1', taxonomy: 'tag', description: 'On wine', parent: 't2', addresses: ['/tag/wine/'] },
      { id: 't2' },
    ]);
    expect(ofKind(entries, 'other').map(({ type, title }) => [type, title])).toEqual([
      ['internal tag', '#layout'],
      ['internal tag', 'Hidden'],
    ]);
    expect(JSON.stringify(entries)).not.toContain('secret.example');
  });

  it('are in the language of an internal tag, where that is one and nothing else is said', async () => {
    const tags = ['#hy', '#RU', '#de', '#layout', 'en'].map((name) => ({ id: name, name, slug: name }));
    const marked = [['#hy'], ['#layout', '#RU'], ['#hy', '#RU'], ['#de'], ['en'], ['#hy']];
    const posts_tags = marked.flatMap((names, n) => names.map((tag_id) => ({ post_id: `p${n}`, tag_id })));
    const rows = marked.map((_, n) => (n === 5 ? { locale: 'en' } : {}));
    const found = await posts(rows, { tags, posts_tags });
    expect(found.map(({ language }) => language)).toEqual(['hy', 'ru', undefined, undefined, undefined, 'en']);
  });

  it('have dated addresses by the clock of their site, and by that of Greenwich', async () => {
    const at = (slug: string, published_at: string) => ({
      id: slug,
      title: slug,
      slug,
      status: 'published',
      published_at,
    });
    const all = [at('a', '2024-05-06T21:30:00.000Z'), at('b', '2024-05-06T12:00:00.000Z')];
    const addresses = async (timezone: string) => {
      const entries = await entriesOf(ghost({ posts: all, settings: [{ key: 'timezone', value: timezone }] }));
      return ofKind(entries, 'post').map((story) => story.addresses);
    };
    const noon = ['/b/', '/2024/05/06/b/'];
    expect(await addresses('Asia/Yerevan')).toEqual([['/a/', '/2024/05/07/a/', '/2024/05/06/a/'], noon]);
    expect(await addresses('Etc/UTC')).toEqual([['/a/', '/2024/05/06/a/'], noon]);
    expect(await addresses('Nowhere/Land')).toEqual([['/a/', '/2024/05/06/a/'], noon]);
  });

  it('have lead picture, texts for search engines and addresses, of every version', async () => {
    const settings = [
      { key: 'title', value: 'Ararat' },
      { key: 'url', value: 'https://ararat.example/' },
      { key: 'locale', value: 'hy' },
      { key: 'timezone', value: 'Asia/Yerevan' },
      { key: 'ghost_private_key', value: 'CANARY' },
      { key: 'members_support_address', value: 'CANARY' },
    ];
    const tables = {
      settings,
      posts_meta: [
        {
          post_id: 'p0',
          meta_title: 'Search',
          meta_description: 'Found',
          feature_image_alt: 'Alt',
          feature_image_caption: '<i>By</i> Anna',
        },
      ],
      members: [{ email: 'CANARY' }, { email: 'CANARY' }],
    };
    const all = [
      {
        id: 'p0',
        title: 'A',
        slug: 'a',
        status: 'published',
        published_at: '2024-05-06T07:08:09.000Z',
        custom_excerpt: 'Stand\nfirst',
        featured: true,
        feature_image: '__GHOST_URL__/content/images/a.jpg',
        html: '<a href="__GHOST_URL__/b/">b</a>',
        locale: 'ru',
      },
      {
        id: 2,
        title: 'B',
        slug: 'բ',
        status: 'published',
        published_at: 1388318310783,
        page: 1,
        image: '/content/images/b.jpg',
        meta_title: 'Old',
      },
      { id: 3, title: 'C', slug: 'c', status: 'draft', updated_at: '2014-01-30 17:03:16', type: 'page' },
    ];
    const entries = await entriesOf(ghost({ posts: all, ...tables }));
    expect(entries[0]).toEqual({
      kind: 'site',
      system: 'Ghost 5.80.0',
      name: 'Ararat',
      address: 'https://ararat.example',
      language: 'hy',
      timeZone: 'Asia/Yerevan',
    });
    expect(ofKind(entries, 'post')).toMatchObject(
      [
        {
          standfirst: 'Stand first',
          isSticky: true,
          lead: 'https://ararat.example/content/images/a.jpg',
          leadAlt: 'Alt',
          leadCaption: 'By Anna',
          searchTitle: 'Search',
          searchDescription: 'Found',
          language: 'ru',
          text: { html: '<a href="https://ararat.example/b/">b</a>' },
          addresses: ['/a/', '/2024/05/06/a/'],
        },
        {
          id: '2',
          kind: 'page',
          searchTitle: 'Old',
          lead: 'https://ararat.example/content/images/b.jpg',
          addresses: ['/%D5%A2/', '/2013/12/29/%D5%A2/'],
        },
        { id: '3', kind: 'page', status: 'draft', changedAt: new Date('2014-01-30T17:03:16Z') },
      ].slice(0, 1),
    );
    expect(ofKind(entries, 'page')).toMatchObject([
      {
        id: '2',
        searchTitle: 'Old',
        lead: 'https://ararat.example/content/images/b.jpg',
        addresses: ['/%D5%A2/', '/2013/12/29/%D5%A2/'],
      },
      { id: '3', status: 'draft', changedAt: new Date('2014-01-30T17:03:16Z'), addresses: ['/c/'] },
    ]);
    expect(entries).toContainEqual({ kind: 'other', id: 'members', type: 'members', title: '', count: 2 });
    expect(JSON.stringify(entries)).not.toContain('CANARY');
  });
});

describe('texts', () => {
  it('of Mobiledoc have all marks, cards and breaks', async () => {
    const mobiledoc = JSON.stringify({
      version: '0.3.2',
      atoms: [
        ['soft-return', '', {}],
        ['mention', '@anna', { id: 1 }],
      ],
      cards: [
        ['image', { src: '/a.jpg', alt: 'A', caption: 'Cap <b>tion</b>', href: 'https://x.example' }],
        ['card-markdown', { markdown: '# Head' }],
        ['quiz', { question_text: 'Who?', color_text_style: 3, src: 'no' }],
        ['email', { html: '<p>Hey</p>' }],
        ['html', { html: '<b>secret</b>', visibility: { web: { nonMember: false } } }],
      ],
      markups: [['a', ['href', 'https://x.example/?a=1&b=2', 'rel', 'nofollow']], ['strong'], ['em'], ['blink']],
      sections: [
        [
          1,
          'p',
          [
            [0, [], 0, 'A <'],
            [0, [0, 1], 0, 'b'],
            [0, [2], 3, 'c'],
            [1, [], 0, 0],
            [1, [], 0, 1],
            [0, [3], 1, 'd'],
          ],
          ['data-x', 'y'],
        ],
        [1, 'script', [[0, [], 0, 'alert(1)']]],
        [1, 'pull-quote', [[0, [1], 0, 'open']]],
        [2, 'https://x.example/b.jpg'],
        [3, 'ol', [[[0, [], 0, 'one']], [[0, [], 0, 'two']]]],
        ...[0, 1, 2, 3, 4, 99].map((card) => [10, card]),
        [77],
      ],
    });
    const entries = await entriesOf(
      ghost({ posts: [{ id: 'p', title: 'T', slug: 't', status: 'published', mobiledoc }] }),
    );
    const [story] = ofKind(entries, 'post');
    expect(story?.text).toMatchObject({
      html: [
        '<p>A &lt;<a href="https://x.example/?a=1&amp;b=2"><strong>b<em>c</em></strong></a><br>@anna<span>d</span></p>',
        '<p>alert(1)</p>',
        '<blockquote><strong>open</strong></blockquote>',
        '<figure><img src="https://x.example/b.jpg" alt=""></figure>',
        '<ol><li>one</li><li>two</li></ol>',
        '<figure><a href="https://x.example"><img src="/a.jpg" alt="A"></a><figcaption>Cap <b>tion</b></figcaption></figure>',
        '<h1>Head</h1>\n',
        '<p>Who?</p>',
      ].join(''),
    });
    expect(ofKind(entries, 'other')).toEqual([
      { kind: 'other', id: 'p-card-0', type: 'card for letters', title: 'Hey' },
      { kind: 'other', id: 'p-card-1', type: 'card for members', title: 'secret' },
    ]);
  });

  it('of Lexical have all formats, links and lists', () => {
    const all = { type: 'extended-text', text: 'x<', format: 1 | 2 | 4 | 8 | 16 | 32 | 64 | 128 };
    expect(htmlOf(lexical(paragraph(all)))).toBe(
      '<p><mark><sup><sub><code><u><s><em><strong>x&lt;</strong></em></s></u></code></sub></sup></mark></p>',
    );
    const text = (words: string) => ({ type: 'text', text: words });
    expect(
      htmlOf(
        lexical(
          paragraph(
            text('a'),
            { type: 'linebreak' },
            { type: 'link', url: 'https://x.example/"', children: [text('b')] },
          ),
          { type: 'list', tag: 'ol', children: [{ type: 'listitem', children: [text('c')] }] },
          { type: 'heading', tag: 'h3', children: [text('d')] },
          { type: 'heading', tag: 'script', children: [text('e')] },
          { type: 'new-thing', children: [paragraph(text('f'))] },
          { type: 'other-thing', heading: 'g', alignment: 'left', backgroundColor: 'red' },
          { type: 'html', html: 'secret', visibility: { showOnWeb: false } },
        ),
      ),
    ).toBe(
      '<p>a<br><a href="https://x.example/&quot;">b</a></p><ol><li>c</li></ol><h3>d</h3><h2>e</h2><p>f</p><p>g</p>',
    );
  });

  it('of Lexical have lists that begin with another number', () => {
    const list = (more: object) => ({
      type: 'list',
      ...more,
      children: [{ type: 'listitem', children: [{ text: 'c' }] }],
    });
    expect(
      htmlOf(
        lexical(
          list({ listType: 'number', start: 3 }),
          list({ tag: 'ol', start: 1 }),
          list({ tag: 'ul', start: 2 }),
          list({ tag: 'ol', start: '"><b>' }),
        ),
      ),
    ).toBe('<ol start="3"><li>c</li></ol><ol><li>c</li></ol><ul><li>c</li></ul><ol><li>c</li></ol>');
  });

  it.each(['constructor', '__proto__', 'toString'])('of a kind called %s are those of an unknown one', (name) => {
    const node = { type: name, children: [{ type: 'text', text: 'a' }] };
    expect(htmlOf(lexical(node, { type: name, title: 'b' }))).toBe('a<p>b</p>');
  });

  it.each(['_a', '*a', '[a](', '> ', '<', '`a', '![a]('])('of Markdown take no longer for many “%s”', (piece) => {
    const started = performance.now();
    const html = markdownHtml(`First\n\n${piece.repeat(100_000)}`);
    expect(html).toContain('<p>First</p>');
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('are never too deep', async () => {
    const deep = `${'{"type":"quote","children":['.repeat(50_000)}${']}'.repeat(50_000)}`;
    const entries = await entriesOf(
      ghost({
        posts: [{ id: 'p', title: 'T', slug: 't', status: 'published', lexical: `{"root":{"children":[${deep}]}}` }],
      }),
    );
    expect(entries.at(-1)).toMatchObject({ kind: 'problem', why: 'too-deep' });
    const file = await entriesOf(
      ghost({ posts: [{ id: 'p', title: 'T', slug: 't', status: 'published' }] }).replace(
        '"posts"',
        `"x":${'['.repeat(100_000)}${']'.repeat(100_000)},"posts"`,
      ),
    );
    expect(file.at(-1)).toMatchObject({ kind: 'problem', why: 'too-deep' });
  });
});

describe('files', () => {
  const rows = [1, 2, 3].map((n) => ({
    id: `p${n}`,
    title: `Story ${n} Ծառ`,
    slug: `s${n}`,
    html: `<p>${n} «text» \\"</p>`,
    status: 'published',
  }));
  const tables = {
    posts: rows,
    tags: [{ id: 't1', name: 'Wine', slug: 'wine' }],
    posts_tags: [{ post_id: 'p1', tag_id: 't1' }],
  };
  const titles = (entries: SourceEntry[]) => ofKind(entries, 'post').map(({ title, text }) => [title, text]);

  it('may have any envelope', async () => {
    for (const file of [
      { db: [{ meta: { version: '4' }, data: tables }] },
      { meta: { version: '4' }, data: tables },
      { data: { meta: { version: '4' }, data: tables } },
      { data: tables },
      tables,
    ]) {
      const entries = await entriesOf(JSON.stringify(file, null, 2));
      expect(titles(entries)).toHaveLength(3);
      expect(ofKind(entries, 'post')[0]?.terms).toEqual(['t1']);
    }
  });

  it('give what stands before the cut, at whatever byte it is', async () => {
    const bytes = Buffer.from(ghost(tables));
    const all = titles(await entriesOf(bytes));
    const begin = bytes.indexOf('"posts":[') + 10;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: begin, max: bytes.length - 1 }), async (cut) => {
        const entries = await entriesOf(bytes.subarray(0, cut));
        expect(entries.at(-1)).toMatchObject({ kind: 'problem', why: 'cut-off' });
        const found = titles(entries);
        expect(found).toEqual(all.slice(0, found.length));
        const closed = bytes.toString('utf8', begin, cut).split('"status":"published"}').length - 1;
        expect(found).toHaveLength(Math.min(closed, 3));
      }),
      { numRuns: 100 },
    );
  });

  it('may hold halves of letters', async () => {
    const entries = await entriesOf(
      ghost(tables).replace('"slug":"s1"', '"slug":"\\ud800"').replace('"slug":"wine"', '"slug":"\\udc00"'),
    );
    expect(titles(entries)).toHaveLength(3);
    expect(ofKind(entries, 'problem')).toEqual([]);
  });

  it('say where they are no JSON, and keep what stands before', async () => {
    const entries = await entriesOf(ghost(tables).replace('"id":"p3"', '"id":p3'));
    expect(titles(entries)).toHaveLength(2);
    expect(entries.at(-1)).toEqual({ kind: 'problem', why: 'not-well-formed', near: 'db.data.posts' });
  });
});
