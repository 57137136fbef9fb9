import { providerOf } from '#blocks/embed/frame';
import { addressesIn } from '#editor/paste/embed-code';
import { GAP, type PasteRule } from '#editor/paste/pieces';

/** The frame of a provider on another page. */
export const pasteFrame: PasteRule = (element, _, read) => {
  for (const href of addressesIn(element)) {
    const provider = providerOf(href);
    if (provider) return [{ type: 'embed', provider, href, title: element.getAttribute('title') ?? '' }];
  }
  read.lose('frame');
  return [GAP];
};
