import { expect, it } from 'vitest';
import { stripNextRuntime } from '#server/rendering/strip-next-runtime';

const NEXT = `<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><link rel="preload" as="script" fetchPriority="low" href="/_next/static/chunks/a.js"/><link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next"/><script src="/_next/static/chunks/a.js" async=""></script><script data-keep="true">ours()</script><meta name="portal-status" content="410"/></head><body><div hidden=""><!--$--><!--/$--></div><p>One<!-- --> two &lt;script&gt; &lt;!-- kept --&gt;</p><script type="application/ld+json" data-keep="true">{"a":"\\u003c/script"}</script><script>self.__next_f.push([1,"<p>One</p>\\n<!-- no -->"])</script></body></html>`;

it('keeps the page, our scripts and the status the page asked for', () => {
  expect(stripNextRuntime(NEXT, 200)).toEqual({
    status: 410,
    isComplete: true,
    html: `<!DOCTYPE html><html lang="en"><head><meta charSet="utf-8"/><link rel="stylesheet" href="/_next/static/chunks/a.css" data-precedence="next"/><script>ours()</script></head><body><p>One two &lt;script&gt; &lt;!-- kept --&gt;</p><script type="application/ld+json">{"a":"\\u003c/script"}</script></body></html>`,
  });
});

it('keeps a status that Next has set itself', () => {
  expect(stripNextRuntime('<html></html>', 404)).toEqual({ status: 404, html: '<html></html>', isComplete: true });
  expect(stripNextRuntime(NEXT, 404).status).toBe(404);
});

it.each([
  '<body><!--$?--><template id="B:0"></template><p>Wait</p><!--/$--></body>',
  '<body><p>x</p><template id="P:1"></template></body>',
  '<body><!--$!--><template data-msg="x"></template><!--/$--></body>',
])('recognizes an incomplete page: %s', (html) => {
  expect(stripNextRuntime(html, 200).isComplete).toBe(false);
});
