import { Mark } from '@tiptap/core';
import { mayLinkTo } from '#blocks/spans';

/** A link; addresses that a body would refuse are never one. */
export const Link = Mark.create({
  name: 'link',
  priority: 1_000,
  inclusive: false,
  addAttributes: () => ({ href: { default: null } }),
  parseHTML: () => [{ tag: 'a[href]', getAttrs: (element) => mayLinkTo(element.getAttribute('href') ?? '') && null }],
  renderHTML: ({ HTMLAttributes }) => ['a', HTMLAttributes, 0],
});
