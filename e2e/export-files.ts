import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { openSource } from '#newsroom/transfer/source/open-source';
import type { SourceEntry } from '#newsroom/transfer/source/source-item';

// Exports of other systems, for tests of the import: some written here, and, where there are any, files of strangers.

const FOLDERS = [
  process.env.SAMPLES,
  join(import.meta.dirname, '../../shared/samples'),
  // From a worktree.
  join(import.meta.dirname, '../../../shared/samples'),
];

/** A folder of exports that real sites have made; undefined, with a word on the console, where there is none. */
export function sampleFolder(system: string): string | undefined {
  const folder = FOLDERS.find((path) => path && existsSync(join(path, system)));
  if (!folder)
    process.stderr.write(`No sample files of ${system}: set SAMPLES to their folder. Our own are tested alone.\n`);
  return folder && join(folder, system);
}

/** Runs with an empty folder that is gone afterwards. */
export async function inFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'export-'));
  try {
    return await run(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** All entries of an export that is this text. */
export async function entriesOf(content: string | Uint8Array, options?: { timeZone?: string }): Promise<SourceEntry[]> {
  return inFolder(async (folder) => {
    const path = join(folder, 'export');
    await writeFile(path, content);
    return entriesAt(path, options);
  });
}

/** All entries of an export at a path. */
export async function entriesAt(path: string, options?: { timeZone?: string }): Promise<SourceEntry[]> {
  const source = await openSource(path, options);
  if (!source.ok) throw new Error(`${source.why}: ${source.detail}`);
  const entries = await listOf(source.entries());
  source.close();
  return entries;
}

/** All that a stream gives. */
export async function listOf<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const one of stream) list.push(one);
  return list;
}

/** Entries of one kind. */
export function ofKind<Kind extends SourceEntry['kind']>(entries: readonly SourceEntry[], kind: Kind): OfKind<Kind>[] {
  return entries.filter((entry) => entry.kind === kind) as OfKind<Kind>[];
}

type OfKind<Kind, Entry = SourceEntry> = Entry extends { kind: unknown }
  ? Kind extends Entry['kind']
    ? Entry
    : never
  : never;

type Item = {
  title?: string;
  link?: string;
  type?: string;
  status?: string;
  content?: string;
  excerpt?: string;
  creator?: string;
  /** Elements of `wp:` and others, as they stand. */
  more?: string;
  meta?: Record<string, string | string[]>;
  /** Domain, slug and name. */
  terms?: [string, string, string][];
};

/** A WordPress export (WXR 1.2) of a site at https://former.example. */
export function wxr({ head = '', items = [] }: { head?: string; items?: Item[] }): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5" -->
<rss version="2.0"
  xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
  xmlns:content="http://purl.org/rss/1.0/modules/content/"
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:wp="http://wordpress.org/export/1.2/"
>
<channel>
  <title>Former</title>
  <link>https://former.example</link>
  <language>hy</language>
  <wp:wxr_version>1.2</wp:wxr_version>
  <wp:base_site_url>https://former.example</wp:base_site_url>
  <wp:base_blog_url>https://former.example</wp:base_blog_url>
  ${head}
  <generator>https://wordpress.org/?v=6.5</generator>
  ${items.map(wxrItem).join('\n')}
</channel>
</rss>
`;
}

function wxrItem(item: Item, index: number): string {
  const { title = `Story ${index + 1}`, type = 'post', status = 'publish', meta = {}, terms = [] } = item;
  const slug = `story-${index + 1}`;
  const date = item.more?.includes('wp:post_date') ? '' : '<wp:post_date_gmt>2024-05-06 07:08:09</wp:post_date_gmt>';
  return `<item>
    <title>${cdata(title)}</title>
    <link>${item.link ?? `https://former.example/2024/05/06/${slug}/`}</link>
    <dc:creator>${cdata(item.creator ?? 'anna')}</dc:creator>
    <content:encoded>${cdata(item.content ?? `Text of ${title}`)}</content:encoded>
    <excerpt:encoded>${cdata(item.excerpt ?? '')}</excerpt:encoded>
    <wp:post_id>${index + 1}</wp:post_id>
    ${item.more?.includes('wp:post_name') ? '' : `<wp:post_name>${cdata(slug)}</wp:post_name>`}
    <wp:status>${cdata(status)}</wp:status>
    <wp:post_type>${cdata(type)}</wp:post_type>
    ${date}
    ${item.more ?? ''}
    ${terms.map(([domain, name, text]) => `<category domain="${domain}" nicename="${name}">${cdata(text)}</category>`).join('')}
    ${Object.entries(meta)
      .flatMap(([key, value]) => [value].flat().map((one) => metaElement(key, one)))
      .join('\n')}
  </item>`;
}

function metaElement(key: string, value: string): string {
  return `<wp:postmeta><wp:meta_key>${cdata(key)}</wp:meta_key><wp:meta_value>${cdata(value)}</wp:meta_value></wp:postmeta>`;
}

/** As WordPress writes it. */
function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;
}

/** A zip archive; with `link` an entry is a symbolic link, with `size` it says so many bytes of itself. */
export function zip(entries: { name: string; content: string | Uint8Array; link?: boolean; size?: number }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, link, size } of entries) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(size ?? bytes.length, 18);
    common.writeUInt16LE(path.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), common, path, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(link ? 0o120777 * 0x10000 : 0o100644 * 0x10000, 6);
    rest.writeUInt32LE(offset, 10);
    // Made on Unix, whose kinds of files the attributes hold.
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), common, rest, path);
    offset += 4 + common.length + path.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...parts, central, Buffer.from('PK\x05\x06'), end]);
}
