import { expect, it } from 'vitest';
import { safeSvg } from '#newsroom/settings/safe-svg';

const logo = (inside: string, attributes = 'viewBox="0 0 120 40"') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${inside}</svg>`;

const HOSTILE: Record<string, string> = {
  script: logo('<script>alert(1)</script>'),
  'script in capitals': logo('<SCRIPT>alert(1)</SCRIPT>'),
  'script by another prefix': logo('<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>'),
  'script in metadata': logo('<metadata><script>alert(1)</script></metadata>'),
  'event handler': logo('<path d="M0 0" onload="alert(1)"/>'),
  'event handler of the root': logo('', 'viewBox="0 0 1 1" onload="alert(1)"'),
  'event handler in capitals': logo('<path ONCLICK="alert(1)"/>'),
  'foreign object': logo('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>'),
  picture: logo('<image href="https://evil.example/a.png"/>'),
  'picture in the file': logo('<image href="data:image/svg+xml,%3Csvg/%3E"/>'),
  link: logo('<a href="javascript:alert(1)"><path d="M0 0"/></a>'),
  'use of another file': logo('<use href="https://evil.example/a.svg#x"/>'),
  'use by xlink': logo('<use xlink:href="//evil.example/a.svg#x"/>'),
  'use of data': logo('<use href="data:image/svg+xml,x#x"/>'),
  'style import': logo('<style>@import "https://evil.example/a.css";</style>'),
  'style in CDATA': logo('<style><![CDATA[@import url(https://evil.example/a.css);]]></style>'),
  'style with an escape': logo('<style>@\\69mport "https://evil.example/a.css";</style>'),
  'style with a comment': logo('<style>a{fill:url/**/(https://evil.example/a)}</style>'),
  'style in pieces': logo('<style>a{fill:u&#114;l(https://evil.example/a)}</style>'),
  'style around an element': logo('<style>a{fill:u<g/>rl(https://evil.example/a)}</style>'),
  'style with a font': logo('<style>@font-face{font-family:a;src:url(https://evil.example/a)}</style>'),
  'style attribute': logo('<path style="fill:url(https://evil.example/a.svg#b)"/>'),
  'fill of another file': logo('<path fill="url(https://evil.example/a.svg#b)"/>'),
  'image set': logo('<path style="mask:image-set(&quot;https://evil.example/a&quot; 1x)"/>'),
  animation: logo('<path><set attributeName="href" to="javascript:alert(1)"/></path>'),
  'filter picture': logo('<filter><feImage href="https://evil.example/a.png"/></filter>'),
  entity: `<!DOCTYPE svg [<!ENTITY a "b">]>${logo('<text>&a;</text>')}`,
  'style sheet': `<?xml-stylesheet href="https://evil.example/a.css"?>${logo('')}`,
  html: '<html><body/></html>',
  'two roots': logo('') + logo(''),
  'no size': logo('', 'width="100%"'),
  'nothing at all': '',
  'too many copies': logo('<use href="#a"/>'.repeat(101)),
  'too many elements': logo('<g/>'.repeat(3_001)),
};

it.each(Object.entries(HOSTILE))('refuses %s', (_, source) => {
  expect(safeSvg(source)).toMatchObject({ ok: false });
});

it('writes a drawing anew, without what its program has noted', () => {
  const source = `<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
    <!-- made by hand -->${logo(
      '<metadata><rdf:RDF/></metadata><sodipodi:namedview id="v"><g/></sodipodi:namedview>' +
        '<style>.a{fill:#a6192e}</style><defs><linearGradient id="g"><stop offset="0"/></linearGradient></defs>' +
        '<path class="a" d="M0 0h9" inkscape:label="x" data-name="y" style="fill:url(#g)"/><use xlink:href="#g"/>' +
        '<text>A &amp; &lt;B&gt;</text>',
    )}`;
  const safe = safeSvg(source);
  expect(safe).toMatchObject({ ok: true, width: 120, height: 40 });
  expect(safe.ok && safe.svg).toBe(
    '<svg viewBox="0 0 120 40" width="120" height="40" xmlns="http://www.w3.org/2000/svg"><style>.a{fill:#a6192e}</style>' +
      '<defs><linearGradient id="g"><stop offset="0"></stop></linearGradient></defs>' +
      '<path class="a" d="M0 0h9" style="fill:url(#g)"></path><use href="#g"></use>' +
      '<text>A &amp; &lt;B&gt;</text></svg>',
  );
});

it('takes its size from width and height where it has no view box', () => {
  expect(safeSvg(logo('', 'width="30px" height="10"'))).toMatchObject({ ok: true, width: 30, height: 10 });
});
