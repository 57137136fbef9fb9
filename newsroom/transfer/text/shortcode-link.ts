import { attribute, type Element } from './tree.ts';

/** Names of shortcodes that are a link with the look of a button. */
const BUTTON = /(^|[_-])(button|btn)$/;
const LINKS = ['link', 'url', 'href', 'button_url'];

/** Whether a shortcode is a button. */
export function isButton(element: Element): boolean {
  return BUTTON.test(attribute(element, 'name'));
}

/** Where a button leads, as it is written; empty where it leads nowhere. */
export function addressOfButton(element: Element): string {
  const addresses = LINKS.map((name) => linkIn(attribute(element, `at-${name}`)));
  return addresses.find((address) => /^(https?:\/)?\//i.test(address)) ?? '';
}

/** WPBakery writes a link as `url:https%3A%2F%2Fpaper.example|title:Paper|target:_blank`. */
function linkIn(written: string): string {
  const [, encoded] = /^url:([^|]*)/.exec(written.trim()) ?? [];
  if (encoded === undefined) return written.trim();
  try {
    return decodeURIComponent(encoded);
  } catch {
    return '';
  }
}
