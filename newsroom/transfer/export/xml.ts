import { escapeHtml } from '#blocks/html';

/** Whatever no XML 1.0 document may have (https://www.w3.org/TR/xml/#charsets). */
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** An element with a text. */
export function element(name: string, text: string | number, attributes: Record<string, string> = {}): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeHtml(clean(value))}"`);
  return `<${name}${written.join('')}>${cdata(String(text))}</${name}>\n`;
}

/** A text as it is, in sections that it cannot end. */
function cdata(text: string): string {
  const whole = clean(text);
  return /[<&>]/.test(whole) ? `<![CDATA[${whole.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` : whole;
}

function clean(text: string): string {
  return text.toWellFormed().replace(FORBIDDEN, '');
}
