import type { Extensions } from '@tiptap/core';
import { Bold } from '@tiptap/extension-bold';
import { Document } from '@tiptap/extension-document';
import { Italic } from '@tiptap/extension-italic';
import { Text } from '@tiptap/extension-text';
import { Dropcursor } from '@tiptap/extensions/drop-cursor';
import { Gapcursor } from '@tiptap/extensions/gap-cursor';
import { TrailingNode } from '@tiptap/extensions/trailing-node';
import { UndoRedo } from '@tiptap/extensions/undo-redo';
import { ALL_EDITORS } from '#blocks/editors';
import { Strikethrough, Subscript, Superscript } from '#editor/extensions/text-marks';
import { UnknownBlocks } from '#editor/extensions/unknown-block';
import { LanguageMark } from '#editor/foreign-words/language-mark';
import { Link } from '#editor/links/link';

/**
 * All that a story's document may be made of. One by one: the kit that has them all brings a finder of addresses,
 * blocks of code and more along, a tenth of the editor’s script.
 */
export const DOCUMENT_EXTENSIONS: Extensions = [
  Bold,
  Document,
  Dropcursor,
  Gapcursor,
  UndoRedo,
  Italic,
  Strikethrough,
  Subscript,
  Superscript,
  Text,
  TrailingNode,
  Link,
  LanguageMark,
  UnknownBlocks,
  ...ALL_EDITORS.flatMap(([, { extensions }]) => extensions),
];
