import type { KindText } from '#blocks/kind';
import type { Paragraph } from '#blocks/paragraph/schema';
import { writtenText } from '#blocks/spans';

export const paragraphText: KindText<Paragraph> = {
  parts: ({ text }) => ({ prose: [text] }),
  summary: ({ text }) => writtenText(text),
};
