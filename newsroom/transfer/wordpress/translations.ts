import type { FormerSite } from '#newsroom/transfer/source/former-site';
import type { SourcePost } from '#newsroom/transfer/source/source-item';
import { postOf } from '#newsroom/transfer/wordpress/post';
import { type InLanguage, withGalleriesOf } from '#newsroom/transfer/wordpress/qtranslate';
import { fieldOf } from '#newsroom/transfer/wordpress/wxr-record';

/** A post that holds several languages as one post of each: the first keeps its id. */
export function translationsOf(
  inLanguages: readonly InLanguage[],
  id: string,
  surroundings: Parameters<typeof postOf>[2],
): SourcePost[] {
  return inLanguages.map(({ language, record }, index) => {
    const isFirst = index === 0;
    const post = postOf(record, isFirst ? id : `${id}:${language}`, surroundings);
    const { text, addresses } = post;
    return {
      ...post,
      language,
      ...(!isFirst && text.format === 'html' && { text: ofPost(text, fieldOf(record, 'wp:post_id')) }),
      ...(inLanguages.length > 1 && { translationGroup: `post-${id}` }),
      addresses: addressesIn(language, addresses, isFirst, surroundings.site),
    };
  });
}

function ofPost<Text extends { html: string }>(text: Text, postNumber: string): Text {
  return { ...text, html: withGalleriesOf(text.html, postNumber) };
}

/** Languages stood below a folder or in a parameter, by a setting that no export has; the first mostly in neither. */
function addressesIn(language: string, addresses: readonly string[], isFirst: boolean, { path }: FormerSite): string[] {
  const inFolder = (address: string) =>
    address.startsWith(`${path}/`) ? [`${path}/${language}${address.slice(path.length)}`] : [];
  return addresses.flatMap((address) => {
    if (address.includes('?')) return [isFirst ? address : `${address}&lang=${language}`];
    return isFirst ? [address, ...inFolder(address)] : [...inFolder(address), `${address}?lang=${language}`];
  });
}
