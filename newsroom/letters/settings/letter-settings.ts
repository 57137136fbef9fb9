import type { Language } from '#i18n/languages';
import type { LetterKind } from '#newsroom/letters/kinds';

/** When letters of a kind go in a language, and how. */
export type LetterPlan = {
  language: Language;
  kind: LetterKind;
  isOn: boolean;
  /** After midnight, by the site's clocks. */
  minute: number;
  /** Of weekly ones; 1 is Monday. */
  weekday: number;
  /** Whether it goes only once somebody has approved it. */
  waits: boolean;
  /** Empty for the site's name. */
  senderName: string;
};

/** What somebody may set. Of secrets the empty one means the one that there is. */
export type LetterSettingsInput = {
  isOn: boolean;
  senderAddress: string;
  replyTo: string;
  postalAddress: string;
  /** Empty for that of the sender: then nothing that comes back is understood. */
  returnPath: string;
  /** Letters a minute to one receiving domain, 1 to 6000. */
  perMinute: number;
  /** Whether letters are signed here (DKIM). */
  signs: boolean;
  /** smtp:// or smtps:// with name and password; that of the environment where there is none. */
  smtp: string;
  /** imap:// or imaps:// with name and password. */
  mailbox: string;
  /** Whether the stored one goes where none is entered. */
  removesSmtp: boolean;
  removesMailbox: boolean;
  plans: LetterPlan[];
};

/** What is set, as it is shown: without secrets. */
export type ShownLetterSettings = Omit<LetterSettingsInput, 'smtp' | 'mailbox' | 'removesSmtp' | 'removesMailbox'> & {
  /** Whether there is a mail server of its own, one in the environment, a mailbox, a word for reports. */
  hasSmtp: boolean;
  hasMail: boolean;
  hasMailbox: boolean;
  hasReportWord: boolean;
  /** False for what was encrypted with another AUTH_SECRET: nothing is sent then. */
  isSmtpReadable: boolean;
  isKeyReadable: boolean;
  /** What was wrong with the mailbox when it was read last. */
  mailboxTrouble: string;
  dkim: { name: string; value: string } | null;
  version: number;
};

export const NO_PLAN = { isOn: false, minute: 18 * 60, weekday: 5, waits: false, senderName: '' };
