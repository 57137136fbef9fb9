import type { Embed } from '#blocks/embed/schema';
import type { KindText } from '#blocks/kind';

export const embedText: KindText<Embed> = {
  parts: ({ title }) => ({ labels: [title] }),
  summary: ({ title, href }) => `${title} (${href})`,
};
