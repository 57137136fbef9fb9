import { posix } from 'node:path';
import { type FormerSite, fileAddress, parseWebAddress, unique } from '#newsroom/transfer/source/former-site';
import { plainText } from '#newsroom/transfer/source/plain-text';
import type { SourceMedia } from '#newsroom/transfer/source/source-item';
import { addressesOf } from '#newsroom/transfer/wordpress/addresses';
import { parsePhpValue, phpEntries, phpEntry } from '#newsroom/transfer/wordpress/php-value';
import { fieldOf, metaOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

/** A picture or other file; undefined where nothing says where it was. */
export function mediaOf(item: WxrRecord, id: string, site: FormerSite): SourceMedia | undefined {
  const address = parseWebAddress(fieldOf(item, 'wp:attachment_url', 'guid'), site.address || undefined)?.href;
  if (!address) return undefined;
  const metadata = parsePhpValue(metaOf(item, '_wp_attachment_metadata'));
  const file = metaOf(item, '_wp_attached_file') || textOf(phpEntry(metadata, 'file'));
  const alt = plainText(metaOf(item, '_wp_attachment_image_alt'));
  const caption = plainText(fieldOf(item, 'excerpt:encoded'));
  const credit = plainText(
    metaOf(item, '_media_credit', 'isc_image_source', 'photo_credit') ||
      textOf(phpEntry(phpEntry(metadata, 'image_meta'), 'credit')),
  );
  const title = plainText(fieldOf(item, 'title'));
  const parent = fieldOf(item, 'wp:post_parent');
  const place = /^-?\d{1,9}$/.test(fieldOf(item, 'wp:menu_order')) ? Number(fieldOf(item, 'wp:menu_order')) : 0;
  return {
    kind: 'media',
    id,
    address,
    ...(file && !URL.canParse(file) && { file }),
    ...(alt && { alt }),
    ...(caption && { caption }),
    ...(credit && { credit }),
    ...(title && { title }),
    ...(/^[1-9]\d*$/.test(parent) && { parent }),
    ...(place !== 0 && { place }),
    addresses: unique([
      ...addressesOf(item, site, ['attachment_id', 'p']),
      fileAddress(address, site),
      ...sizesOf(metadata).map((name) => fileAddress(new URL(name, address).href, site)),
    ]),
  };
}

/** Names of the smaller pictures that WordPress has made of one, and of the one that it has itself made smaller. */
function sizesOf(metadata: unknown): string[] {
  const sizes = phpEntries(phpEntry(metadata, 'sizes')).map(([, size]) => textOf(phpEntry(size, 'file')));
  return [...sizes, textOf(phpEntry(metadata, 'original_image'))]
    .filter((name) => name !== '' && posix.basename(name) === name)
    .map((name) => encodeURIComponent(name));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
