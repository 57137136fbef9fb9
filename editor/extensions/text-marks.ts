import { Mark } from '@tiptap/core';

/** What has been struck out and is still shown. */
export const Strikethrough = Mark.create({
  name: 'strikethrough',
  parseHTML: () => [{ tag: 's' }],
  renderHTML: () => ['s', 0],
});

/** Raised letters, as in 10⁹. Nothing is raised and lowered at once. */
export const Superscript = Mark.create({
  name: 'superscript',
  excludes: 'superscript subscript',
  parseHTML: () => [{ tag: 'sup' }],
  renderHTML: () => ['sup', 0],
});

/** Lowered letters, as in CO₂. */
export const Subscript = Mark.create({
  name: 'subscript',
  excludes: 'superscript subscript',
  parseHTML: () => [{ tag: 'sub' }],
  renderHTML: () => ['sub', 0],
});
