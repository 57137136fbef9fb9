import { describe, expect, it } from 'vitest';
import { blocksOf, type TextContext } from './blocks-of.ts';
import { written } from './written.ts';

/** The library has every picture that has a number in its name. */
const context: TextContext = {
  base: 'https://old.example/2019/05/a-story/',
  picture: (address) =>
    /(\d+)\D*$/.exec(address.replace(/^.*[/:]/, '').replace(/-\d+x\d+/, ''))?.[1]?.padStart(20, '0'),
};

const read = (html: string) => blocksOf({ format: 'html', html }, context);
const lines = (html: string) => written(read(html).body);

/** What is left out, as “what words excerpt”; and the account always balances. */
function leftOut(html: string): string[] {
  const { words, leftOut } = read(html);
  expect(words.kept + leftOut.reduce((sum, entry) => sum + entry.words, 0)).toBe(words.source);
  return leftOut.map(({ what, words, excerpt }) => `${what} ${words} ${excerpt}`.trim());
}

describe('paragraphs and headings', () => {
  it.each([
    ['<p>One.</p><p>Two.</p>', ['One.', 'Two.']],
    ['<div>One<div>Two</div>Three</div>', ['One', 'Two', 'Three']],
    ['One<br>two<br /><br/>three', ['One', 'two', 'three']],
    ['<p>\n One\n\n two\tthree </p> <p>&nbsp;</p><p></p>', ['One two three']],
    ['<h1>A</h1><h2>B</h2><h3>C</h3><h4>D</h4><h6>E</h6>', ['## A', '## B', '### C', '### D', '### E']],
    ['<h2><strong>Bold all</strong></h2><h3>Bold <b>half</b></h3>', ['## Bold all', '### Bold *half*']],
    ['<h2>In<br>two lines</h2>', ['## In two lines']],
    ['<p>One<p>Two', ['One', 'Two']],
    ['<section><header>One</header><article>Two</article></section>', ['One', 'Two']],
    ['<h3><button><span>Title</span><span aria-hidden="true">+</span></button></h3>', ['### Title']],
    ['<h2><a href="#t" aria-hidden="true">#</a>Title <span aria-hidden="true">🎉</span></h2>', ['## Title 🎉']],
    ['<dl><dt>Term</dt><dd>What it means</dd></dl>', ['*Term*', 'What it means']],
    ['<details><summary>More</summary>Hidden until asked</details>', ['More', 'Hidden until asked']],
    ['<p>One</p><hr><p>Two</p>', ['One', 'divider', 'Two']],
    ['<pre>first  line\n\tsecond</pre><code>x = 1</code>', ['first line', 'second', 'x = 1']],
    ['<div style="white-space:pre-line">first\nsecond</div>', ['first', 'second']],
    ['<address>Sayat-Nova 1<br>Yerevan</address>', ['Sayat-Nova 1', 'Yerevan']],
    ['<p>One</p><!-- a remark --><?php echo 1 ?><p>Two</p>', ['One', 'Two']],
    ['<button>Answer</button><p>Forty-two</p>', ['Answer', 'Forty-two']],
  ])('%s', (html, expected) => {
    expect(lines(html)).toEqual(expected);
    expect(leftOut(html)).toEqual([]);
  });
});

describe('marks', () => {
  it.each([
    ['<b>a</b> <strong>b</strong> <i>c</i> <em>d</em>', ['*a* *b* _c_ _d_']],
    ['<del cite="a reason">a</del> <del cite="https://a.example/why">b</del>', ['~~a~~ ~~b~~']],
    ['<s>a</s> <del datetime="2019">b</del> <strike>c</strike>', ['~~a~~ ~~b~~ ~~c~~']],
    ['10<sup>9</sup> m, CO<sub>2</sub>', ['10^9^ m, CO,2,']],
    ['<span style="font-weight:700">a</span> <span style="font-style:italic">b</span>', ['*a* _b_']],
    [
      '<b style="font-weight:normal" id="docs-internal-guid-1"><p>a <span style="font-weight:700">b</span></p></b>',
      ['a *b*'],
    ],
    ['<span style="text-decoration:line-through">5</span> <span style="vertical-align:super">2</span>', ['~~5~~ ^2^']],
    ['<style>.c1{font-weight:700;color:red}</style><p><span class="c1">a</span> b</p>', ['*a* b']],
    ['<p><b>a<p>b</b> c', ['*a*', '*b* c']],
    ['<b>a <i>b</b> c</i> d', ['*a **_b_*_ c_ d']],
    ['<span lang="fr">mot</span> <p lang="fr">tout</p> <span lang="EN-US">word</span>', ['{fr:mot}', 'tout', 'word']],
    ['say <q>no <q>wine</q> today</q>', ['say “no ‘wine’ today”']],
    ['<u>a</u> <ins>b</ins> <mark>c</mark> <font color=red>d</font> <o:p>e</o:p>', ['a b c d e']],
    ['<math><msup><mn>10</mn><mn>9</mn></msup><mfrac><mn>1</mn><mn>2</mn></mfrac></math>', ['10^9^1/2']],
    [
      '<span class="katex"><span><math><msub><mi>x</mi><mn>2</mn></msub><annotation>x_2</annotation></math></span><span class="katex-html">x2</span></span>',
      ['x,2,'],
    ],
    ['<ruby>漢<rp>(</rp><rt>kan</rt></ruby>', ['漢 (kan)']],
    ['AT&amp;T &lt;b&gt; &laquo;&nbsp;a&nbsp;&raquo; &#x531;&#1329; &hellip;', ['AT&T <b> «\u00a0a\u00a0» ԱԱ …']],
    ['ver\u00adlag a\u200bb <wbr>c', ['verlag ab c']],
  ])('%s', (html, expected) => expect(lines(html)).toEqual(expected));

  it.each([
    ['5&nbsp;000&nbsp;км, №&nbsp;5, в&nbsp;Ереване', '5\u00a0000\u00a0км, №\u00a05, в\u00a0Ереване'],
    ['Слово&nbsp;— слово', 'Слово\u00a0— слово'],
    ['А.&nbsp;С.&nbsp;Пушкин', 'А.\u00a0С.\u00a0Пушкин'],
    ['two&nbsp;words. &nbsp;Another&nbsp; sentence', 'two words. Another sentence'],
  ])('%s keeps the spaces that somebody meant not to break', (html, expected) =>
    expect(lines(html)).toEqual([expected]),
  );
});

describe('links', () => {
  it.each([
    ['<a href="https://a.example/x?y=1&amp;z=2">a</a>', ['[a](https://a.example/x?y=1&z=2)']],
    [
      '<a href="../other/">a</a> <a href="/b">b</a>',
      ['[a](https://old.example/2019/05/other/) [b](https://old.example/b)'],
    ],
    ['<a href="//a.example/x">a</a>', ['[a](https://a.example/x)']],
    ['<a href=" https://a.example/with space ">a</a>', ['[a](https://a.example/with%20space)']],
    ['<a href="mailto:desk@a.example">a</a>', ['[a](mailto:desk@a.example)']],
    ['<a href="https://www.google.com/url?q=https://a.example/&amp;sa=D">a</a>', ['[a](https://a.example/)']],
    ['<a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fa.example%2F">a</a>', ['[a](https://a.example/)']],
    [
      '<a href="https://a.example/"><h2>Title</h2><p>text</p></a>',
      ['## [Title](https://a.example/)', '[text](https://a.example/)'],
    ],
    ['<a href="www.a.example/x">a</a>', ['[a](https://www.a.example/x)']],
    ['<a href="https://a.example/">a</a><a href="https://b.example/"> </a>b', ['[a](https://a.example/) b']],
    [
      '<a href="https://a.example/"><b>a</b> <i>b</i></a> c',
      ['[*a*](https://a.example/)[ ](https://a.example/)[_b_](https://a.example/) c'],
    ],
    ['<a href="#note">a</a> <a name="x">b</a> <a href="">c</a>', ['a b c']],
    ['<p>https://a.example/page</p>', ['[https://a.example/page](https://a.example/page)']],
  ])('%s', (html, expected) => {
    expect(lines(html)).toEqual(expected);
    expect(leftOut(html)).toEqual([]);
  });

  it.each([
    'javascript:alert(1)',
    'JaVa\tScript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///c:/x',
    'tel:+374',
    'about:blank',
  ])('%s is no address, and the words stay', (address) => {
    expect(lines(`<p>see <a href="${address}">this</a></p>`)).toEqual(['see this']);
    expect(leftOut(`<a href="${address}">this</a>`)).toEqual([`link 0 ${address.replace(/\s+/g, ' ')}`]);
  });

  it('are told, and lead where the context says', () => {
    const html = '<a href="/old">a</a> <a href="https://b.example/">b</a> <a href="/gone">c</a>';
    const link = (address: string) =>
      address.endsWith('/old') ? '/en/post/new' : address.endsWith('/gone') ? 'javascript:x' : undefined;
    const { body, links } = blocksOf({ format: 'html', html }, { ...context, link });
    expect(written(body)).toEqual(['[a](/en/post/new) [b](https://b.example/) [c](https://old.example/gone)']);
    expect(links).toEqual(['/en/post/new', 'https://b.example/', 'https://old.example/gone']);
  });

  it('stay where the page that they stand on has no address', () => {
    const html = '<a href="https://a.example/">a</a>';
    const { body } = blocksOf({ format: 'html', html }, { ...context, base: 'old.example' });
    expect(written(body)).toEqual(['[a](https://a.example/)']);
  });

  it('without a page that they stand on, those that are not whole lead nowhere', () => {
    const { body, leftOut } = blocksOf({ format: 'html', html: '<a href="/x">a</a>' }, { ...context, base: '' });
    expect(written(body)).toEqual(['a']);
    expect(leftOut).toEqual([{ what: 'link', words: 0, excerpt: '/x' }]);
  });
});

describe('lists', () => {
  it.each([
    ['<ul><li>a</li><li>b</ul>', ['- a; - b']],
    ['<ol start="4"><li>a</li><li value="9">b</li></ol>', ['4. a', '9. b']],
    ['<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>', ['- a; - – b; - – – c; - d']],
    ['<ul><li>a</li><ul><li>b</li></ul></ul>', ['- a; - – b']],
    ['<ol><li>a<ol><li>x</li><li>y</li></ol></li><li>b</li></ol>', ['1. a', '1. – x; 2. – y', '2. b']],
    ['<ol type="a"><li>x</li></ol>', ['a. x']],
    ['<ul><li><p>a</p><p>b</p></li></ul>', ['- a b']],
    ['<ul><li><h3>Title</h3>text</li></ul>', ['- Title text']],
    ['<ul><li>a<blockquote>q</blockquote>c</li><li>d</li></ul>', ['- a', '> q', 'c', '- d']],
    ['<ul>stray<li>a</li></ul>', ['stray', '- a']],
    ['<li>alone</li>', ['- alone']],
    ['<ul><li><img src="/1.jpg"> with a picture</li></ul>', ['picture 1', '- with a picture']],
    ['<ul><li></li><li>b</li></ul>', ['- b']],
    [
      '<p style="mso-list:l0 level1 lfo1"><![if !supportLists]><span style="mso-list:Ignore">·<span>&nbsp;&nbsp;</span></span><![endif]>a</p>' +
        '<p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o</span>b<o:p></o:p></p>',
      ['- a; - – b'],
    ],
    ['<p style="mso-list:l1 level1 lfo1"><span style="mso-list:Ignore">4)</span>a</p>', ['4. a']],
  ])('%s', (html, expected) => expect(lines(html)).toEqual(expected));
});

describe('quotes', () => {
  it.each([
    ['<blockquote><p>a</p><p>b</p><footer>— Ani</footer></blockquote>', ['> a', '> b (Ani)']],
    ['<blockquote>a <cite>Ani Petrosyan</cite></blockquote>', ['> a (Ani Petrosyan)']],
    ['<blockquote>As <cite>War and Peace</cite> says.</blockquote>', ['> As War and Peace says.']],
    ['<figure class="wp-block-pullquote"><blockquote><p>a</p><cite>Ani</cite></blockquote></figure>', ['> a (Ani)']],
    ['<blockquote>a<blockquote>b</blockquote></blockquote>', ['> a', '> b']],
    ['<blockquote><ul><li>a</li></ul></blockquote>', ['- a']],
    [`<blockquote>a<footer>${'b'.repeat(301)}</footer></blockquote>`, ['> a', 'b'.repeat(301)]],
  ])('%s', (html, expected) => {
    expect(lines(html)).toEqual(expected);
    expect(leftOut(html)).toEqual([]);
  });
});

describe('tables', () => {
  it.each([
    [
      '<table><tr><th>Year</th><th>Rain</th></tr><tr><td>2024</td><td>1 200,5</td></tr></table>',
      ['Year | Rain / 2024 | 1 200,5 (0,1)'],
    ],
    [
      '<table><caption>Votes</caption><thead><tr><th>City</th><th>Party</th><th>Votes</th></tr></thead><tbody><tr><td rowspan="2">Gyumri</td>' +
        '<td>Red</td><td>5</td></tr><tr><td>Blue</td><td>6</td></tr></tbody></table>',
      ['Votes', 'City | Party | Votes / Gyumri | Red | 5 / Gyumri | Blue | 6 (2)'],
    ],
    [
      '<table><tr><td rowspan="2">Party</td><td colspan="2">Votes</td></tr><tr><td>2021</td><td>2026</td></tr><tr><td>Red</td><td>5</td><td>6</td></tr></table>',
      ['Party | Votes, 2021 | Votes, 2026 / Red | 5 | 6 (1,2)'],
    ],
    [
      '<table><tr><td colspan="2">Results</td></tr><tr><td>A</td><td>B</td></tr><tr><td>x</td><td></td></tr></table>',
      ['Results', 'A | B / x | '],
    ],
    ['<table><tr><td>Only set here</td></tr><tr><td>by a table</td></tr></table>', ['Only set here', 'by a table']],
    ['<table><tr><td><img src="1.jpg"></td><td><p>Text</p></td></tr></table>', ['picture 1', 'Text']],
    [
      '<table><tr><td>a</td><td><table><tr><td>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr></table></td></tr></table>',
      ['a', 'b | c / d | e'],
    ],
    [
      '<table><tr><th>a</th><th>b</th></tr><tr><td>1<br>2</td><td><ul><li>x</li><li>y</li></ul><img src="7.png"></td></tr></table>',
      ['a | b / 1 2 | x y (0)', 'picture 7'],
    ],
    [
      '<table><tr><td>a</td><td>b</td></tr><tr hidden><td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table>',
      ['a | b / 3 | 4 (0,1)'],
    ],
  ])('%s', (html, expected) => expect(lines(html)).toEqual(expected));
});

it('each cell of a table begins a new word of the source', () => {
  const cells = (...texts: string[]) => `<tr>${texts.map((text) => `<td>${text}</td>`).join('')}</tr>`;
  const { words } = read(`<table>${cells('Name', 'Age')}${cells('Anna', 'Bob')}</table>`);
  expect(words).toEqual({ source: 4, kept: 4 });
});

describe('pictures', () => {
  it.each([
    ['<p><img src="/f/1.jpg" alt="A bridge"></p>', ['picture 1 (A bridge)']],
    ['<img src="1.jpg" alt=" Two\n  lines\u00ad ">', ['picture 1 (Two lines)']],
    ['<figure><img src="1.jpg"><figcaption>On <b>Monday</b></figcaption></figure>', ['picture 1 (On Monday)']],
    ['<img src="/wp/a-300x200.jpg" class="wp-image-12">', ['picture 12']],
    ['<a href="/f/2.jpg"><img src="/f/none.jpg"></a>', ['picture 2']],
    ['<a href="/another-story"><img src="/f/3.jpg"></a>', ['picture 3']],
    ['<img src="data:image/gif;base64,R0" data-src="/f/4.jpg">', ['picture 4']],
    [
      '<img class="lazy" src="/none.gif" data-lazy-src="/f/5.jpg"><noscript><img src="/f/5.jpg"></noscript>',
      ['picture 5'],
    ],
    ['<noscript><img src="/f/5.jpg"></noscript><img data-src="/f/5.jpg" alt="a">', ['picture 5 (a)']],
    ['<img src="https://i0.wp.com/old.example/f/4.jpg?resize=300%2C9&amp;ssl=1">', ['picture 4']],
    ['<img srcset="/f/6.jpg 300w, /f/7.jpg 1200w" src="/f/none.jpg">', ['picture 7']],
    ['<picture><source srcset="/f/8.webp"><img src="/none.gif"></picture>', ['picture 8']],
    ['<div class="wp-caption"><img src="9.jpg"><p class="wp-caption-text">Caption</p></div>', ['picture 9 (Caption)']],
    ['<p>Before <img src="1.jpg"> after.</p><p>Next</p>', ['Before after.', 'picture 1', 'Next']],
    ['<p><img src="1.jpg">Text</p>', ['picture 1', 'Text']],
    ['<h2><img src="1.jpg">Title</h2>', ['picture 1', '## Title']],
    [
      '<figure><img src="1.jpg"><img src="2.jpg" alt="b"><figcaption>Both</figcaption></figure>',
      ['gallery 1, 2 (b)', 'Both'],
    ],
    [
      '<div class="gallery"><dl class="gallery-item"><dt><img src="1.jpg"></dt><dd class="wp-caption-text">One</dd></dl>' +
        '<dl class="gallery-item"><dt><img src="2.jpg"></dt></dl></div>',
      ['gallery 1 (One), 2'],
    ],
    [
      '<figure class="wp-block-gallery"><figure><img src="1.jpg"><figcaption>One</figcaption></figure><figure><img src="1.jpg"><figcaption>Again</figcaption></figure></figure>',
      ['picture 1 (One)', 'picture 1 (Again)'],
    ],
    ['<p>so <img class="emoji" alt="😀" src="1.png"> glad</p>', ['so 😀 glad']],
    ['so <img class="wp-smiley" alt=":)" src="1.gif"> glad', ['so :) glad']],
    ['<figure><img src="1.jpg" alt="⚡"></figure>', ['picture 1 (⚡)']],
    ['<amp-img src="1.jpg" alt="a"></amp-img>', ['picture 1 (a)']],
    ['a<img src="https://counter.example/1.gif" width="1" height="1">b', ['ab']],
  ])('%s', (html, expected) => {
    expect(lines(html)).toEqual(expected);
    expect(leftOut(html)).toEqual([]);
  });

  it('are asked for by the best of their addresses, and counted where there is none', () => {
    const html =
      '<figure><a href="/f/large.jpg"><img class="wp-image-5" src="/f/large-300x200.jpg" alt="Two words"></a><figcaption>Three more words</figcaption></figure>' +
      '<img src="/known-1.jpg"><img class="wp-image-6">';
    const asked: string[] = [];
    const picture = (address: string) => {
      asked.push(address);
      return address.includes('known') ? '1'.repeat(20) : undefined;
    };
    const result = blocksOf({ format: 'html', html }, { ...context, picture });
    expect(result.pictures).toEqual(['https://old.example/f/large.jpg', 'https://old.example/known-1.jpg', 'id:6']);
    expect(result.leftOut).toEqual([
      { what: 'picture', words: 5, excerpt: 'Two words Three more words' },
      { what: 'picture', words: 0, excerpt: 'id:6' },
    ]);
    expect(result.places).toEqual([
      ['https://old.example/f/large.jpg', 'https://old.example/f/large-300x200.jpg', 'id:5'],
      ['https://old.example/known-1.jpg'],
      ['id:6'],
    ]);
    expect(asked.slice(0, 3)).toEqual([
      'https://old.example/f/large.jpg',
      'https://old.example/f/large-300x200.jpg',
      'id:5',
    ]);
  });
});

const VIDEO = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';

describe('what is shown from elsewhere', () => {
  it.each([
    [
      '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0" title="The film"></iframe>',
      [`youtube ${VIDEO} (The film)`],
    ],
    ['<iframe data-src="//www.youtube.com/embed/dQw4w9WgXcQ"></iframe>', [`youtube ${VIDEO} (${VIDEO})`]],
    [
      '<figure><iframe src="https://player.vimeo.com/video/12345"></iframe><figcaption>Seen</figcaption></figure>',
      ['vimeo https://vimeo.com/12345 (Seen)'],
    ],
    [
      '<object><param name="movie" value="https://www.youtube.com/v/dQw4w9WgXcQ"><embed src="https://www.youtube.com/v/dQw4w9WgXcQ"></object>',
      [`youtube ${VIDEO} (${VIDEO})`],
    ],
    [
      '<blockquote class="twitter-tweet"><p>Short words</p>&mdash; Ani (@ani) <a href="https://twitter.com/ani/status/12">May 1</a></blockquote><script async src="x"></script>',
      ['x https://x.com/ani/status/12 (Short words — Ani (@ani) May 1)'],
    ],
    [
      '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Abcde12345/?utm=1"><a href="x">See it</a></blockquote>',
      ['instagram https://www.instagram.com/p/Abcde12345/ (See it)'],
    ],
    [
      '<script async data-telegram-post="roads/15" src="https://telegram.org/js/telegram-widget.js"></script>',
      ['telegram https://t.me/roads/15 (https://t.me/roads/15)'],
    ],
    [
      '<div class="fb-post" data-href="https://www.facebook.com/a/posts/1"></div>',
      ['facebook https://www.facebook.com/a/posts/1 (https://www.facebook.com/a/posts/1)'],
    ],
    [`<p>${VIDEO}</p>`, [`youtube ${VIDEO} (${VIDEO})`]],
    [
      '<p><a href="https://youtu.be/dQw4w9WgXcQ">https://youtu.be/dQw4w9WgXcQ</a></p>',
      [`youtube ${VIDEO} (https://youtu.be/dQw4w9WgXcQ)`],
    ],
    ['<p><a href="https://youtu.be/dQw4w9WgXcQ">watch</a></p>', ['[watch](https://youtu.be/dQw4w9WgXcQ)']],
    [
      '<iframe src="https://www.google.com/maps/embed?pb=1" title="Map of Gyumri"></iframe>',
      ['[Map of Gyumri](https://www.google.com/maps/embed?pb=1)'],
    ],
    [
      '<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>',
      ['[google.com](https://www.google.com/maps/embed?pb=1)'],
    ],
    ['<video src="/v/film%201.mp4">Your browser is old</video>', ['[film 1.mp4](https://old.example/v/film%201.mp4)']],
    [
      '<figure><audio><source src="/a/talk.mp3"></audio><figcaption>The talk</figcaption></figure>',
      ['[The talk](https://old.example/a/talk.mp3)'],
    ],
    ['<p>a</p><iframe src="https://counter.example/" width="0" height="0"></iframe>', ['a']],
    [
      '<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="https://a.example/"><div><div>Title</div><div>What it says</div><img src="1.png"></div></a></figure>',
      ['[Title](https://a.example/)', '[What it says](https://a.example/)'],
    ],
  ])('%s', (html, expected) => expect(lines(html)).toEqual(expected));

  it.each([
    '<video src="/v/1.mp4">',
    '<audio src="/v/1.mp3">',
    '<map name="x">',
    '<blockquote class="twitter-tweet"><a href="https://x.com/a/status/1">x</a>',
  ])('%s does not swallow what comes after it', (html) => {
    const rest = Array.from({ length: 500 }, (_, index) => `word${index}`);
    const all = lines(`${html}<p>${rest.join(' ')}</p>`).join(' ');
    expect(all.match(/word\d+/g)).toEqual(rest);
  });

  it('that was never closed does not swallow what comes after it', () => {
    expect(lines('<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"><p>After <b>it</b></p>')).toEqual([
      `youtube ${VIDEO} (${VIDEO})`,
      'After *it*',
    ]);
  });
});

describe('what is left out is counted', () => {
  it.each([
    ['<p>a</p><div style="display:none">cheap pills here</div>', ['hidden 3 cheap pills here']],
    ['<p hidden>a</p><span style="visibility: hidden">b c</span>', ['hidden 1 a', 'hidden 2 b c']],
    [
      '<form><input value="Your name"><select><option>one</option><option>two</option></select></form>',
      ['control 2 Your name', 'control 2 one two'],
    ],
    [
      '<del cite="mailto:desk" datetime="2026">old words</del><del datetime="2026">struck</del>',
      ['hidden 2 old words'],
    ],
    [
      '<table><tr><td>a</td><td style="display:none">two words</td><td>b</td></tr><tr hidden><td>three</td></tr><tr><td>1</td><td>2</td></tr></table>',
      ['hidden 2 two words', 'hidden 1 three'],
    ],
    ['<datalist><option>a</option></datalist><xml>b</xml>', ['hidden 1 a', 'hidden 1 b']],
    ['<img src="data:image/png;base64,AAAA">', ['picture 0 data:image/png;base64,AAAA']],
    ['<img alt="Two words">', ['picture 2 Two words']],
    ['<svg><title>Chart of rain</title><text>61</text></svg>', ['drawing 1 61']],
    ['<video>Your browser is old</video>', []],
    ['<noscript>Please enable scripts</noscript>', ['hidden 3 Please enable scripts']],
    ['<iframe src="about:blank" title="An empty frame"></iframe>', ['frame 3 An empty frame']],
    ['<p>a</p><!-- never closed', ['unclosed 2 <!-- never closed']],
    ['<p>a</p><template>never closed', ['unclosed 2 <template>never closed']],
    ['<p>a</p><title>never closed', ['unclosed 2 <title>never closed']],
    ['<p>a</p><a href="x>a link</a> and what follows', ['unclosed 6 <a href="x>a link</a> and what follows']],
    ['<p>a</p><!-- closed --><!----><!-->b', []],
    ['<p>a</p><script>var a = "two words";', ['unclosed 4 <script>var a = "two words";']],
    [
      `<blockquote class="twitter-tweet">${'word '.repeat(70)}<a href="https://x.com/a/status/1">then</a></blockquote>`,
      ['post 11 word word word word word word word word word word then'],
    ],
  ])('%s', (html, expected) => expect(leftOut(html)).toEqual(expected));

  it.each([
    '<script>var a = 1</script>',
    '<style>a{}</style>',
    '<template>a</template>',
    '<!--[if gte mso 9]><xml>a</xml><![endif]-->',
  ])('%s has no words', (html) => {
    expect(read(html).words).toEqual({ source: 0, kept: 0 });
    expect(leftOut(html)).toEqual([]);
  });
});
