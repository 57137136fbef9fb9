import { describe, expect, it } from 'vitest';
import { blocksOf, type TextContext } from './blocks-of.ts';
import { written } from './written.ts';

/** The library has every picture that has a number in its name. */
const context: TextContext = {
  base: 'https://old.example/?p=7',
  attached: new Map([
    ['', [{ name: 'id:31', title: 'B' }, { name: 'id:32', title: 'A' }, { name: 'https://old.example/f/33.jpg' }]],
    ['9', [{ name: 'id:42', place: 1 }, { name: 'id:41', place: 2 }, { name: 'id:43' }]],
  ]),
  picture: (address) =>
    /(\d+)\D*$/.exec(address.replace(/^.*[/:]/, '').replace(/-\d+x\d+/, ''))?.[1]?.padStart(20, '0'),
};

const VIDEO = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';

function read(html: string, isLoose = true) {
  const result = blocksOf({ format: 'html', html, isLoose, isWordPress: true }, context);
  const { words, leftOut } = result;
  expect(words.kept + leftOut.reduce((sum, entry) => sum + entry.words, 0)).toBe(words.source);
  expect(leftOut.filter(({ what }) => what === 'unaccounted')).toEqual([]);
  return result;
}

const lines = (html: string, isLoose = true) => written(read(html, isLoose).body);
const leftOut = (html: string) => read(html).leftOut.map(({ what, words, excerpt }) => `${what} ${words} ${excerpt}`);

describe('text without paragraphs of its own', () => {
  it.each([
    ['One.\n\nTwo.\r\n\r\nThree.', ['One.', 'Two.', 'Three.']],
    ['One\ntwo', ['One', 'two']],
    ['<strong>One\n\ntwo</strong> three', ['*One*', '*two* three']],
    [
      '<h2>Title</h2>\nText\n<ul>\n\t<li>a</li>\n\t<li>b\nc</li>\n</ul>\nAfter',
      ['## Title', 'Text', '- a; - b c', 'After'],
    ],
    ['<blockquote>One\n\nTwo</blockquote>', ['> One', '> Two']],
    ['<pre>a\n\nb</pre>', ['a', 'b']],
    [
      '<table>\n<tr>\n<td>a</td>\n<td>b</td>\n</tr>\n<tr>\n<td>c\nd</td>\n<td>e</td>\n</tr>\n</table>',
      ['a | b / c d | e'],
    ],
    ['<a\nhref="/x"\n>One</a>', ['[One](https://old.example/x)']],
    ['One<!--more-->Two\n<!--nextpage-->\nThree<!--noteaser-->', ['OneTwo', 'Three']],
    ['&nbsp;\n\nOne\n\n&nbsp;', ['One']],
    [`One\n\n${VIDEO}\n\nTwo`, ['One', `youtube ${VIDEO} (${VIDEO})`, 'Two']],
    ['<div>One\n\nTwo</div>', ['One', 'Two']],
    ['One\n<script>\nvar a;\n\nvar b;\n</script>\nTwo', ['One', 'Two']],
  ])('%j', (html, expected) => expect(lines(html)).toEqual(expected));

  it('is not taken for it where paragraphs are marked', () => {
    expect(lines('<p>One\ntwo</p>', false)).toEqual(['One two']);
  });
});

describe('shortcodes', () => {
  it.each([
    [
      '[caption id="attachment_5" align="alignleft" width="300"]<a href="/f/big-5.jpg"><img src="/f/big-5-300x200.jpg" class="wp-image-5" alt="Alt" /></a> Words <em>under</em> it[/caption]',
      ['picture 5 (Alt) (Words under it)'],
    ],
    ['[caption id="attachment_6" caption="Old <b>way</b>"]<img src="/none.jpg">[/caption]', ['picture 6 (Old way)']],
    [
      '[caption id="attachment_6" caption="With &quot;quotes&quot; and “these”"]<img src="/none.jpg" />[/caption]',
      ['picture 6 (With "quotes" and “these”)'],
    ],
    ['[gallery ids="3,1″ columns=″2″]', ['gallery 3, 1']],
    ['[wp_caption id="attachment_6"]<img src="/none.jpg" /> New[/wp_caption]', ['picture 6 (New)']],
    ['[gallery ids="3,1,2"]', ['gallery 3, 1, 2']],
    ['[gallery ids=”3,1″]', ['gallery 3, 1']],
    ['[gallery ids=&#8221;3,1&#8243; columns=&quot;2&quot;]', ['gallery 3, 1']],
    ['[gallery include="12,3" order="DESC"]', ['gallery 12, 3']],
    ['[gallery include="12,3"]', ['gallery 3, 12']],
    ['[gallery]', ['gallery 31, 32, 33']],
    ['[gallery exclude="32" columns="4"]', ['gallery 31, 33']],
    ['[gallery ids="9"]', ['picture 9']],
    ['[gallery order="DESC"]', ['gallery 33, 32, 31']],
    ['[gallery orderby="title"]', ['gallery 33, 32, 31']],
    ['[gallery orderby="rand"]', ['gallery 31, 32, 33']],
    ['[gallery id="9"]', ['gallery 43, 42, 41']],
    ['[gallery id="9" order="desc" exclude="42"]', ['gallery 41, 43']],
    ['[gallery id="9" orderby="ID"]', ['gallery 41, 42, 43']],
    ['[gallery include="41,42,12"]', ['gallery 12, 42, 41']],
    ['[gallery include="41,12" orderby="post__in"]', ['gallery 41, 12']],
    ['[gallery ids="32,31" orderby="title"]', ['gallery 32, 31']],
    [`[embed width="500"]${VIDEO}[/embed]`, [`youtube ${VIDEO} (${VIDEO})`]],
    ['[embed]https://other.example/talk[/embed]', ['[other.example](https://other.example/talk)']],
    [`[youtube ${VIDEO}]`, [`youtube ${VIDEO} (${VIDEO})`]],
    [`[youtube=${VIDEO}&w=500]`, [`youtube ${VIDEO} (${VIDEO})`]],
    ['[youtube id="dQw4w9WgXcQ"]', [`youtube ${VIDEO} (${VIDEO})`]],
    ['[youtube]dQw4w9WgXcQ[/youtube]', [`youtube ${VIDEO} (${VIDEO})`]],
    [`[youtube]${VIDEO}[/youtube]`, [`youtube ${VIDEO} (${VIDEO})`]],
    ['[audio:https://old.example/a/talk.mp3|titles=The talk]', ['[talk.mp3](https://old.example/a/talk.mp3)']],
    ['[iframe https://maps.example/x width="5"]', ['[maps.example](https://maps.example/x)']],
    ['[vimeo 12345678]', ['vimeo https://vimeo.com/12345678 (https://vimeo.com/12345678)']],
    ['[tweet https://twitter.com/a/status/12]', ['x https://x.com/a/status/12 (https://x.com/a/status/12)']],
    [
      '[instagram url="https://www.instagram.com/p/Abcde12345/"]',
      ['instagram https://www.instagram.com/p/Abcde12345/ (https://www.instagram.com/p/Abcde12345/)'],
    ],
    ['[my-player src="https://youtu.be/dQw4w9WgXcQ"]', [`youtube ${VIDEO} (${VIDEO})`]],
    ['[audio mp3="/a/talk.mp3"][/audio]', []],
    ['[audio mp3="https://old.example/a/talk.mp3"][/audio]', ['[talk.mp3](https://old.example/a/talk.mp3)']],
    [
      '[video width="640" mp4="https://old.example/v/film.mp4"][/video]',
      ['[film.mp4](https://old.example/v/film.mp4)'],
    ],
    ['[iframe src="https://www.google.com/maps/embed?pb=1"]', ['[google.com](https://www.google.com/maps/embed?pb=1)']],
    [
      '[vc_row][vc_column width="1/2"][vc_column_text]One[/vc_column_text][vc_column_text]Two[/vc_column_text][/vc_column][/vc_row]',
      ['One', 'Two'],
    ],
    ['[vc_custom_heading text="A title"][vc_single_image image="8" img_size="full"]', ['## A title', 'picture 8']],
    ['[vc_tta_section title="One" tab_id="x"]Words[/vc_tta_section]', ['### One', 'Words']],
    ['[vc_gallery images="7,8"][vc_separator][vc_empty_space height="10px"]', ['gallery 7, 8', 'divider']],
    [
      '[et_pb_section][et_pb_row][et_pb_text admin_label="x"]<p>Words</p>[/et_pb_text][/et_pb_row][/et_pb_section]',
      ['Words'],
    ],
    [
      '[et_pb_blurb title="A title" image="https://old.example/f/4.png"]Words[/et_pb_blurb]',
      ['picture 4', '### A title', 'Words'],
    ],
    ['[fusion_imageframe lightbox="no"]https://old.example/f/5.jpg[/fusion_imageframe]', ['picture 5']],
    [
      `[vc_raw_html]${Buffer.from(encodeURIComponent('<p>Packed <b>words</b></p>')).toString('base64')}[/vc_raw_html]`,
      ['Packed *words*'],
    ],
    ['[box type="info"]Words\n\nmore[/box]', ['Words', 'more']],
    ['[dropcap]A[/dropcap]rmenia', ['Armenia']],
    ['One [highlight color="red"]two[/highlight], three', ['One two, three']],
    ['[box]one[/box][box]two[/box]', ['one', 'two']],
    ['[button url="https://a.example/" text="Read more"]', ['[Read more](https://a.example/)']],
    ['[button link="https://a.example/" color="red"]Read it[/button]', ['[Read it](https://a.example/)']],
    ['[su_button url="/law"]The *law*[/su_button]', ['[The *law*](https://old.example/law)']],
    ['[button link="javascript:x"]Go[/button]', ['Go']],
    [
      '[vc_btn title="Click here" link="url:https%3A%2F%2Fa.example%2Fpage|title:Go|target:_blank"]',
      ['[Click here](https://a.example/page)'],
    ],
    ['[vc_btn title="Click here" link="url:%E0%A4%A|title:Go"]', ['Click here']],
    ['[et_pb_button button_text="Press" button_url="https://b.example/" /]', ['[Press](https://b.example/)']],
    ['[pullquote]He said so <cite>Ani</cite>[/pullquote]', ['> He said so (Ani)']],
    ['[/vc_column]One', ['One']],
    ['[a]one[b]two[/a]', ['one[b]two']],
  ])('%s', (html, expected) => expect(lines(html)).toEqual(expected));

  it.each([
    'He [the minister] said so.',
    'An [x-ray], a [video], a [video of it] and [facebook].',
    'The [embed] and [youtube said so].',
    'He said [sic] so [1], [2] and [a].',
    '[Note: see page=3]',
    'See [see this one] there.',
    '[редактор] так и [Ереван="x"] сказал',
    'Nothing [here',
    'here] nothing',
    '[[wiki link]]',
    '[/sarcasm]',
    'array[0] = b[i]',
    '[]',
    '[ gallery ]',
  ])('%s are brackets', (html) => expect(lines(html)).toEqual([html]));

  it.each([
    ['Write [[gallery]] for it', 'Write [gallery] for it'],
    ['[[caption id="x"]words[/caption]]', '[caption id="x"]words[/caption]'],
    ['[[/caption]]', '[/caption]'],
  ])('%s is about one', (html, expected) => expect(lines(html)).toEqual([expected]));

  it.each([
    ['[contact-form-7 id="3" title="Form 1"]', [], ['shortcode 0 [contact-form-7 id="3" title="Form 1"]']],
    ['[contact-form-7 id="3"]', [], ['shortcode 0 [contact-form-7 id="3"]']],
    ['[playlist ids="1,2" style="dark"]', [], ['shortcode 0 [playlist ids="1,2" style="dark"]']],
    ['[rev_slider home]', [], ['shortcode 0 [rev_slider home]']],
    ['[poll id="2" /]', [], ['shortcode 0 [poll id="2" /]']],
    ['[dailymotion id=x8abcde]', ['[dailymotion.com](https://www.dailymotion.com/video/x8abcde)'], []],
  ])('%s', (html, expected, left) => {
    expect(lines(html)).toEqual(expected);
    expect(leftOut(html)).toEqual(left);
  });

  it('in tags and comments are none', () => {
    expect(lines('<a href="https://a.example/?x=[gallery]">a</a><!-- [gallery] -->')).toEqual([
      '[a](https://a.example/?x=[gallery])',
    ]);
  });

  it('mean nothing elsewhere', () => {
    expect(written(blocksOf({ format: 'html', html: '[gallery ids="1,2"]' }, context).body)).toEqual([
      '[gallery ids="1,2"]',
    ]);
  });
});

describe('blocks', () => {
  const block = (name: string, json: string, inside: string) =>
    `<!-- wp:${name} ${json} -->\n${inside}\n<!-- /wp:${name} -->`;
  it.each([
    [block('paragraph', '{"dropCap":true}', '<p>One\ntwo</p>'), ['One two']],
    [block('heading', '{"level":4}', '<h4>Title</h4>'), ['### Title']],
    [
      block(
        'image',
        '{"id":5,"sizeSlug":"large"}',
        '<figure class="wp-block-image"><img src="/none.jpg" alt="Alt"/><figcaption class="wp-element-caption">Under</figcaption></figure>',
      ),
      ['picture 5 (Alt) (Under)'],
    ],
    [
      block(
        'gallery',
        '{"linkTo":"none"}',
        `<figure class="wp-block-gallery has-nested-images">${block('image', '{"id":1}', '<figure><img src="/x.jpg"/><figcaption>One</figcaption></figure>')}${block('image', '{"id":2}', '<figure><img src="/y.jpg"/></figure>')}<figcaption>All</figcaption></figure>`,
      ),
      ['gallery 1 (One), 2', 'All'],
    ],
    ['<!-- wp:gallery {"ids":[4,3]} /-->', ['gallery 4, 3']],
    [
      block(
        'columns',
        '{}',
        `<div class="wp-block-columns">${block('column', '{}', `<div>${block('paragraph', '{}', '<p>Left</p>')}</div>`)}${block('column', '{}', `<div>${block('paragraph', '{}', '<p>Right</p>')}</div>`)}</div>`,
      ),
      ['Left', 'Right'],
    ],
    [
      block(
        'quote',
        '{}',
        `<blockquote class="wp-block-quote">${block('paragraph', '{}', '<p>Said</p>')}<cite>Ani</cite></blockquote>`,
      ),
      ['> Said (Ani)'],
    ],
    [
      block(
        'pullquote',
        '{}',
        '<figure class="wp-block-pullquote"><blockquote><p>Said</p><cite>Ani</cite></blockquote></figure>',
      ),
      ['> Said (Ani)'],
    ],
    [
      block(
        'list',
        '{"ordered":true}',
        `<ol>${block('list-item', '{}', `<li>One${block('list', '{}', `<ul>${block('list-item', '{}', '<li>Inner</li>')}</ul>`)}</li>`)}${block('list-item', '{}', '<li>Two</li>')}</ol>`,
      ),
      ['1. One', '- – Inner', '2. Two'],
    ],
    [
      block(
        'embed',
        '{"url":"https://youtu.be/dQw4w9WgXcQ","type":"video"}',
        '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://youtu.be/dQw4w9WgXcQ\n</div><figcaption>The film</figcaption></figure>',
      ),
      [`youtube ${VIDEO} (The film)`],
    ],
    ['<!-- wp:core-embed/youtube {"url":"https://youtu.be/dQw4w9WgXcQ"} /-->', [`youtube ${VIDEO} (${VIDEO})`]],
    [
      block(
        'video',
        '{"id":9}',
        '<figure class="wp-block-video"><video controls src="https://old.example/v/film.mp4"></video><figcaption>Seen</figcaption></figure>',
      ),
      ['[Seen](https://old.example/v/film.mp4)'],
    ],
    [
      block(
        'audio',
        '{"id":9}',
        '<figure class="wp-block-audio"><audio controls src="https://old.example/a/talk.mp3"></audio></figure>',
      ),
      ['[talk.mp3](https://old.example/a/talk.mp3)'],
    ],
    [
      block(
        'file',
        '{"id":9,"href":"https://old.example/f/law.pdf"}',
        '<div class="wp-block-file"><a href="https://old.example/f/law.pdf">The law</a><a href="https://old.example/f/law.pdf" class="wp-block-file__button" download>Download</a></div>',
      ),
      ['[The law](https://old.example/f/law.pdf) [Download](https://old.example/f/law.pdf)'],
    ],
    [
      block(
        'table',
        '{}',
        '<figure class="wp-block-table"><table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table><figcaption>Of</figcaption></figure>',
      ),
      ['a | b / c | d', 'Of'],
    ],
    [block('separator', '{}', '<hr class="wp-block-separator"/>'), ['divider']],
    [
      block(
        'cover',
        '{"url":"https://old.example/f/3.jpg","id":3}',
        '<div class="wp-block-cover" style="background-image:url(https://old.example/f/3.jpg)"><p>Over it</p></div>',
      ),
      ['picture 3', 'Over it'],
    ],
    [
      block(
        'media-text',
        '{"mediaId":4}',
        `<div class="wp-block-media-text"><figure><img src="/f/4.jpg"/></figure><div>${block('paragraph', '{}', '<p>Beside</p>')}</div></div>`,
      ),
      ['picture 4', 'Beside'],
    ],
    [
      block(
        'buttons',
        '{}',
        `<div>${block('button', '{}', '<div class="wp-block-button"><a class="wp-block-button__link" href="https://a.example/">Go</a></div>')}</div>`,
      ),
      ['[Go](https://a.example/)'],
    ],
    [block('more', '{}', '<!--more-->'), []],
    [block('html', '{}', '<p>Own</p>'), ['Own']],
    [block('shortcode', '{}', '[gallery ids="1,2"]'), ['gallery 1, 2']],
    [block('freeform', '{}', 'One\n\nTwo'), ['One', 'Two']],
    [
      `Before\n\nthere were blocks\n${block('paragraph', '{}', '<p>One\ntwo</p>')}`,
      ['Before', 'there were blocks', 'One two'],
    ],
    [block('verse', '{}', '<pre class="wp-block-verse">A line\nand another</pre>'), ['A line', 'and another']],
    [
      block('details', '{}', `<details><summary>Ask</summary>${block('paragraph', '{}', '<p>Answer</p>')}</details>`),
      ['Ask', 'Answer'],
    ],
  ])('%s', (html, expected) => expect(lines(html, false)).toEqual(expected));

  it.each([
    '<!-- wp:paragraph --><p>One</p>',
    '<p>One</p><!-- /wp:paragraph -->',
    '<!-- wp:paragraph {"a": --><p>One</p><!-- /wp:paragraph -->',
    '<!-- wp:columns --><!-- wp:column --><p>One</p><!-- /wp:columns -->',
    '<!-- wp:image {"id":{"a":1}} --><p>One</p><!-- /wp:heading -->',
    '<!--wp:paragraph--><p>One</p><!-- wp: -->',
  ])('%s are read although the comments are broken', (html) => expect(lines(html, false)).toEqual(['One']));

  it.each([
    ['<!-- wp:block {"ref":12} /-->', ['block 0 wp:block 12']],
    ['<!-- wp:latest-posts {"postsToShow":3} /-->', ['block 0 wp:latest-posts']],
    ['<!-- wp:jetpack/contact-form --><!-- /wp:jetpack/contact-form -->', ['block 0 wp:jetpack/contact-form']],
    [
      '<!-- wp:acf/lead {"name":"acf/lead","data":{"text":"Three words <b>here</b>","_text":"field_5a","image":12}} /-->',
      ['block 3 Three words here'],
    ],
    ['<!-- wp:block {"ref":12,"content":{"Lead":{"content":"Some value"}}} /-->', ['block 2 Some value']],
    ['<!-- wp:social-link {"url":"https://facebook.com/paper","service":"facebook"} /-->', ['block 0 wp:social-link']],
    ['<!-- wp:spacer --><div style="height:10px"></div><!-- /wp:spacer -->', []],
    [
      '<!-- wp:premium-content/container --><div><!-- wp:premium-content/subscriber-view --><div><!-- wp:paragraph --><p>For payers</p>' +
        '<!-- /wp:paragraph --></div><!-- /wp:premium-content/subscriber-view --><!-- wp:premium-content/logged-out-view --><div>' +
        '<!-- wp:heading --><h2>Subscribe to get access</h2><!-- /wp:heading --></div><!-- /wp:premium-content/logged-out-view --></div>' +
        '<!-- /wp:premium-content/container -->',
      ['block 4 Subscribe to get access'],
    ],
  ])('%s is counted', (html, expected) => expect(leftOut(html)).toEqual(expected));
});
