import { z } from 'zod';
import { PAGE_REASONS } from '#newsroom/transfer/site/page-reasons';

// What has been fetched of a site without an export lies in a file of JSON Lines: one that is cut short goes on with what
// is not in it yet. First the address, then the site, all addresses and a mark that these are all, then a line for each
// address in the order in which they were fetched. Of two lines for an address the later one counts.

const text = z.string();
const address = z.string().min(1).max(20_000);
const named = z.strictObject({ name: text, address: address.optional() });
const alternate = z.strictObject({ language: text, address });

const foundPage = z.strictObject({
  /** Where the page says that it is; of several with the same the first counts. */
  canonical: address,
  /** Where else it is: redirects that led there, its short address, its AMP page. */
  addresses: z.array(address),
  /** The page in other languages, and itself, as it says. */
  alternates: z.array(alternate),
  title: text,
  standfirst: text,
  html: text,
  /** Words that the page says are the story’s and that are not in `html`. */
  beside: text,
  /** ISO 8601, UTC. */
  publishedAt: z.iso.datetime().optional(),
  changedAt: z.iso.datetime().optional(),
  language: text.optional(),
  authors: z.array(named),
  section: named.optional(),
  keywords: z.array(text),
  picture: address.optional(),
  pictureAlt: text.optional(),
  pictureCaption: text.optional(),
  isOpinion: z.boolean().optional(),
});

/** A story as it was found on its page. Texts are plain, `html` apart. */
export type FoundPage = z.infer<typeof foundPage>;

const line = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('crawl'), version: z.literal(1), address, startedAt: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('front'), name: text, origin: address, language: text.optional() }),
  z.strictObject({
    kind: z.literal('unread'),
    why: z.enum(['not-fetched', 'not-well-formed', 'too-large']),
    near: text,
  }),
  z.strictObject({ kind: z.literal('listed'), address, publishedAt: z.iso.datetime().optional() }),
  z.strictObject({ kind: z.literal('all-listed'), count: z.int() }),
  z.strictObject({ kind: z.literal('page'), address, page: foundPage }),
  /** It leads to another address of the list. */
  z.strictObject({ kind: z.literal('moved'), address, to: address }),
  z.strictObject({ kind: z.literal('finished'), at: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('left'), address, why: z.enum(PAGE_REASONS) }),
]);

export type CrawlLine = z.infer<typeof line>;

/** What has become of an address. */
export type AddressLine = CrawlLine & { kind: 'page' | 'moved' | 'left' };

export function isOfAddress(read: CrawlLine): read is AddressLine {
  return read.kind === 'page' || read.kind === 'moved' || read.kind === 'left';
}

/** What a line of the file says; undefined for what is none. */
export function readCrawlLine(written: string): CrawlLine | undefined {
  try {
    return line.safeParse(JSON.parse(written)).data;
  } catch {
    return undefined;
  }
}

/** Whether a text, by how it begins, is what has been fetched of a site. */
export function isCrawl(start: string): boolean {
  const [first = ''] = start.split('\n', 1);
  return readCrawlLine(first)?.kind === 'crawl';
}
