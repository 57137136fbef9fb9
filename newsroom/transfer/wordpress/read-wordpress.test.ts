import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { serialize } from 'php-serialize';
import { describe, expect, it } from 'vitest';
import { entriesAt, entriesOf, ofKind, sampleFolder, wxr } from '#e2e/export-files';
import type { SourceEntry, SourcePost } from '#newsroom/transfer/source/source-item';

const posts = async (...args: Parameters<typeof wxr>) => {
  const entries = await entriesOf(wxr(...args));
  return entries.filter((entry): entry is SourcePost => entry.kind === 'post' || entry.kind === 'page');
};
const post = async (...args: Parameters<typeof wxr>) => (await posts(...args))[0] as SourcePost;

/** Entries that stand for an item of the file. */
const itemsOf = (entries: SourceEntry[]) =>
  entries.filter((entry) => /^(post|page|media|other)$/.test(entry.kind) && !('count' in entry));

describe('files of strangers', () => {
  const folder = sampleFolder('wordpress');
  const items = {
    'attachments-same-site.xml': 2,
    'co-authors-plus.xml': 4,
    'migrate-sample.xml': 6,
    'odd-cdata.xml': 1,
    'odd-term-formats.xml': 0,
    'polylang-2026.xml': 10,
    'theme-unit-test-trimmed.xml': 117,
    'wxr-1.0-wordpress-3.0.xml': 6,
    'wxr-1.1-wordpress-3.1-small.xml': 11,
    'wxr-1.2-wordpress-6.5-blocks.xml': 1,
  };

  it('gives every item of every file, and nothing twice', async () => {
    if (!folder) return;
    for (const [name, count] of Object.entries(items)) {
      const entries = await entriesAt(join(folder, name));
      expect([name, itemsOf(entries).length]).toEqual([name, count]);
      expect(readFileSync(join(folder, name), 'utf8').split('<item>')).toHaveLength(count + 1);
      const ids = entries.flatMap((entry) => ('id' in entry ? `${entry.kind} ${entry.id}` : []));
      expect(new Set(ids).size).toBe(ids.length);
      expect(ofKind(entries, 'site')).toHaveLength(1);
      expect(JSON.stringify(entries)).not.toMatch(/@(example\.(com|org)|gmail\.com|fake\.com|host\.null)/);
    }
  });

  it('keeps translations together', async () => {
    if (!folder) return;
    const entries = await entriesAt(join(folder, 'polylang-2026.xml'));
    const stories = [...ofKind(entries, 'post'), ...ofKind(entries, 'page')];
    expect(stories.map(({ id, language, translationGroup }) => [id, language, translationGroup])).toEqual(
      expect.arrayContaining([
        ['398', 'en-GB', 'pll_56acecea35bef'],
        ['400', 'fr-FR', 'pll_56acecea35bef'],
        ['402', 'en-GB', 'pll_56aced161652a'],
        ['404', 'fr-FR', 'pll_56aced161652a'],
        ['413', 'en-GB', 'pll_69d6065abe959'],
        ['414', 'fr-FR', 'pll_69d6065abe959'],
      ]),
    );
    const terms = ofKind(entries, 'term').map(({ slug, language, translationGroup }) => [
      slug,
      language,
      translationGroup,
    ]);
    expect(ofKind(entries, 'term')[0]?.addresses).toEqual(
      ['/fr/category/essai/', '/category/essai/', '/?cat=2'].map((path) => `/wordpress/test-import${path}`),
    );
    expect(terms).toEqual([
      ['essai', 'fr-FR', 'pll_56aceccce73e1'],
      ['non-classe', 'fr-FR', 'pll_556f4259cb4bc'],
      ['test', 'en-GB', 'pll_56aceccce73e1'],
      ['uncategorized', 'en-GB', 'pll_556f4259cb4bc'],
    ]);
  });

  it('reads what is not well-formed', async () => {
    if (!folder) return;
    const [odd] = ofKind(await entriesAt(join(folder, 'odd-cdata.xml')), 'post');
    expect(odd?.text).toMatchObject({ html: 'Content with nested <![CDATA[ tags ]]> :)' });
    const [picture] = ofKind(await entriesAt(join(folder, 'migrate-sample.xml')), 'media');
    expect(picture?.address).toContain('&fit=crop&w=1268');
  });

  it('reads theme test data as WordPress shows it', async () => {
    if (!folder) return;
    const entries = await entriesAt(join(folder, 'theme-unit-test-trimmed.xml'));
    const byStatus = Map.groupBy([...ofKind(entries, 'post'), ...ofKind(entries, 'page')], ({ status }) => status);
    expect(byStatus.get('draft')).toHaveLength(1);
    expect(byStatus.get('scheduled')).toHaveLength(1);
    expect(byStatus.get('password')).toHaveLength(1);
    expect(ofKind(entries, 'post').filter(({ isSticky }) => isSticky)).toHaveLength(1);
    expect(ofKind(entries, 'media').filter(({ alt }) => alt)).toHaveLength(28);
    expect(entries).toContainEqual({ kind: 'other', id: 'comments', type: 'comment', title: '', count: 3 });
    expect(ofKind(entries, 'post').map(({ title }) => title)).toContain('Markup: Title With Markup');
  });
});

it('reads terms in three ways of writing', async () => {
  const folder = sampleFolder('wordpress');
  if (!folder) return;
  const entries = await entriesAt(join(folder, 'odd-term-formats.xml'));
  expect(ofKind(entries, 'term').map(({ id, name }) => [id, name])).toEqual([
    ['category:category-name', 'Category Name'],
    ['category:cat-2', 'Category 2'],
    ['tag:a-tag', 'A Tag!'],
    ['tag:a-color', 'A Random Color'],
    ['tag:another-tag', 'Another Tag'],
    ['custom-taxonomy:custom-taxonomy-item', 'Custom Taxonomy Item'],
  ]);
});

describe('site, people and terms', () => {
  it('comes first, with its version', async () => {
    const [site] = await entriesOf(wxr({ items: [{}] }));
    expect(site).toEqual({
      kind: 'site',
      system: 'WordPress 6.5, WXR 1.2',
      name: 'Former',
      address: 'https://former.example',
      language: 'hy',
    });
  });

  it('keeps no address of mail', async () => {
    const author = (login: string, name: string) =>
      `<wp:author><wp:author_id>7</wp:author_id><wp:author_login>${login}</wp:author_login>` +
      `<wp:author_email>secret@mail.example</wp:author_email><wp:author_display_name>${name}</wp:author_display_name>` +
      '<wp:author_first_name>Aram</wp:author_first_name><wp:author_last_name></wp:author_last_name></wp:author>';
    const head = author('aram@mail.example', 'aram@mail.example') + author('anna', 'Anna K.');
    const entries = await entriesOf(
      wxr({ head, items: [{ creator: 'aram@mail.example' }, { creator: 'anna' }, { creator: 'lost@mail.example' }] }),
    );
    expect(JSON.stringify(entries)).not.toContain('mail.example');
    expect(ofKind(entries, 'author').map(({ name }) => name)).toEqual(['Aram', 'Anna K.', 'lost']);
    const [aram, anna, lost] = ofKind(entries, 'author').map(({ id }) => id);
    expect(ofKind(entries, 'post').map(({ authors }) => authors)).toEqual([[aram], [anna], [lost]]);
    expect(anna).toBe('anna');
  });

  it('takes co-authors in their order, and the biography of guests', async () => {
    const guest = {
      type: 'guest-author',
      title: 'Nare',
      more: '<wp:post_name>cap-nare</wp:post_name>',
      meta: {
        'cap-display_name': 'Nare S.',
        'cap-description': 'Writes on <b>wine</b>.',
        'cap-user_email': 'n@mail.example',
      },
    };
    const terms: [string, string, string][] = [
      ['author', 'cap-nare', 'nare'],
      ['author', 'cap-anna', 'anna'],
      ['author', 'cap-nare', 'nare'],
    ];
    for (const items of [
      [guest, { terms }],
      [{ terms }, guest],
    ]) {
      const entries = await entriesOf(wxr({ items }));
      expect(ofKind(entries, 'post')[0]?.authors).toEqual(['nare', 'anna']);
      expect(ofKind(entries, 'author').filter(({ id }) => id === 'nare')).toHaveLength(1);
      expect(ofKind(entries, 'author').find(({ id }) => id === 'nare')).toMatchObject({
        name: 'Nare S.',
        biography: 'Writes on wine.',
      });
      expect(JSON.stringify(entries)).not.toContain('mail.example');
    }
  });

  it('reads terms with their parents, plugin’s main category and taxonomies of the paper', async () => {
    const category = (id: number, slug: string, name: string, parent = '') =>
      `<wp:category><wp:term_id>${id}</wp:term_id><wp:category_nicename>${slug}</wp:category_nicename>` +
      `<wp:category_parent>${parent}</wp:category_parent><wp:cat_name><![CDATA[${name}]]></wp:cat_name></wp:category>`;
    const head = category(3, 'armenia', 'Armenia &amp; Artsakh', 'caucasus') + category(2, 'caucasus', 'Caucasus');
    const entries = await entriesOf(
      wxr({
        head,
        items: [
          {
            terms: [
              ['post_tag', '%d5%a3%d5%ab%d5%b6%d5%ab', 'Գինի'],
              ['series', 'long-road', 'Long road'],
              ['category', 'caucasus', 'Caucasus'],
              ['category', 'armenia', 'Armenia'],
              ['post_format', 'post-format-video', 'Video'],
              ['nav_menu', 'top', 'Top'],
            ],
            meta: { _yoast_wpseo_primary_category: '3' },
          },
        ],
      }),
    );
    expect(ofKind(entries, 'term')).toMatchObject([
      {
        id: 'category:armenia',
        name: 'Armenia & Artsakh',
        parent: 'category:caucasus',
        addresses: ['/category/caucasus/armenia/', '/?cat=3'],
      },
      { id: 'category:caucasus', addresses: ['/category/caucasus/', '/?cat=2'] },
      { id: 'tag:գինի', taxonomy: 'tag', slug: 'գինի', name: 'Գինի' },
      {
        id: 'series:long-road',
        taxonomy: 'tag',
        name: 'Long road',
        addresses: ['/series/long-road/', '/?series=long-road'],
      },
    ]);
    const [story] = ofKind(entries, 'post');
    expect(story?.terms).toEqual(['category:armenia', 'category:caucasus', 'tag:գինի', 'series:long-road']);
    expect(story?.format).toBe('video');
  });
});

describe('posts', () => {
  it('publishes nothing by mistake', async () => {
    const states = {
      publish: 'published',
      future: 'scheduled',
      draft: 'draft',
      pending: 'in-review',
      private: 'private',
      trash: 'trash',
      'auto-draft': 'draft',
      inherit: 'draft',
      'pitched-by-plugin': 'draft',
      constructor: 'draft',
      '': 'draft',
    };
    const found = await posts({ items: Object.keys(states).map((status) => ({ status })) });
    expect(found.map(({ status }) => status)).toEqual(Object.values(states));
    const locked = await posts({
      items: ['publish', 'draft', 'private'].map((status) => ({
        status,
        more: '<wp:post_password><![CDATA[open]]></wp:post_password>',
      })),
    });
    expect(locked.map(({ status }) => status)).toEqual(['password', 'draft', 'private']);
    expect(JSON.stringify(locked)).not.toContain('"open"');
  });

  it('publishes nothing that only subscribers could read', async () => {
    const meta = (key: string, value: string | string[]) => ({ meta: { [key]: value } });
    const closed = [
      meta('_jetpack_newsletter_access', 'paid_subscribers'),
      { ...meta('_jetpack_newsletter_access', 'subscribers'), status: 'future' },
      meta('_members_access_role', ['editor', 'subscriber']),
      meta('rcp_subscription_level', 'a:1:{i:0;s:1:"2";}'),
      { ...meta('rcp_subscription_level', 'any-paid'), status: 'draft' },
      { content: '<!-- wp:premium-content/container {"selectedPlanIds":[12]} --><p>Paid</p>' },
      { content: '<p>Free</p><!-- wp:jetpack/paywall --><!-- /wp:jetpack/paywall --><p>Paid</p>' },
      { content: 'Free [pmpro_membership level="1"]paid[/pmpro_membership]' },
      { content: 'Free [mepr-active membership="1"]paid[/mepr-active]' },
      { content: 'Free [restrict]paid[/restrict]', type: 'page' },
    ];
    expect((await posts({ items: closed })).map(({ status, audience }) => [status, audience])).toEqual([
      ['private', 'paying'],
      ['private', 'members'],
      ['private', 'members'],
      ['private', 'paying'],
      ['draft', undefined],
      ...Array.from({ length: 2 }, () => ['private', 'paying']),
      ...Array.from({ length: 3 }, () => ['private', 'members']),
    ]);
    const open = [
      { meta: { _jetpack_newsletter_access: 'everybody', _members_access_role: '', rcp_subscription_level: 'a:0:{}' } },
      { content: 'He would restrict [restricted] words on pmpro_membership' },
    ];
    expect((await posts({ items: open })).map(({ status }) => status)).toEqual(['published', 'published']);
  });

  describe('dates', () => {
    const at = async (more: string, { status = 'publish', timeZone = undefined as string | undefined } = {}) => {
      const [, found] = await entriesOf(wxr({ items: [{ more, status }] }), { timeZone });
      return (found as SourcePost).publishedAt?.toISOString();
    };
    const none = '<wp:post_date_gmt>0000-00-00 00:00:00</wp:post_date_gmt>';
    const local = '<wp:post_date>2015-07-01 12:00:00</wp:post_date>';

    it('are read in four ways', async () => {
      const gmt = '<wp:post_date_gmt>2015-07-01 08:00:00</wp:post_date_gmt>';
      const named = '<pubDate>Wed, 01 Jul 2015 07:00:00 +0000</pubDate>';
      expect(await at(local + gmt + named)).toBe('2015-07-01T08:00:00.000Z');
      expect(await at(local + none + named)).toBe('2015-07-01T07:00:00.000Z');
      const zero = '<pubDate>Thu, 01 Jan 1970 00:00:00 +0000</pubDate>';
      expect(await at(local + none + zero, { timeZone: 'Asia/Yerevan' })).toBe('2015-07-01T08:00:00.000Z');
      expect(await at(local + none + zero)).toBe('2015-07-01T12:00:00.000Z');
    });

    it('are never those of the import', async () => {
      const never = '<pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate>';
      expect(await at(local + none + never, { status: 'draft' })).toBeUndefined();
      expect(await at(`<wp:post_date>2015-02-30 12:00:00</wp:post_date>${none}`)).toBeUndefined();
      expect(await at(none)).toBeUndefined();
    });

    it('by the site’s clock go by what other items say of it', async () => {
      const both =
        '<wp:post_date>2015-07-01 12:00:00</wp:post_date><wp:post_date_gmt>2015-07-01 08:00:00</wp:post_date_gmt>';
      const [, second] = await posts({
        items: [{ more: both }, { more: `<wp:post_date>2016-01-01 02:00:00</wp:post_date>${none}` }],
      });
      expect(second?.publishedAt?.toISOString()).toBe('2015-12-31T22:00:00.000Z');
    });
  });

  it('says what line breaks mean', async () => {
    const [loose, blocks] = await posts({
      items: [
        { content: 'One\n\nTwo [gallery ids="1,2"]' },
        { content: '<!-- wp:paragraph -->\n<p>One</p>\n<!-- /wp:paragraph -->' },
      ],
    });
    expect(loose?.text).toMatchObject({
      format: 'html',
      isLoose: true,
      isWordPress: true,
      html: 'One\n\nTwo [gallery ids="1,2"]',
    });
    expect(blocks?.text).toMatchObject({ isWordPress: true });
    expect(blocks?.text).not.toHaveProperty('isLoose');
  });

  it('has its footnotes where their block stands', async () => {
    const notes = JSON.stringify([
      { content: 'The <em>note</em> has five words', id: 'a1' },
      { content: 'Costs $1', id: 'a2' },
    ]);
    const content = '<!-- wp:paragraph --><p>Text</p><!-- /wp:paragraph --><!-- wp:footnotes /-->';
    const [story, broken, without] = await posts({
      items: [
        { content, meta: { footnotes: notes } },
        { content, meta: { footnotes: '[{' } },
        { content: '<p>Text</p>', meta: { footnotes: notes } },
      ],
    });
    expect(story?.text).toMatchObject({
      html: content.replace(
        '<!-- wp:footnotes /-->',
        () =>
          '<!-- wp:footnotes --><ol><li>The <em>note</em> has five words</li><li>Costs $1</li></ol><!-- /wp:footnotes -->',
      ),
    });
    expect(broken?.text).toMatchObject({ html: content });
    expect(without?.text).toMatchObject({ html: '<p>Text</p>' });
  });

  it('has titles and standfirsts in plain text', async () => {
    const story = await post({
      items: [
        {
          title: 'A &amp; B: <em>x</em> < y, a<b &#8212; c',
          excerpt: '<p>One</p>\n<p>Two&nbsp;three</p><script>no</script>',
        },
      ],
    });
    expect(story.title).toBe('A & B: x < y, a<b — c');
    expect(story.standfirst).toBe('One Two\u00a0three');
  });

  it('finds every address that readers had', async () => {
    const story = await post({
      items: [
        {
          more:
            '<wp:post_name>new-name</wp:post_name><wp:post_date_gmt>2018-03-22 07:00:00</wp:post_date_gmt>' +
            '<guid isPermaLink="false">https://old-host.example/?p=1</guid>',
          link: 'https://former.example/2018/03/22/new-name/',
          meta: { _wp_old_slug: ['old-name', 'older-name'], _wp_old_date: '2018-03-20' },
        },
      ],
    });
    expect(story.addresses).toEqual([
      '/2018/03/22/new-name/',
      '/2018/03/22/old-name/',
      '/2018/03/22/older-name/',
      '/2018/03/20/new-name/',
      '/?p=1',
    ]);
  });

  it('finds addresses of sites in folders, of pages, and slugs that WordPress has cut', async () => {
    const entries = await entriesOf(
      wxr({
        items: [
          { type: 'page', link: '/blog/page.html', more: '<wp:post_name>%d5%b0%d5%a1%d5</wp:post_name>' },
          { link: 'https://former.example/news/?p=2' },
        ],
      }).replaceAll('https://former.example</', 'https://www.former.example/news/</'),
    );
    expect(ofKind(entries, 'page')[0]).toMatchObject({
      slug: 'հա',
      addresses: ['/blog/page.html', '/news/?page_id=1', '/news/?p=1'],
    });
    expect(ofKind(entries, 'post')[0]?.addresses).toEqual(['/news/?p=2']);
  });

  it.each([
    ['/archives/12', '/archives'],
    ['/index.php/2024/05/06/story-1/', '/index.php'],
    ['/news/story-1.html', '/news'],
    ['/politics/story-1/', ''],
    ['/ru/2024/story-1/', '/ru'],
  ])('with posts at %s, lists of tags are below “%s”', async (path, front) => {
    const entries = await entriesOf(
      wxr({
        items: [
          { status: 'draft' },
          { type: 'attachment', more: '<wp:attachment_url>https://former.example/a.jpg</wp:attachment_url>' },
          {
            link: `https://former.example${path}`,
            more: '<wp:post_name>story-1</wp:post_name>',
            terms: [
              ['post_tag', 'wine', 'Wine'],
              ['category', 'politics', 'Politics'],
            ],
          },
        ],
      }),
    );
    const [wine] = ofKind(entries, 'term');
    expect(wine?.addresses).toEqual([...new Set([`${front}/tag/wine/`, '/tag/wine/', '/?tag=wine'])]);
    expect(ofKind(entries, 'author')[0]?.addresses).toEqual([...new Set([`${front}/author/anna/`, '/author/anna/'])]);
  });

  it('takes lead pictures, and what search engines were shown', async () => {
    const [yoast, rankMath, unknown, plain] = await posts({
      items: [
        {
          title: 'Water',
          meta: {
            _thumbnail_id: '12',
            _yoast_wpseo_title: '%%title%% %%page%% %%sep%% %%sitename%%',
            _yoast_wpseo_metadesc: 'Dry &amp; hot',
          },
        },
        {
          meta: {
            _thumbnail_id: '0',
            rank_math_title: '%title% today',
            rank_math_description: '%excerpt%',
            fifu_image_url: 'https://pics.example/a.jpg',
          },
        },
        { meta: { _yoast_wpseo_title: '%%cf_secret%% %%title%%', _yoast_wpseo_metadesc: '%%cf_secret%% Wine' } },
        { meta: { _aioseop_title: 'Wine', _seopress_titles_desc: '%%post_title%% %%sep%% %%sitetitle%%' } },
      ],
    });
    expect(yoast).toMatchObject({ lead: '12', searchTitle: 'Water – Former', searchDescription: 'Dry & hot' });
    expect(rankMath).toMatchObject({ lead: 'https://pics.example/a.jpg', searchTitle: 'Story 2 today' });
    expect(rankMath).not.toHaveProperty('searchDescription');
    expect(unknown).not.toHaveProperty('searchTitle');
    expect(unknown).toMatchObject({ searchDescription: 'Wine' });
    expect(plain).toMatchObject({ searchTitle: 'Wine', searchDescription: 'Story 4 – Former' });
  });

  it('keeps stories of types that a paper has made itself, and no settings of plugins', async () => {
    const types = [
      'article',
      'interview',
      'court-report',
      'nav_menu_item',
      'revision',
      'wp_block',
      'wpcf7_contact_form',
      'product',
      'elementor_library',
      'acf-field-group',
      'custom_css',
    ];
    const entries = await entriesOf(wxr({ items: types.map((type) => ({ type })) }));
    expect(ofKind(entries, 'post').map(({ type }) => type)).toEqual(['article', 'interview', 'court-report']);
    expect(ofKind(entries, 'other').map(({ type }) => type)).toEqual(types.slice(3));
    const hidden = await entriesOf(
      wxr({
        items: [
          { type: 'court-report', link: 'https://former.example/?post_type=court-report&amp;p=1' },
          { type: 'court-report', content: ' ' },
        ],
      }),
    );
    expect(ofKind(hidden, 'other')).toHaveLength(2);
  });

  it('gives every item an id, though two have one number', async () => {
    const file = wxr({ items: [{}, { title: 'Another' }, {}] })
      .replace('<wp:post_id>2<', '<wp:post_id>1<')
      .replace('<wp:post_id>3<', '<wp:post_id>1<')
      .replace('story-3]]', 'story-1]]')
      .replace('[Story 3]', '[Story 1]');
    const entries = await entriesOf(file);
    expect(ofKind(entries, 'post').map(({ id }) => id)).toEqual(['1', '1#2']);
    expect(ofKind(entries, 'other')).toMatchObject([{ id: '1#3', type: 'post' }]);
    expect(ofKind(entries, 'problem')).toMatchObject([{ why: 'bad-value' }]);
  });
});

describe('pictures', () => {
  it('come with their texts and every address of the file', async () => {
    const metadata = serialize({
      file: '2024/05/vine-sc.jpg',
      sizes: { medium: { file: 'vine-300x200.jpg' }, evil: { file: '../../etc/passwd' } },
      original_image: 'vine.jpg',
      image_meta: { credit: 'Anna / Paper' },
    });
    const entries = await entriesOf(
      wxr({
        items: [
          {
            type: 'attachment',
            status: 'inherit',
            title: 'vine',
            excerpt: 'Vines in <i>Areni</i>',
            link: 'https://former.example/vine/',
            more:
              '<wp:attachment_url>https://former.example/wp-content/uploads/2024/05/vine-sc.jpg</wp:attachment_url>' +
              '<wp:post_parent>7</wp:post_parent><wp:menu_order>3</wp:menu_order>',
            meta: {
              _wp_attached_file: '2024/05/vine-sc.jpg',
              _wp_attachment_image_alt: 'Vines',
              _wp_attachment_metadata: metadata,
            },
          },
          {
            type: 'attachment',
            status: 'trash',
            more: '<wp:attachment_url>https://former.example/x.jpg</wp:attachment_url>',
          },
          { type: 'attachment', status: 'inherit', more: '<wp:attachment_url>javascript:alert(1)</wp:attachment_url>' },
        ],
      }),
    );
    expect(ofKind(entries, 'media')).toEqual([
      {
        kind: 'media',
        id: '1',
        address: 'https://former.example/wp-content/uploads/2024/05/vine-sc.jpg',
        file: '2024/05/vine-sc.jpg',
        alt: 'Vines',
        caption: 'Vines in Areni',
        credit: 'Anna / Paper',
        title: 'vine',
        parent: '7',
        place: 3,
        addresses: [
          '/vine/',
          '/?attachment_id=1',
          '/?p=1',
          '/wp-content/uploads/2024/05/vine-sc.jpg',
          '/wp-content/uploads/2024/05/vine-300x200.jpg',
          '/wp-content/uploads/2024/05/vine.jpg',
        ],
      },
    ]);
    expect(ofKind(entries, 'other')).toHaveLength(2);
  });
});

describe('translations', () => {
  it('of WPML stay together, also of terms', async () => {
    const meta = (key: string, value: string) =>
      `<wp:termmeta><wp:meta_key>${key}</wp:meta_key><wp:meta_value>${value}</wp:meta_value></wp:termmeta>`;
    const category = (id: number, language: string) =>
      `<wp:category><wp:term_id>${id}</wp:term_id><wp:category_nicename>c${id}</wp:category_nicename><wp:cat_name>C</wp:cat_name>` +
      `${meta('_wpml_import_language_code', language)}${meta('_wpml_import_translation_group', '5')}</wp:category>`;
    const entries = await entriesOf(wxr({ head: category(1, 'hy') + category(2, 'ru'), items: [{}] }));
    expect(ofKind(entries, 'term').map(({ language, translationGroup }) => [language, translationGroup])).toEqual([
      ['hy', 'wpml-5'],
      ['ru', 'wpml-5'],
    ]);
  });

  it('of WPML stay together, also duplicates', async () => {
    const found = await posts({
      items: [
        { meta: { _wpml_import_language_code: 'hy', _wpml_import_translation_group: '77' } },
        { meta: { _wpml_import_language_code: 'ru', _wpml_import_translation_group: '77' } },
        { meta: { _wpml_word_count: '12' } },
        { meta: { _icl_lang_duplicate_of: '3' } },
        {},
      ],
    });
    expect(found.map(({ language, translationGroup }) => [language, translationGroup])).toEqual([
      ['hy', 'wpml-77'],
      ['ru', 'wpml-77'],
      [undefined, 'post-3'],
      [undefined, 'post-3'],
      [undefined, undefined],
    ]);
  });

  it('say their language by their addresses, where nothing else does', async () => {
    const at = (path: string, more = {}) => ({ link: `https://former.example${path}`, ...more });
    const found = await posts({
      items: [
        at('/ru/2024/05/06/story-1/'),
        at('/2024/05/06/story-2/?lang=en'),
        at('/2024/05/06/story-3/'),
        at('/hy/story-4/'),
        at('/fr/story-5/'),
        at('/ru/'),
        at('/ru/story-7/', { meta: { _wpml_import_language_code: 'en' } }),
      ],
    });
    expect(found.map(({ language }) => language)).toEqual([
      ...['ru', 'en', undefined, undefined, undefined, undefined],
      'en',
    ]);
  });

  it('of qTranslate are stories of their own, none with the words of another language', async () => {
    const [hy, ru, old, list, ...more] = await posts({
      items: [
        {
          title: '[:hy]Լիճ[:ru]Озеро[:]',
          excerpt: '[:hy]Ջուր[:ru]Вода[:]',
          content: '[:hy]Լճի ջուրը[:ru]Вода озера [gallery][:]',
          meta: { _yoast_wpseo_title: '[:hy]Լիճն այսօր[:ru]Озеро сегодня[:]' },
          terms: [['category', 'water', '[:ru]Вода[:hy]Ջուր[:]']],
        },
        { title: '<!--:ru-->Лес<!--:--><!--:hy-->Անտառ<!--:-->', content: '<!--:ru-->Лес<!--more--> Дом<!--:-->' },
        { title: '[:en]A list[:]', content: 'slice = a[:] of all' },
      ],
    });
    const said = (found: SourcePost | undefined) => [found?.id, found?.language, found?.title, found?.standfirst];
    expect([hy, ru].map(said)).toEqual([
      ['1', 'hy', 'Լիճ', 'Ջուր'],
      ['1:ru', 'ru', 'Озеро', 'Вода'],
    ]);
    expect([hy?.text, ru?.text]).toMatchObject([{ html: 'Լճի ջուրը' }, { html: 'Вода озера [gallery id="1"]' }]);
    expect([hy?.searchTitle, ru?.searchTitle]).toEqual(['Լիճն այսօր', 'Озеро сегодня']);
    expect([hy?.translationGroup, ru?.translationGroup]).toEqual(['post-1', 'post-1']);
    expect(hy?.addresses).toEqual(['/2024/05/06/story-1/', '/hy/2024/05/06/story-1/', '/?p=1']);
    expect(ru?.addresses).toEqual(['/ru/2024/05/06/story-1/', '/2024/05/06/story-1/?lang=ru', '/?p=1&lang=ru']);
    expect(said(old)).toEqual(['2', 'ru', 'Лес', '']);
    expect(old?.text).toMatchObject({ html: 'Лес<!--more--> Дом' });
    expect(old).not.toHaveProperty('translationGroup');
    expect(said(list)).toEqual(['3', 'en', 'A list', '']);
    expect(list?.text).toMatchObject({ html: 'slice = a[:] of all' });
    expect(more).toEqual([]);
  });

  it('of Polylang are found by number too, whatever else stands in the group', async () => {
    const term = (taxonomy: string, slug: string, description: string) =>
      `<wp:term><wp:term_id>{x}</wp:term_id><wp:term_taxonomy>${taxonomy}</wp:term_taxonomy><wp:term_slug>${slug}</wp:term_slug>` +
      `<wp:term_description><![CDATA[${description}]]></wp:term_description></wp:term>`;
    const head =
      term('language', 'arm', 'a:1:{s:6:"locale";s:2:"hy";}') +
      term('post_translations', 'pll_1', 'a:3:{s:3:"arm";i:1;s:2:"ru";s:1:"2";s:4:"sync";a:1:{s:2:"ru";s:3:"arm";}}') +
      term('post_translations', 'pll_broken', 'a:9:{s:99:"x');
    const found = await posts({ head, items: [{ terms: [['language', 'arm', 'Հայ']] }, {}, {}] });
    expect(found.map(({ language, translationGroup }) => [language, translationGroup])).toEqual([
      ['hy', 'pll_1'],
      ['ru', 'pll_1'],
      [undefined, undefined],
    ]);
  });
});

describe('broken files', () => {
  const whole = wxr({
    items: [
      { title: 'One', content: 'First «text»\n\n<b>bold</b> Ծառ' },
      {
        title: 'Two',
        content: '<!-- wp:paragraph --><p>Second</p><!-- /wp:paragraph -->',
        terms: [['post_tag', 'wine', 'Wine']],
      },
      {
        type: 'attachment',
        status: 'inherit',
        more: '<wp:attachment_url>https://former.example/a.jpg</wp:attachment_url>',
      },
      { title: 'Three', creator: 'nare' },
    ],
  });

  it('give what stands before the cut, at whatever byte it is', async () => {
    const bytes = Buffer.from(whole);
    const all = await entriesOf(bytes);
    const end = bytes.indexOf('</rss>') + 6;
    const begin = bytes.indexOf('<wp:wxr_version>1.2');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: begin + 20, max: end - 1 }), async (cut) => {
        const entries = await entriesOf(bytes.subarray(0, cut));
        expect(ofKind(entries, 'problem')).toMatchObject([{ why: 'cut-off' }]);
        const before = entries.filter(({ kind }) => kind !== 'problem');
        const known = new Set(all.map(essence));
        expect(before.every((entry) => known.has(essence(entry)))).toBe(true);
        const closed = bytes.toString('utf8', 0, cut).split('</item>').length - 1;
        expect(itemsOf(before)).toHaveLength(closed);
      }),
      { numRuns: 150 },
    );
  });

  /** All but what the site says of itself further down. */
  const essence = (entry: SourceEntry) =>
    entry.kind === 'site' ? 'site' : JSON.stringify({ ...entry, addresses: undefined });

  it('are read though an ampersand stands alone', async () => {
    const file = whole.replace('/2024/05/06/story-1/', '/2024/05/06/story-1/?a=1&b=2');
    const entries = await entriesOf(file);
    expect(ofKind(entries, 'post')).toHaveLength(3);
    expect(ofKind(entries, 'post')[0]?.addresses[0]).toBe('/2024/05/06/story-1/?a=1&b=2');
    const line = file.slice(0, file.indexOf('?a=1')).split('\n').length;
    expect(ofKind(entries, 'problem')).toMatchObject([{ why: 'not-well-formed', near: '& in <link> One', line }]);
  });

  it('are read though a text ends its own section', async () => {
    const content = 'if (a[b[0]]&gt;1) a[b[0]]> 1 <img src="x.jpg" alt="A &amp; B"/><br/> <em>end</em>';
    const file = wxr({ items: [{ content: 'PLACE' }, {}] }).replace('PLACE', content);
    const entries = await entriesOf(file);
    const [story, next] = ofKind(entries, 'post');
    expect(story?.text).toMatchObject({ html: content.replaceAll('"/>', '">').replaceAll('<br/>', '<br>') });
    expect(next?.title).toBe('Story 2');
    expect(ofKind(entries, 'problem')[0]).toMatchObject({
      why: 'not-well-formed',
      near: ']]> in <content:encoded> Story 1',
    });
  });

  it.each([
    ['an element is not closed', (file: string) => file.replace('</dc:creator>', '')],
    ['a text is not closed', (file: string) => file.replace('</content:encoded>', '')],
    ['a tag is closed that was not open', (file: string) => file.replace('</dc:creator>', '</dc:creator></b></em>')],
    ['tags are crossed', (file: string) => file.replace('</wp:status>', '</wp:post_id></wp:status>')],
    ['an item is not closed', (file: string) => file.replace('</item>', '')],
    [
      'a text is no section',
      (file: string) => file.replace('<![CDATA[First «text»\n\n<b>bold</b> Ծառ]]>', 'First «text»\n\n<b>bold</b> Ծառ'),
    ],
    [
      'namespaces have other prefixes',
      (file: string) => file.replaceAll(/(<\/?|xmlns:)(wp|dc|content|excerpt)(?=[:=])/g, '$1n$2'),
    ],
    [
      'elements have namespaces of their own',
      (file: string) =>
        file.replaceAll(
          /<(\/?)wp:(?=post_|status|meta_)([\w]+)>/g,
          (_, slash, name) => `<${slash}${name}${slash ? '' : ' xmlns="http://wordpress.org/export/1.2/"'}>`,
        ),
    ],
    ['namespaces are not declared', (file: string) => file.replace(/xmlns:(dc|content)="[^"]*"/g, '')],
    ['entities are defined', (file: string) => file.replace('<rss', '<!DOCTYPE rss [<!ENTITY a "b">]><rss')],
  ])('are read though %s', async (_, broken) => {
    const file = broken(whole);
    expect(file).not.toBe(whole);
    const found = ofKind(await entriesOf(file), 'post');
    const expected = ofKind(await entriesOf(whole), 'post');
    expect(found.map(({ title, text, authors, status }) => [title, text, authors, status])).toEqual(
      expected.map(({ title, text, authors, status }) => [title, text, authors, status]),
    );
  });

  it('lose no story where a section has no end', async () => {
    const entries = await entriesOf(whole.replace('<b>bold</b> Ծառ]]>', '<b>bold</b> Ծառ'));
    expect(ofKind(entries, 'post').map(({ title }) => title)).toEqual(['One', 'Two', 'Three']);
    expect(ofKind(entries, 'post')[0]?.text).toMatchObject({ html: 'First «text»\n\n<b>bold</b> Ծառ' });
    // What was lost with it: nothing is published without.
    expect(ofKind(entries, 'post')[0]?.status).toMatch(/draft|published/);
    expect(ofKind(entries, 'problem')).not.toEqual([]);
  });

  it.each([
    ['items that nothing closes', (n: number) => '<item><title>x'.repeat(n)],
    ['tags that nothing closes', (n: number) => `<item>${'<wp:postmeta>'.repeat(n)}`],
    ['closing tags of nothing', (n: number) => '</a></wp:b>'.repeat(n)],
    [
      'brackets',
      (n: number) =>
        `<item><content:encoded><![CDATA[${'<'.repeat(8 * n)}]]></content:encoded><wp:post_type>x</wp:post_type></item>`,
    ],
    ['ampersands', (n: number) => `<item><title>${'&a'.repeat(n)}</title></item>`],
    [
      'addresses',
      (n: number) =>
        `<item><link>/${'a'.repeat(8 * n)}?</link><content:encoded>x</content:encoded><wp:post_type>x</wp:post_type></item>`,
    ],
    ['sections', (n: number) => `<item><content:encoded>${'<![CDATA[]]>'.repeat(n)}</content:encoded></item>`],
    ['terms', (n: number) => `<item>${'<category domain="post_tag" nicename="a">b</category>'.repeat(n)}</item>`],
  ])('take no longer than others, though they hold many %s', async (_, noise) => {
    const started = performance.now();
    await entriesOf(whole.replace('<item>', `${noise(200_000)}<item>`));
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('are read though they hold halves of letters', async () => {
    const half = '&#xD800;';
    const long = 'x'.repeat(3_000);
    for (const name of [half, long + half]) {
      const entries = await entriesOf(
        whole
          .replace('nicename="wine"', `nicename="wine${name}"`)
          .replace('<![CDATA[anna]]>', `anna${name}`)
          .replace('<![CDATA[story-1]]>', `story${name}`),
      );
      expect(ofKind(entries, 'post')).toHaveLength(3);
      expect(ofKind(entries, 'problem')).toEqual([]);
      expect(JSON.stringify(entries)).not.toMatch(/\\ud800/i);
    }
  });

  it('expand no entity that they define', async () => {
    const bomb = whole
      .replace(
        '<rss',
        '<!DOCTYPE rss [<!ENTITY a "lollollol"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]><rss',
      )
      .replace('<![CDATA[One]]>', '&b;&f;');
    const [story] = ofKind(await entriesOf(bomb), 'post');
    expect(story?.title).toBe('&b;&f;');
  });

  it('end where they are deeper or longer than any file of people', async () => {
    const deep = await entriesOf(whole.replace('<b>bold</b> Ծառ]]>', `]]>${'<div>'.repeat(100_000)}`));
    expect(ofKind(deep, 'problem').at(-1)).toMatchObject({ why: 'too-deep' });
    const wide = await entriesOf(
      whole.replace('<item>', `<item ${Array.from({ length: 5_000 }, (_, n) => `a${n}="x"`).join(' ')}>`),
    );
    expect(ofKind(wide, 'problem').at(-1)).toMatchObject({ why: 'too-large' });
    const long = await entriesOf(whole.replace('Second', 'x'.repeat(9_000_000)));
    expect(ofKind(long, 'post')).toHaveLength(3);
    expect(ofKind(long, 'problem')).toMatchObject([{ why: 'too-large', near: '<content:encoded> Two' }]);
  });

  it('never stop the reader, whatever bytes they are', async () => {
    const pieces = fc.constantFrom(
      '<item>',
      '</item>',
      '<![CDATA[',
      ']]>',
      '&',
      '<',
      '>',
      '"',
      '<wp:postmeta>',
      '</channel>',
      'é',
      '\0',
      '<!--',
      '-->',
      '<wp:comment>',
      '<title>',
      '</title>',
      '<?',
      '?>',
      '<!DOCTYPE [',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(pieces, { maxLength: 20 }), fc.nat(), async (noise, place) => {
        const at = whole.indexOf('<item>') + (place % (whole.length - whole.indexOf('<item>')));
        const entries = await entriesOf(whole.slice(0, at) + noise.join('') + whole.slice(at));
        expect(entries[0]?.kind).toBe('site');
      }),
      { numRuns: 150 },
    );
  });
});

it('is the same whether the files of strangers come one by one or as parts in a folder', async () => {
  const folder = sampleFolder('wordpress');
  if (!folder) return;
  const parts = readdirSync(folder).filter((name) => name.endsWith('.xml') && !name.includes('malformed'));
  const each = await Promise.all(parts.map((name) => entriesAt(join(folder, name))));
  const together = await entriesAt(folder);
  expect(itemsOf(together)).toHaveLength(each.map((entries) => itemsOf(entries).length).reduce((a, b) => a + b, 0));
});
