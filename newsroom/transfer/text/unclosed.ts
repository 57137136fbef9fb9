// Of a tag, remark, script or style sheet that never ends, and of all that comes after its beginning, a browser shows
// nothing. It must not be lost unnoticed.

/** Of these there is nothing to be read, whatever they hold. */
const UNREAD = /^(script|style|title|noembed|noframes|template)$/;
/** In these there are no tags. */
const RAW = /^(script|style|title|noembed|noframes|textarea|iframe|xmp)$/;

/** HTML as far as it is closed, and the rest. */
export function withoutUnclosed(html: string): { html: string; unclosed: string } {
  const from = unclosedFrom(html);
  return { html: html.slice(0, from), unclosed: html.slice(from) };
}

/** Where something begins that never ends; the end of the text where nothing does. */
function unclosedFrom(html: string): number {
  const closings = new Map<string, number>();
  const start = /<!--|<(\/?)([a-z][^\s/>]*)/gi;
  for (let found = start.exec(html); found; found = start.exec(html)) {
    const { 0: written, 1: slash, 2: name = '', index: at } = found;
    const end = written === '<!--' ? remarkEnd(html, at) : tagEnd(html, start.lastIndex);
    if (end < 0) return at;
    start.lastIndex = end;
    const tag = slash ? '' : name.toLowerCase();
    if (!UNREAD.test(tag) && !RAW.test(tag)) continue;
    const known = closings.get(tag) ?? -1;
    const closing = known < end ? closingAt(html, tag, end) : known;
    if (closing < 0) return UNREAD.test(tag) ? at : html.length;
    closings.set(tag, closing);
    if (RAW.test(tag)) start.lastIndex = closing;
  }
  return html.length;
}

function closingAt(html: string, tag: string, from: number): number {
  const closing = new RegExp(`</${tag}(?=[\\s/>])`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? -1;
}

function remarkEnd(html: string, at: number): number {
  const short = /^<!---?>/.exec(html.slice(at, at + 6));
  if (short) return at + short[0].length;
  const end = /--!?>/g;
  end.lastIndex = at + 4;
  return end.exec(html) ? end.lastIndex : -1;
}

/** Where a tag ends: in quotation marks that follow an equals sign, it does not. */
function tagEnd(html: string, from: number): number {
  const next = /[=>]/g;
  next.lastIndex = from;
  for (let found = next.exec(html); found; found = next.exec(html)) {
    if (found[0] === '>') return next.lastIndex;
    const value = /\s*/y;
    value.lastIndex = next.lastIndex;
    value.exec(html);
    const quote = html[value.lastIndex] ?? '';
    if (quote !== '"' && quote !== "'") continue;
    const end = html.indexOf(quote, value.lastIndex + 1);
    if (end < 0) return -1;
    next.lastIndex = end + 1;
  }
  return -1;
}
