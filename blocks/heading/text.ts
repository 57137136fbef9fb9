import type { Heading } from '#blocks/heading/schema';
import type { KindText } from '#blocks/kind';
import { plainText } from '#blocks/spans';

export const headingText: KindText<Heading> = {
  parts: ({ text }) => ({ prose: [text] }),
  summary: ({ text }) => plainText(text),
};
