/** What becomes of a kind of data when a person is erased. */
export type Outcome = 'removed' | 'anonymous' | 'stays' | 'none';

/**
 * All kinds of personal data that the portal keeps, in the order in which they are shown, with what erasing one person
 * does to it: `none` where nothing in it can be traced to one person. Why it is kept and how long is said by the
 * messages (`privacy.kinds`): without them the code does not compile.
 */
export const PERSONAL_DATA = {
  accounts: 'removed',
  sessions: 'removed',
  keys: 'removed',
  attempts: 'removed',
  invitations: 'removed',
  presence: 'removed',
  activity: 'anonymous',
  articles: 'anonymous',
  others: 'anonymous',
  subscribers: 'removed',
  suppressed: 'stays',
  programs: 'none',
  bylines: 'stays',
  contact: 'stays',
  imports: 'none',
  wire: 'none',
  readers: 'none',
  devices: 'none',
  logs: 'none',
  backups: 'none',
} as const satisfies Record<string, Outcome>;

export type PersonalKind = keyof typeof PERSONAL_DATA;

export const PERSONAL_KINDS = Object.keys(PERSONAL_DATA) as PersonalKind[];
