import { marked } from 'marked';
import { escapeHtml } from '#blocks/html';

/** The parser's time grows with the square of these in one paragraph; no writer sets as many. */
const DELIMITERS = /[*_~`[\]()<>!]/g;
const DELIMITER_LIMIT = 1_000;

/** Markdown as Ghost’s readers saw it; line breaks are breaks. What no parser can be given is text. */
export function markdownHtml(markdown: string): string {
  const paragraphs = markdown.split(/\n[^\S\n]*\n/);
  const isPlain = paragraphs.every(
    (one) => one.startsWith('<') || (one.match(DELIMITERS)?.length ?? 0) < DELIMITER_LIMIT,
  );
  return (isPlain && parsed(markdown)) || paragraphs.map(paragraphHtml).join('');
}

/** Undefined for quotes in quotes that are too deep. */
function parsed(markdown: string): string | undefined {
  try {
    return marked.parse(markdown, { async: false, gfm: true, breaks: true });
  } catch {
    return undefined;
  }
}

function paragraphHtml(text: string): string {
  return text.trim() === '' ? '' : `<p>${escapeHtml(text.trim()).replaceAll('\n', '<br>')}</p>`;
}
