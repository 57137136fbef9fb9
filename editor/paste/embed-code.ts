import { pageOf } from './pasted-markup.ts';

const CODE = 'iframe, blockquote, script, [data-href], [data-telegram-post]';

/**
 * The addresses that code for embedding may be about, most likely first; none where a text is no such code. It stands
 * in the clipboard as plain text, where somebody has copied it from a field.
 */
export function addressesInCode(text: string): string[] {
  if (!/^<(iframe|blockquote|script|div)\b.*>$/is.test(text)) return [];
  // Scripts are not run, only looked at.
  const page = pageOf(text);
  return [...page.querySelectorAll(CODE)].flatMap(addressesIn);
}

/** The addresses that an element of such code is about. */
export function addressesIn(element: Element): string[] {
  const attribute = (name: string) => element.getAttribute(name) ?? '';
  const post = attribute('data-telegram-post');
  const links = element.localName === 'blockquote' ? [...element.querySelectorAll('a[href]')].reverse() : [];
  const named = [
    // The post that a frame of Facebook's shows is a parameter of its own.
    element.localName === 'iframe' ? parameterOf(attribute('src'), 'href') : '',
    attribute('data-instgrm-permalink'),
    attribute('cite'),
    attribute('data-href'),
    post && `https://t.me/${post}`,
    ...links.map((link) => link.getAttribute('href') ?? ''),
    element.localName === 'iframe' ? attribute('src') || attribute('data-src') : '',
  ];
  return named.map((address) => address.replace(/^(http:)?\/\//i, 'https://')).filter((href) => URL.canParse(href));
}

function parameterOf(address: string, name: string): string {
  const whole = address.replace(/^\/\//, 'https://');
  return URL.canParse(whole) ? (new URL(whole).searchParams.get(name) ?? '') : '';
}
