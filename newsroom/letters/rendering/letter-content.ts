import type { Language } from '#i18n/languages';
import type { LetterKind } from '#newsroom/letters/kinds';

/** A story as a letter shows it. Addresses are absolute. */
export type LetterStory = {
  id: number;
  section: string;
  headline: string;
  /** The newsroom's own line, or else the standfirst. */
  summary: string;
  url: string;
  picture: { url: string; width: number; height: number; alt: string } | null;
};

/** What the paper has put right, of a story that `wasInLetter` or not. */
export type LetterCorrection = { noteId: number; text: string; headline: string; url: string; wasInLetter: boolean };

/** Everything that a letter says, before it is drawn; the same for all its readers. */
export type LetterContent = {
  kind: LetterKind;
  language: Language;
  /** In words: 30 November 2026. */
  day: string;
  subject: string;
  intro: string;
  stories: LetterStory[];
  corrections: LetterCorrection[];
  site: { name: string; url: string; accent: { light: string; dark: string } };
  postalAddress: string;
};

/** A letter drawn, with marks where each reader has addresses of their own. */
export type RenderedLetter = { subject: string; html: string; text: string };

/** Addresses of each reader's own, by the marks that stand for them. */
export const MARKS = { manage: 'https://letters.invalid/manage', leave: 'https://letters.invalid/leave' } as const;

export type OwnAddresses = Record<keyof typeof MARKS, string>;

/** A drawn letter with a reader's own addresses in it. These have no character that HTML would write otherwise. */
export function withOwnAddresses<Part extends Pick<RenderedLetter, 'html' | 'text'>>(
  letter: Part,
  own: OwnAddresses,
): Part {
  const fill = (text: string) => text.replaceAll(MARKS.manage, own.manage).replaceAll(MARKS.leave, own.leave);
  return { ...letter, html: fill(letter.html), text: fill(letter.text) };
}
