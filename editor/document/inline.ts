import type { JSONContent } from '@tiptap/core';
import { haveSameMarks, isLanguageTag, mayLinkTo, type Span, TEXT_LIMIT, type Text } from '#blocks/spans';

/** Names of the marks for what is raised or lowered. */
const SCRIPT_MARKS = { super: 'superscript', sub: 'subscript' } as const;

/** A text as the content of a node. */
export function inlineOf(text: Text): JSONContent[] {
  return text.map(({ text, strong, emphasis, strikethrough, script, href, lang }) => ({
    type: 'text',
    text,
    marks: [
      ...(href ? [{ type: 'link', attrs: { href } }] : []),
      ...(strong ? [{ type: 'bold' }] : []),
      ...(emphasis ? [{ type: 'italic' }] : []),
      ...(lang ? [{ type: 'language', attrs: { lang } }] : []),
      ...(strikethrough ? [{ type: 'strikethrough' }] : []),
      ...(script ? [{ type: SCRIPT_MARKS[script] }] : []),
    ],
  }));
}

/** A node's text, in as many pieces as the limit of a text makes of it; none where there is nothing to read. */
export function textsOf({ content = [] }: JSONContent): Text[] {
  const spans: Span[] = [];
  for (const { text = '', marks = [] } of content) {
    const has = (name: string) => marks.some(({ type }) => type === name);
    const href = marks.find(({ type }) => type === 'link')?.attrs?.href;
    const lang = marks.find(({ type }) => type === 'language')?.attrs?.lang;
    const span: Span = {
      text,
      ...(has('bold') && { strong: true }),
      ...(has('italic') && { emphasis: true }),
      ...(has('strikethrough') && { strikethrough: true }),
      ...(has(SCRIPT_MARKS.super) && { script: 'super' }),
      ...(has(SCRIPT_MARKS.sub) && { script: 'sub' }),
      ...(typeof href === 'string' && mayLinkTo(href) && { href }),
      ...(typeof lang === 'string' && isLanguageTag(lang) && { lang }),
    };
    const last = spans.at(-1);
    if (last && haveSameMarks(last, span)) last.text += text;
    else if (text) spans.push(span);
  }
  if (!spans.some(({ text }) => text.trim())) return [];
  const short = spans.flatMap((span) => stringChunks(span.text).map((text) => ({ ...span, text })));
  return chunks(short, TEXT_LIMIT.spans);
}

/** A list in pieces of at most so many. */
export function chunks<T>(whole: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, index) =>
    whole.slice(index * size, (index + 1) * size),
  );
}

/** A text in pieces that one span may hold. Characters that take two places stay whole: PostgreSQL refuses halves. */
function stringChunks(whole: string): string[] {
  const pieces: string[] = [];
  for (let rest = whole; rest; ) {
    const cutsPair = /[\ud800-\udbff]/.test(rest[TEXT_LIMIT.letters - 1] ?? '') && rest.length > TEXT_LIMIT.letters;
    const length = TEXT_LIMIT.letters - (cutsPair ? 1 : 0);
    pieces.push(rest.slice(0, length));
    rest = rest.slice(length);
  }
  return pieces;
}
