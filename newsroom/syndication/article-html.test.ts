import { expect, it } from 'vitest';
import { articleHtml } from '#newsroom/syndication/article-html';

const picture = {
  id: '0123456789abcdef0123',
  cut: '',
  width: 800,
  height: 600,
  alt: 'A "map"',
  caption: 'Where <it> is',
  credit: 'Us',
};

it('writes every kind of block', () => {
  const html = articleHtml(
    [
      { type: 'paragraph', text: [{ text: 'See ' }, { text: 'this', strong: true, href: '/en/post/x' }] },
      { type: 'heading', level: 3, text: [{ text: 'Why' }] },
      { type: 'quote', text: [{ text: 'So.', emphasis: true }], attribution: 'A & B' },
      { type: 'list', ordered: false, items: [[{ text: 'one' }]] },
      { type: 'figure', picture: picture.id },
      { type: 'gallery', pictures: [picture.id, 'f'.repeat(20)] },
      { type: 'embed', provider: 'x', href: 'https://x.com/a?b=1&c=2', title: 'A post' },
      { type: 'table', header: [[{ text: 'h' }]], rows: [[[{ text: '1' }]], [[]]] },
      { type: 'divider' },
      { type: 'unknown', stored: { type: 'poll', text: '<b>' } },
    ],
    [picture],
    'https://news.test',
  );
  expect(html.split('\n')).toEqual([
    '<p>See <a href="https://news.test/en/post/x"><strong>this</strong></a></p>',
    '<h3>Why</h3>',
    '<blockquote><p><em>So.</em></p><p><cite>A &amp; B</cite></p></blockquote>',
    '<ul><li>one</li></ul>',
    expect.stringContaining(
      'src="https://news.test/media/0123456789abcdef0123/whole-800.jpg" width="800" height="600" ' +
        'alt="A &quot;map&quot;"',
    ),
    expect.stringContaining('Where &lt;it&gt; is Us'),
    '<p><a href="https://x.com/a?b=1&amp;c=2">A post</a></p>',
    '<table><thead><tr><th>h</th></tr></thead><tbody><tr><td>1</td></tr><tr><td></td></tr></tbody></table>',
    '<hr>',
    '',
  ]);
});

it('a figure’s own words stand instead of the library’s, empty ones do not', () => {
  const own = { type: 'figure', picture: picture.id, caption: 'Here & now', credit: '' } as const;
  const html = articleHtml([own], [picture], 'https://news.test');
  expect(html).toContain('<figcaption>Here &amp; now Us</figcaption>');
  expect(html).toContain('alt="A &quot;map&quot;"');
});

it('a gallery’s own words stand by the picture that they are for', () => {
  const other = { ...picture, id: 'f'.repeat(20), caption: 'Theirs' };
  const gallery = {
    type: 'gallery',
    pictures: [picture.id, other.id],
    words: { [picture.id]: { caption: 'Ours' } },
  } as const;
  const html = articleHtml([{ ...gallery, pictures: [...gallery.pictures] }], [picture, other], 'https://news.test');
  expect(html.match(/<figcaption>[^<]*/g)).toEqual(['<figcaption>Ours Us', '<figcaption>Theirs Us']);
});

it('says which words are in another language', () => {
  const text = [{ text: 'It is ' }, { text: 'c’est', lang: 'fr', emphasis: true as const }];
  expect(articleHtml([{ type: 'paragraph', text }], [], 'https://news.test')).toContain(
    'It is <em><span lang="fr" dir="auto">c’est</span></em>',
  );
});

it('lets no text become markup', () => {
  const evil = '"><script>alert(1)</script>';
  const html = articleHtml(
    [
      { type: 'paragraph', text: [{ text: evil }] },
      { type: 'quote', text: [{ text: evil }], attribution: evil },
      { type: 'figure', picture: picture.id, alt: evil, caption: evil, credit: evil },
      { type: 'embed', provider: 'youtube', href: `https://example.org/${evil}`, title: evil },
    ],
    [picture],
    'https://news.test',
  );
  expect(html).not.toContain('<script');
});
