import type { Messages } from 'next-intl';

/** What the editor says, in the language of the writer's pages, which need not be that of the story. */
export type EditorTexts = Messages['editor'] & {
  /** BCP 47 tag of these texts. */
  language: string;
};
