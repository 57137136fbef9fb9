import { expect, it } from 'vitest';
import { finishPage, scriptHash } from '#server/rendering/finish-page';

const NEXT = `<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js"/><link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next"/><script src="/_next/static/chunks/a.js" async=""></script><script data-keep="true">ours()</script><meta name="portal-status" content="410"/></head><body><div hidden=""><!--$--><!--/$--></div><p>One<!-- --> two &lt;script&gt; &lt;!-- kept --&gt;</p><script type="application/ld+json" data-keep="true">{"a":"\\u003c/script"}</script><script>self.__next_f.push([1,"<p>One</p>\\n<!-- no -->"])</script></body></html>`;

it('leaves the page, our scripts and the status it asked for', () => {
  expect(finishPage(NEXT, 200)).toEqual({
    status: 410,
    finished: true,
    html: `<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next"/><script>ours()</script></head><body><p>One two &lt;script&gt; &lt;!-- kept --&gt;</p><script type="application/ld+json">{"a":"\\u003c/script"}</script></body></html>`,
  });
});

it('keeps a status that Next has set itself', () => {
  expect(finishPage('<html></html>', 404)).toEqual({ status: 404, html: '<html></html>', finished: true });
  expect(finishPage(NEXT, 404).status).toBe(404);
});

it('names a script as a browser does (CSP 3, example of 8.4)', () => {
  expect(scriptHash("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
});

it.each([
  '<body><!--$?--><template id="B:0"></template><p>Wait</p><!--/$--></body>',
  '<body><p>x</p><template id="P:1"></template></body>',
  '<body><!--$!--><template data-msg="x"></template><!--/$--></body>',
])('tells a page that is not finished: %s', (html) => {
  expect(finishPage(html, 200).finished).toBe(false);
});
