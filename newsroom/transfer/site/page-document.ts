import { Parser } from 'htmlparser2';
import { parseHTML } from 'linkedom';

export type PageDocument = ReturnType<typeof parseHTML>['document'];

/** No page of a newspaper is nested deeper or has more elements; the time to find its text grows with both, squared. */
const DEEPEST = 250;
const ELEMENTS = 25_000;

/** A page as a document, for finding things in it; undefined where it is nested too deep or has too many elements. */
export function pageDocument(html: string): PageDocument | undefined {
  if (!isModest(html)) return undefined;
  // Without these tags, which HTML lets people leave out, what stands first would be the document.
  const whole = /<html[\s>]/i.test(html) ? html : `<html><head></head><body>${html}</body></html>`;
  return parseHTML(whole).document;
}

function isModest(html: string): boolean {
  let depth = 0;
  let deepest = 0;
  let elements = 0;
  const parser = new Parser({
    onopentagname() {
      elements++;
      deepest = Math.max(deepest, ++depth);
      if (depth > DEEPEST || elements > ELEMENTS) parser.pause();
    },
    onclosetag() {
      depth--;
    },
  });
  parser.end(html);
  return deepest <= DEEPEST && elements <= ELEMENTS;
}
