import { isJsonLines } from '#newsroom/transfer/json-lines/read-json-lines';
import { isCrawl } from '#newsroom/transfer/site/crawl-line';
import type { SourceRefusal } from '#newsroom/transfer/source/source-item';

/** Systems whose exports can be read. */
export type SourceFormat = 'wordpress' | 'ghost' | 'feed' | 'json-lines' | 'site';

/** What a text is, by how it begins and never by its name; or why it is nothing that can be read. */
export function detectFormat(start: string): { ok: true; format: SourceFormat } | SourceRefusal {
  const text = start.replace(/^\s+/, '');
  if (text === '') return refuse('not-an-export', 'empty');
  if (/^[{[]/.test(text)) return detectJson(text);
  // Where PHP has written warnings into an export, they come first.
  const wxr = /<rss[\s>]/.test(text) && checkWxr(withoutComments(text));
  if (wxr) return wxr;
  if (text.startsWith('<')) return detectXml(text);
  return refuse('not-an-export', 'neither XML nor JSON');
}

function detectXml(text: string): ReturnType<typeof detectFormat> {
  const markup = withoutComments(text);
  const [, root = ''] = /<([a-z][\w:.-]*)[\s/>]/i.exec(markup) ?? [];
  if (/^(\w+:)?(rss|feed|RDF)$/.test(root)) return { ok: true, format: 'feed' };
  return refuse('unknown-format', root ? `<${root.slice(0, 40)}>` : 'XML without an element');
}

/** Comments that do not end are left: then the rest is one. */
function withoutComments(text: string): string {
  let markup = '';
  let from = 0;
  for (let start = text.indexOf('<!--'); start >= 0; start = text.indexOf('<!--', from)) {
    const end = text.indexOf('-->', start);
    if (end < 0) return markup + text.slice(from, start);
    markup += text.slice(from, start);
    from = end + '-->'.length;
  }
  return markup + text.slice(from);
}

/** Undefined where it is another RSS. */
function checkWxr(markup: string): ReturnType<typeof detectFormat> | undefined {
  if (!/xmlns:\w+\s*=\s*["']https?:\/\/wordpress\.org\/export\/|<[\w-]+:wxr_version>/.test(markup)) return undefined;
  const [, written] = /<[\w-]+:wxr_version>\s*(?:<!\[CDATA\[)?\s*([^<\]]{0,20})/.exec(markup) ?? [];
  const [, declared] = /wordpress\.org\/export\/([\d.]+)\//.exec(markup) ?? [];
  const version = (written ?? declared ?? '').trim();
  if (!/^1(\.\d+)*$/.test(version)) return refuse('unknown-version', `WXR ${version}`);
  return /<channel[\s>]/.test(markup)
    ? { ok: true, format: 'wordpress' }
    : refuse('not-an-export', '<rss> without <channel>');
}

function detectJson(text: string): ReturnType<typeof detectFormat> {
  if (isJsonLines(text)) return { ok: true, format: 'json-lines' };
  if (isCrawl(text)) return { ok: true, format: 'site' };
  if (/"version"\s*:\s*"https?:\/\/(www\.)?jsonfeed\.org\//.test(text)) return { ok: true, format: 'feed' };
  return GHOST.some((sign) => sign.test(text)) ? { ok: true, format: 'ghost' } : refuse('unknown-format', 'JSON');
}

/** Envelopes of Ghost’s exports; of one without, tables or columns that nobody else has. */
const GHOST = [
  /^\{\s*"db"\s*:\s*\[/,
  /^\{\s*"data"\s*:\s*\{\s*"(posts|tags|users|actions|settings|posts_\w+)"\s*:\s*\[/,
  /"exported_on"\s*:/,
  /"(posts_tags|posts_authors|posts_meta)"\s*:\s*\[/,
  /"(mobiledoc|lexical)"\s*:\s*("\{|null)/,
];

function refuse(why: SourceRefusal['why'], detail: string): SourceRefusal {
  return { ok: false, why, detail };
}
