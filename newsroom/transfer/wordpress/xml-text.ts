/** Text of an element as it stands in the file: outside and inside of CDATA sections, and tags that stand in it. */
export type Piece = { kind: 'text' | 'cdata' | 'tag'; value: string };

/**
 * What an element says. Entities are resolved, those of XML and numbers only: nothing that a file defines itself is.
 *
 * Where `]]>` stands in a text, its CDATA section ends too early, and what follows looks like text and tags of the file.
 * The text is put together again.
 */
export function textOf(pieces: readonly Piece[]): string {
  if (pieces.some(({ kind }) => kind === 'tag') || isCutSection(pieces)) return literalOf(pieces);
  const hasSection = pieces.some(({ kind }) => kind === 'cdata');
  return pieces
    .map(({ kind, value }) => (kind === 'cdata' ? value : hasSection && value.trim() === '' ? '' : decodeXml(value)))
    .join('');
}

/** Whether a CDATA section has ended before its element’s text has. */
export function isCutSection(pieces: readonly Piece[]): boolean {
  const first = pieces.findIndex(({ kind }) => kind === 'cdata');
  const last = pieces.findLastIndex(({ value }) => value.trim() !== '');
  return first >= 0 && last > first && pieces[last]?.kind === 'text' && pieces[last].value.trimEnd().endsWith(']]>');
}

/** Whether an ampersand stands in text that begins no entity. */
export function hasBareAmpersand(pieces: readonly Piece[]): boolean {
  return pieces.some(({ kind, value }) => kind === 'text' && /&(?!#?\w{1,31};)/.test(value));
}

function literalOf(pieces: readonly Piece[]): string {
  let text = '';
  let previous: Piece['kind'] | undefined;
  for (const { kind, value } of pieces) {
    if (previous === 'cdata' && kind !== 'cdata') text += ']]>';
    if (previous && previous !== 'cdata' && kind === 'cdata' && text.trim() !== '') text += '<![CDATA[';
    text += value;
    previous = kind;
  }
  return isCutSection(pieces) ? text.trimEnd().slice(0, -']]>'.length) : text;
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves the five entities of XML and numbers. */
export function decodeXml(text: string): string {
  return text.replace(/&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi, (whole, name, decimal, hex) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
