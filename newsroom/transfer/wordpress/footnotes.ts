import { parseJson } from '#platform/parse-json';

/** The block of WordPress that shows the footnotes of a post, which it keeps beside the text. */
const BLOCK = /<!--\s+wp:footnotes\s+(?:\{[^<>]*\}\s+)?\/-->/;

/** A text with its footnotes (postmeta `footnotes`) in the place of their block; as it is where they cannot be read. */
export function withFootnotes(html: string, written: string): string {
  const notes = written ? parseJson(written) : undefined;
  if (!Array.isArray(notes)) return html;
  const contents = notes.flatMap((note: unknown) => {
    const { content } = typeof note === 'object' && note !== null && 'content' in note ? note : { content: undefined };
    return typeof content === 'string' && content.trim() ? `<li>${content}</li>` : [];
  });
  if (contents.length === 0) return html;
  return html.replace(BLOCK, () => `<!-- wp:footnotes --><ol>${contents.join('')}</ol><!-- /wp:footnotes -->`);
}
