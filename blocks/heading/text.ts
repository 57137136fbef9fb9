import type { Heading } from '#blocks/heading/schema';
import type { KindText } from '#blocks/kind';
import { writtenText } from '#blocks/spans';

export const headingText: KindText<Heading> = {
  parts: ({ text }) => ({ prose: [text] }),
  summary: ({ text }) => writtenText(text),
};
