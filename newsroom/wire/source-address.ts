import { type Refusal, refuse } from '#newsroom/result';
import { parseWebAddress } from '#newsroom/transfer/source/former-site';
import { isPublicHost } from '#platform/ip-address';

const FOLDER = /^folder:([a-z0-9][a-z0-9_-]{0,60})$/i;
/** @name of a channel, or the number of a private one. */
const TELEGRAM = /^telegram:(@[A-Za-z]\w{3,31}|-100\d{5,15})$/;
const LONGEST = 2_000;

/** The name of the folder below DATA_DIR/wires that a source is; undefined for one on the web. */
export function folderOf(address: string): string | undefined {
  return FOLDER.exec(address)?.[1];
}

/** The channel of Telegram that a source is; undefined for any other. */
export function chatOf(address: string): string | undefined {
  return TELEGRAM.exec(address)?.[1];
}

/**
 * The address of a source as it is stored: of the web, `folder:NAME`, or `telegram:CHAT`. Fails by value for what is none, for names
 * with passwords in them, and for places that are not on the internet.
 */
export function parseSourceAddress(text: string): string | Refusal<'invalid'> {
  const given = text.trim();
  if (folderOf(given) !== undefined) return given;
  if (/^folder:/i.test(given)) return refuse('invalid', 'wireFolder');
  if (chatOf(given) !== undefined) return given;
  if (/^telegram:/i.test(given)) return refuse('invalid', 'wireChat');
  const url = parseWebAddress(given);
  if (!url || url.href.length > LONGEST) return refuse('invalid', 'sourceAddress');
  if (url.username || url.password) return refuse('invalid', 'addressPassword');
  url.hash = '';
  return isPublicHost(url.href) ? url.href : refuse('invalid', 'privateAddress', { address: url.host });
}

/** An address without what may be a key: for the activity log. */
export function addressWithoutKeys(address: string): string {
  const url = parseWebAddress(address);
  return url ? `${url.origin}${url.pathname}${url.search ? '?…' : ''}` : address;
}
