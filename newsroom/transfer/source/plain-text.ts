import { Parser } from 'htmlparser2';

/** Tags that systems let people write into titles and excerpts. Anything else in angle brackets is text: “a<b”. */
const TAGS =
  /^(a|abbr|acronym|address|b|bdi|bdo|big|blockquote|br|center|cite|code|del|dfn|div|em|figcaption|figure|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|mark|noscript|ol|p|pre|q|s|samp|script|section|small|span|strike|strong|style|sub|sup|table|tbody|td|th|thead|tr|tt|u|ul|var|wbr)$/;
const BREAKING = /^(address|blockquote|br|center|div|fig.*|h[1-6r]|li|ol|p|pre|section|table|td|th|tr|ul)$/;
const HIDDEN = /^(script|style)$/;

/** Longer than any title or excerpt; what stands behind is dropped. */
const LENGTH_LIMIT = 50_000;

/** A piece of HTML as one line of plain text. Non-breaking spaces stay. */
export function plainText(piece: string): string {
  // A bracket that nothing closes begins no tag.
  const html = piece.slice(0, LENGTH_LIMIT).replace(/<(?![^<]*>)/g, '&lt;');
  let text = '';
  let hidden = 0;
  const parser = new Parser({
    onopentag(name) {
      if (!TAGS.test(name)) text += html.slice(parser.startIndex, parser.endIndex + 1);
      if (BREAKING.test(name)) text += ' ';
      if (HIDDEN.test(name)) hidden++;
    },
    onclosetag(name, isImplied) {
      if (!TAGS.test(name) && !isImplied) text += html.slice(parser.startIndex, parser.endIndex + 1);
      if (BREAKING.test(name)) text += ' ';
      if (HIDDEN.test(name)) hidden--;
    },
    ontext(data) {
      if (hidden === 0) text += data;
    },
  });
  parser.end(html);
  return text.replace(/[\t\n\r ]+/g, ' ').trim();
}
