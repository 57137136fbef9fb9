/** Why a poll has brought nothing; each has a message for people. */
const POLL_TROUBLES = [
  ...(['not-public', 'unreachable', 'status', 'too-large', 'gone'] as const),
  ...(['unknown-format', 'unreadable', 'cut-off', 'too-deep'] as const),
  /** What came has pictures or packages alone; nothing is wrong with it. */
  'no-text',
  'no-folder',
  /** Some files of a folder could not be read; they lie in `refused`. */
  'files-refused',
  /** The token of a bot, after a restore without the portal's secret. */
  'secret',
  'failed',
] as const;
export type PollTrouble = (typeof POLL_TROUBLES)[number];

/** A trouble as a row has it: '' for none, `failed` for one that another version knows. */
export function parseTrouble(stored: string): PollTrouble | '' {
  if (stored === '') return '';
  return (POLL_TROUBLES as readonly string[]).includes(stored) ? (stored as PollTrouble) : 'failed';
}
