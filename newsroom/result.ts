/**
 * Why something was refused: one list for the whole newsroom. The first four are everybody's; the others are each a
 * verb's own. What each may be about is listed with it, and every pair has a message (`refusals`): without it the code
 * does not compile.
 */
export const REFUSALS = {
  'not-found': [
    'it',
    'article',
    'topic',
    'picture',
    'person',
    'invitation',
    'section',
    'page',
    'link',
    'redirect',
    'redirectTarget',
    'import',
    'source',
    'wireItem',
    'token',
    'webhook',
    'channel',
    'delivery',
    'demo',
    'backupPlan',
    'cdn',
    'personalData',
    'settings',
    'setup',
    'letter',
    'subscriber',
    'suppression',
    'liveBlog',
    'entry',
    'push',
  ],
  'not-allowed': ['it'],
  /** Somebody else has changed it since it was read. */
  conflict: ['it', 'text', 'pageText', 'organization', 'entry'],
  invalid: [
    ...(['it', 'text', 'address', 'slug', 'length', 'sameTag'] as const),
    ...(['tooManyStories', 'notPublished', 'endsBeforeStart', 'ended'] as const),
    ...(['timeZone', 'year', 'url', 'privateAddress', 'indexNowKey'] as const),
    ...(['placeholderWord', 'placeholderWords'] as const),
    ...(['oldAddress', 'redirectTarget', 'insecureTarget', 'redirectLoop', 'redirectStatus'] as const),
    ...(['sourceAddress', 'addressPassword', 'wireFolder', 'wireChat'] as const),
    ...(['sourceLiveBlog', 'liveBlogSource', 'entryLength'] as const),
    ...(['csv', 'csvRows', 'importSection', 'importAuthor', 'importAddress', 'webhookUrl'] as const),
    ...(['colour', 'lightAccent', 'darkAccent'] as const),
    ...(['logoFile', 'logoSvg', 'logoBytes', 'logoRatio', 'iconShape', 'iconSize'] as const),
    ...(['menuAddress', 'menuLength'] as const),
    ...(['backupPlace', 'backupInside'] as const),
    ...(['fastlyService', 'cloudflareZone', 'cdnToken'] as const),
    ...(['channel', 'channelChat', 'channelServer', 'channelHandle', 'channelLongest'] as const),
    ...(['newsMinutes', 'quietHours', 'postLink', 'activityYears'] as const),
    ...(['pushContact', 'mostADay', 'pushDevice'] as const),
    ...(['breakingHours', 'breakingText'] as const),
    ...(['senderAddress', 'replyTo', 'returnPath', 'mailServer', 'mailbox', 'mailAddress'] as const),
  ],
  /** A newer version of the code has written it. */
  unsupported: ['block'],
  /** What was asked does not fit the state that an article is in. */
  'wrong-state': [
    'it',
    'import',
    'wireItem',
    'liveBlog',
    'languages',
    'entry',
    'breaking',
    'letter',
    'push',
    'quietHours',
  ],
  /** The last three: what a story of its kind cannot be published without. */
  missing: [
    'headline',
    'text',
    'name',
    'label',
    'secret',
    'scope',
    'event',
    'field',
    'adText',
    'title',
    'author',
    'embed',
    'gallery',
    'redirectTarget',
    'menuLabel',
    'cdnToken',
    'languages',
    'mailServer',
    'senderAddress',
    'postalAddress',
    'consentStatement',
    'letterKind',
  ],
  /** Something is marked as still to come. */
  placeholders: ['it'],
  /** Parts of a translation are still in the language of its source. */
  untranslated: ['it'],
  'under-embargo': ['it', 'wireItem'],
  'in-the-past': ['it'],
  'already-taken': [
    'address',
    'language',
    'slug',
    'reservedSlug',
    'email',
    'oldAddress',
    'ownAddress',
    'botToken',
    'sourceAddress',
    'liveEntry',
  ],
  'in-use': ['topic', 'sideColumn', 'picture', 'import'],
  /** There are as many already as a site may have. */
  'too-many': ['token', 'webhook', 'channel', 'letterItem', 'push', 'keyEvents'],
  /** An import of more than thirty days ago. */
  'too-old': ['import'],
  /** People with access to others' accounts may not use it on their own. */
  'own-account': ['it'],
  /** Pictures are processed one at a time, and many are waiting; one import at a time; one writer for an entry. */
  busy: ['it', 'import', 'entry'],
} as const satisfies Record<string, readonly string[]>;

export type RefusalCode = keyof typeof REFUSALS;

/** What a message says besides its own words, such as a name. */
type Values = Record<string, string | number>;

/** A refusal with what it is about, `it` being what was acted on. */
export type Refusal<Code extends RefusalCode = RefusalCode> = {
  [One in Code]: { ok: false; why: One; about: (typeof REFUSALS)[One][number]; values?: Values };
}[Code];

/** What a verb answers: that it is done, with what came of it, or why not. */
export type Result<Value = object, Code extends RefusalCode = RefusalCode> = ({ ok: true } & Value) | Refusal<Code>;

/** A refusal as a value. */
export function refuse<Code extends RefusalCode, About extends (typeof REFUSALS)[Code][number]>(
  why: Code,
  about: About,
  values?: Values,
): { ok: false; why: Code; about: About; values?: Values } {
  return { ok: false, why, about, ...(values && { values }) };
}

/** The key of a refusal's message. */
export type RefusalKey = { [Code in RefusalCode]: `${Code}.${(typeof REFUSALS)[Code][number]}` }[RefusalCode];

export function refusalKey({ why, about }: Pick<Refusal, 'why' | 'about'>): RefusalKey {
  return `${why}.${about}` as RefusalKey;
}
