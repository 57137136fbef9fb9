import { Mark } from '@tiptap/core';
import { isLanguageTag } from '#blocks/spans';

/** Words in another language than the story's, so that they are read aloud and hyphenated as what they are. */
export const LanguageMark = Mark.create({
  name: 'language',
  inclusive: false,
  addAttributes: () => ({ lang: { default: null } }),
  parseHTML: () => [
    { tag: 'span[lang]', getAttrs: (element) => isLanguageTag(element.getAttribute('lang') ?? '') && null },
  ],
  renderHTML: ({ HTMLAttributes }) => ['span', { ...HTMLAttributes, dir: 'auto' }, 0],
});
