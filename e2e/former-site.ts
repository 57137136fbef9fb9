import { gzipSync } from 'node:zlib';
import type { startWireServer } from '#e2e/wire-server';

// A former site without an export, on the server of a test.

type Server = Awaited<ReturnType<typeof startWireServer>>;

/** What pages of a test have to say; letters enough for the reader view of browsers. */
export function paragraphs(about: string): string[] {
  return [1, 2, 3, 4].map(
    (n) => `Paragraph ${n} about ${about} says, with commas, that the bridge is open again, at last.`,
  );
}

export function html(head: string, body: string, language = 'en'): string {
  return `<!doctype html><html lang="${language}"><head>${head}</head><body><nav><a href="/">Home</a> <a href="/all">All</a></nav>${body}<footer>Imprint</footer></body></html>`;
}

/** The page of a story, which describes itself as JSON-LD unless `plain`. */
export function storyPage(
  about: string,
  {
    head = '',
    language = 'en',
    isPlain = false,
    more = '',
  }: { head?: string; language?: string; isPlain?: boolean; more?: string } = {},
): string {
  const data = {
    '@context': 'https://schema.org',
    '@graph': [
      { '@type': 'WebPage', name: about },
      {
        '@type': 'NewsArticle',
        headline: about,
        datePublished: '2019-03-04T05:06:07Z',
        author: { name: 'Anna' },
        articleSection: 'Region',
      },
    ],
  };
  const said = isPlain
    ? '<meta property="og:type" content="article"><meta property="article:published_time" content="2019-03-04T05:06:07Z">'
    : `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
  const text = paragraphs(about)
    .map((one) => `<p>${one}</p>`)
    .join('');
  return html(said + head, `<article><h1>${about}</h1>${text}${more}</article>`, language);
}

export const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** A sitemap of paths or whole addresses. */
export function sitemap(server: Server, places: readonly string[]): string {
  const locs = places.map((place) => `<url><loc>${place.includes(':') ? place : server.address(place)}</loc></url>`);
  return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${locs.join('')}</urlset>`;
}

export function sitemapIndex(server: Server, paths: readonly string[]): string {
  const locs = paths.map((path) => `<sitemap><loc>${server.address(path)}</loc></sitemap>`);
  return `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${locs.join('')}</sitemapindex>`;
}

export const packed = (text: string) => gzipSync(text);
