import { escapeHtml } from '#blocks/html';
import { readBlockComment } from './block-comments.ts';
import { type ShortcodeTag, shortcodeAt } from './shortcodes.ts';

// Shortcodes and block comments of WordPress as elements, so that one tree has everything: <wp-shortcode> and
// <wp-block>. Shortcodes stand in the text itself and may hold HTML in their attributes, so they are found before the
// HTML is read.

type Token =
  | { kind: 'html'; text: string }
  | { kind: 'escaped'; text: string }
  | { kind: 'shortcode'; tag: ShortcodeTag; from: number; to: number };

/** HTML with elements in the place of shortcodes and block comments. `hasBlocks` says whether there are any of these. */
export function withWordPressElements(source: string): { html: string; hasBlocks: boolean } {
  const tokens = tokensOf(source);
  const ends = pairs(tokens);
  let hasBlocks = false;
  const html = tokens.map((token, index) => {
    if (token.kind === 'escaped') return token.text;
    if (token.kind === 'shortcode') return shortcodeHtml(source, token, ends.get(index), tokens);
    const block = readBlockComment(token.text);
    hasBlocks ||= block !== undefined;
    return block ?? token.text;
  });
  unescapePairs(source, tokens, ends, html);
  return { html: html.join(''), hasBlocks };
}

/** [[caption]…[/caption]] is written about a shortcode: only the outer brackets go. */
function unescapePairs(source: string, tokens: readonly Token[], ends: Map<number, number>, html: string[]): void {
  for (const [index, token] of tokens.entries()) {
    const end = ends.get(index) ?? -1;
    const last = tokens[end];
    if (end < index || token.kind !== 'shortcode' || last?.kind !== 'shortcode') continue;
    if (source[token.from - 1] !== '[' || source[last.to] !== ']') continue;
    html[index - 1] = (html[index - 1] ?? '').slice(0, -1);
    html[index] = source.slice(token.from, token.to);
    html[end] = source.slice(last.from, last.to);
    html[end + 1] = (html[end + 1] ?? '').slice(1);
  }
}

/** Tags, comments and texts; shortcodes are only looked for in texts. */
function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  // What is sought and not there is not sought again: a text of nothing but beginnings takes no longer than another.
  let commentEnd = 0;
  let from = 0;
  const html = (to: number) => {
    if (to > from) tokens.push({ kind: 'html', text: source.slice(from, to) });
    from = to;
  };
  const markup = /<!--|<[a-z/!][^<>]*>|\[/gi;
  for (let found = markup.exec(source); found; found = markup.exec(source)) {
    const at = found.index;
    if (found[0] === '[') {
      const shortcode = shortcodeAt(source, at);
      if (!shortcode) continue;
      html(at);
      from = at + shortcode.length;
      if (shortcode.isEscaped) tokens.push({ kind: 'escaped', text: source.slice(at + 1, from - 1) });
      else tokens.push({ kind: 'shortcode', tag: shortcode, from: at, to: from });
    } else if (found[0] === '<!--') {
      if (commentEnd >= 0 && commentEnd < at + 4) commentEnd = source.indexOf('-->', at + 4);
      if (commentEnd < 0) continue;
      html(at);
      html(commentEnd + 3);
    } else continue;
    markup.lastIndex = from;
  }
  html(source.length);
  return tokens;
}

/** Which closing tag belongs to which opening one, by their places among the tokens, both ways. */
function pairs(tokens: readonly Token[]): Map<number, number> {
  const ends = new Map<number, number>();
  const open: { name: string; index: number }[] = [];
  const waiting = new Map<string, number>();
  const count = (name: string, by: number) => waiting.set(name, (waiting.get(name) ?? 0) + by);
  for (const [index, token] of tokens.entries()) {
    if (token.kind !== 'shortcode' || token.tag.isVoid) continue;
    const { name } = token.tag;
    if (!token.tag.isEnd) {
      open.push({ name, index });
      count(name, 1);
      continue;
    }
    if (!waiting.get(name)) continue;
    for (let last = open.pop(); last; last = open.pop()) {
      count(last.name, -1);
      if (last.name !== name) continue;
      ends.set(last.index, index).set(index, last.index);
      break;
    }
  }
  return ends;
}

function shortcodeHtml(
  source: string,
  { tag, from, to }: Token & { kind: 'shortcode' },
  end: number | undefined,
  tokens: readonly Token[],
): string {
  const written = source.slice(from, to);
  const isPaired = end !== undefined;
  if (tag.isEnd) return isPaired ? '</wp-shortcode>' : tag.isKnown ? '' : written;
  if (!isPaired && !tag.mayBeAlone && !tag.isVoid && !tag.hasAttributes) return written;
  const other = isPaired ? tokens[end] : undefined;
  const last = other?.kind === 'shortcode' ? other.to : to;
  const attributes = tag.attributes.map(([name, value]) => ` at-${name}="${value.replaceAll('"', '&quot;')}"`);
  const start =
    `<wp-shortcode name="${tag.name}" written="${escapeHtml(written.slice(0, 100))}"` +
    `${standsAlone(source, from, last) ? ' alone' : ''}${attributes.join('')}>`;
  return isPaired ? start : `${start}</wp-shortcode>`;
}

/** Whether nothing of the same line stands before or after it. */
function standsAlone(source: string, from: number, to: number): boolean {
  return /^$|[>\]\n\r]$/.test(source.slice(from - 1, from)) && /^$|^[<[\n\r]/.test(source.slice(to, to + 1));
}
