import { type EmbedProvider, postOf, providerOf } from '#blocks/embed/providers';
import { addressesIn } from '#editor/paste/embed-code';
import { GAP, type PasteRule } from '#editor/paste/pieces';

/** Whose post an address is that of, and its address without what says who followed it. */
export function readAddress(address: string): { provider: EmbedProvider; href: string } | undefined {
  const secure = address.replace(/^http:/i, 'https:');
  const provider = providerOf(secure);
  const post = provider && postOf(provider, secure);
  return post && { provider, href: post.href };
}

/** The frame of a provider on another page. */
export const pasteFrame: PasteRule = (element, _, read) => {
  for (const address of addressesIn(element)) {
    const post = readAddress(address);
    if (post) return [{ type: 'embed', ...post, title: element.getAttribute('title') ?? '' }];
  }
  read.lose('frame');
  return [GAP];
};
