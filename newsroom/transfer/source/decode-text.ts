import { decodeLegacyTexts } from '#newsroom/media/decode-legacy-text';

/** Encodings that a text without any word about its own may have; the last one is what is left. */
const GUESSED = ['windows-1251', 'koi8-r', 'x-mac-cyrillic', 'iso-8859-5', 'ibm866', 'windows-1252'];
/** As much of a file is looked at for its own word about its encoding, bytes. */
const DECLARATION = 512;

/**
 * The encoding of a text whose first bytes these are, in this order: mark at its start, UTF-16 without a mark, `declared`
 * (by a server), what an XML file says of itself, a guess. Where the bytes are UTF-8 they are that, whatever is declared:
 * no other text looks like it by chance. A label of the WHATWG’s encoding standard.
 */
export function findEncoding(head: Uint8Array, declared?: string): string {
  const marked = encodingByMark(head) ?? encodingByZeros(head);
  if (marked) return marked;
  if (isUtf8(head) && hasLetters(head)) return 'utf-8';
  const said = knownEncoding(declared) ?? knownEncoding(declaredInXml(head));
  if (said && !(said === 'utf-8' && isHardlyUtf8(head))) return said;
  return isUtf8(head) ? 'utf-8' : guessEncoding(head);
}

/** A stream of bytes as text; bytes that are none in this encoding become U+FFFD. */
export async function* decodeText(bytes: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function encodingByMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** Markup and JSON begin with a letter of ASCII, which UTF-16 writes with a zero. */
function encodingByZeros([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first && second === 0 && third && fourth === 0) return 'utf-16le';
  return first === 0 && second && third === 0 && fourth ? 'utf-16be' : undefined;
}

function declaredInXml(head: Uint8Array): string | undefined {
  return /^\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.:-]+)["']/.exec(oneLetterAByte(head.subarray(0, DECLARATION)))?.[1];
}

/** Undefined too for UTF-16 and UTF-32, which would have been seen: somebody has re-encoded the file and left the word. */
function knownEncoding(label: string | undefined): string | undefined {
  if (!label || /^(utf-?(16|32)|ucs)/i.test(label)) return undefined;
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function isUtf8(head: Uint8Array): boolean {
  try {
    // A letter may be cut by the end of what is looked at.
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Letters beyond ASCII. */
function hasLetters(head: Uint8Array): boolean {
  return head.some((byte) => byte > 0x7f);
}

/** More of it cannot be read as UTF-8 than can: the declaration was copied from somewhere. */
function isHardlyUtf8(head: Uint8Array): boolean {
  const letters = new TextDecoder('utf-8').decode(head, { stream: true }).match(/[^\0-\x7f]/g) ?? [];
  return letters.filter((letter) => letter === '\ufffd').length > letters.length / 2;
}

function guessEncoding(head: Uint8Array): string {
  // Letters beyond ASCII alone: markup says nothing about a language.
  const words = oneLetterAByte(head).match(/[\x80-\xff]+/g) ?? [];
  const text = words.join(' ');
  const [decoded] = decodeLegacyTexts([text]);
  const bytes = Buffer.from(text, 'latin1');
  return GUESSED.find((encoding) => new TextDecoder(encoding).decode(bytes) === decoded) ?? 'windows-1252';
}

function oneLetterAByte(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}
