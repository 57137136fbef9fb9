import { PassThrough, pipeline, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { ErrorLevel, SitemapIndexStream, type SitemapItemLoose, SitemapStream } from 'sitemap';
import { postAddress } from '#i18n/addresses';
import { renditionFile, renditionSizes } from '#newsroom/media/picture';
import type { NewsEntry, SitemapEntry } from '#newsroom/syndication/sitemap';
import { publicUrl } from '#platform/env';
import { conditional } from '../api/answer.ts';

const XML = 'application/xml; charset=utf-8';

export function xml(request: Request, body: string): Response {
  return conditional(request, body, { 'content-type': XML });
}

export function absent(): Response {
  return new Response(null, { status: 404, headers: { 'cache-control': 'no-cache' } });
}

/** The library refuses to write a sitemap without entries; a quiet paper's news sitemap is one (Google allows it). */
const EMPTY =
  '<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>';

function writer() {
  return new SitemapStream({
    hostname: publicUrl(),
    level: ErrorLevel.THROW,
    xmlns: { news: true, image: true, video: false, xhtml: false },
  });
}

/** A sitemap of a few thousand entries at most. */
export async function written(urls: SitemapItemLoose[]): Promise<string> {
  return urls.length > 0 ? text(Readable.from(urls).compose(writer())) : EMPTY;
}

/** A sitemap of any length, written as it is read from the database. 404 where there is nothing to write. */
export async function streamed<Entry>(
  batches: AsyncGenerator<Entry[]>,
  url: (entry: Entry) => SitemapItemLoose,
): Promise<Response> {
  const first = await batches.next();
  if (first.done) return absent();
  async function* urls() {
    yield* first.value.map(url);
    for await (const batch of batches) yield* batch.map(url);
  }
  const bytes = new PassThrough();
  // A failure half way breaks the connection, so that nobody takes half a sitemap for a whole one.
  pipeline(Readable.from(urls()), writer(), bytes, () => {});
  return new Response(Readable.toWeb(bytes) as ReadableStream, {
    headers: { 'content-type': XML, 'cache-control': 'no-cache' },
  });
}

/** An index of sitemaps at addresses of this site. */
export async function indexOf(parts: { url: string; changedAt?: Date }[]): Promise<string> {
  const items = parts.map(({ url, changedAt }) => ({
    url: publicUrl() + url,
    ...(changedAt && { lastmod: changedAt.toISOString() }),
  }));
  return text(Readable.from(items).compose(new SitemapIndexStream({ level: ErrorLevel.THROW })));
}

export function articleUrl({ language, slug, changedAt, lead }: SitemapEntry): SitemapItemLoose {
  const size = lead && renditionSizes(lead, 'wide').at(-1);
  return {
    url: postAddress(language, slug),
    lastmod: changedAt.toISOString(),
    ...(size && { img: `/media/${renditionFile(lead, 'wide', size.width, 'jpg')}` }),
  };
}

export function newsUrl(entry: NewsEntry): SitemapItemLoose {
  const { language, headline, publication, publishedAt } = entry;
  return {
    ...articleUrl(entry),
    news: {
      publication: { name: publication, language },
      publication_date: publishedAt.toISOString(),
      title: headline,
    },
  };
}
