import { parseHTML } from 'linkedom';
import { plainText } from '#newsroom/transfer/source/plain-text';

/** Sizes that systems add to the names of pictures. */
const SIZE = /-(?:\d{1,5}x\d{1,5}|scaled)(?=\.\w+$)/;

/**
 * A text without the lead picture of its story where it begins with that, since it is shown above the text here; and what
 * stood under it there.
 */
export function withoutLead(html: string, lead: string | undefined): { html: string; caption: string } {
  const at = html.search(/<img[\s>]/i);
  if (!lead || at < 0 || plainText(html.slice(0, at)) !== '') return { html, caption: '' };
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  const picture = document.querySelector('img');
  const places = ['src', 'data-src', 'data-lazy-src', 'data-original'].map((name) => picture?.getAttribute(name) ?? '');
  if (!picture || !places.some((place) => nameOf(place, lead) === nameOf(lead, lead))) return { html, caption: '' };
  const figure = picture.closest('figure');
  const caption = (figure?.querySelector('figcaption')?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const isAlone = figure?.querySelectorAll('img').length === 1;
  (figure && isAlone ? figure : picture).remove();
  return { html: document.body.innerHTML, caption: isAlone ? caption : '' };
}

function nameOf(address: string, base: string): string | undefined {
  const url = address ? URL.parse(address, base) : null;
  return url?.pathname.replace(SIZE, '');
}
