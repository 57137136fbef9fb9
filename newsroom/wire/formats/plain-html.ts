import { escapeHtml } from '#blocks/html';

/**
 * Plain text of an agency as HTML. Paragraphs are parted by empty lines; where there are none, by lines that are
 * indented, as teleprinters did it; where there are none of these either, each line is one.
 */
export function plainHtml(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n');
  const parted = /\n[ \t]*\n/.test(lines.trim())
    ? lines.split(/\n(?:[ \t]*\n)+/)
    : /\n[ \t]{2,}\S/.test(lines)
      ? lines.split(/\n(?=[ \t]{2,}\S)/)
      : lines.split('\n');
  return parted
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .map((part) => `<p>${escapeHtml(part)}</p>`)
    .join('');
}
