import { FORMER_MEMBER } from '#newsroom/audit/audit-filter';
import type { PersonalKind } from '#newsroom/privacy/kinds';
import { identifier, type Sql, sql } from '#platform/database';

/** Whom data is about: somebody of the staff, or an address that is nobody's of them. */
export type Person = {
  /** Null for an address that is nobody's of the staff. */
  id: string | null;
  /** In small letters. */
  email: string;
  /** What they are and were called. */
  names: string[];
};

/** What a person has in a table. */
export type OwnRows = {
  /** Which rows, as a condition on `t`. */
  where: (person: Person) => Sql;
  /** Columns that an export has. */
  exports: readonly string[];
  /** Columns that it leaves out: secrets, which would let somebody in. It says that they are kept. */
  withholds?: readonly string[];
  /** What erasing does: deletes the rows, changes these columns, or leaves them as they are. */
  erase: 'delete' | 'keep' | ((person: Person) => Sql);
};

export type PersonalTable = {
  kind: PersonalKind;
  table: string;
  /** Columns that say something of a person. */
  columns: readonly string[];
  /** Empty where no row can be traced to one person. */
  own: readonly OwnRows[];
};

/** Rows that have the person's id in a column; it becomes that of a former member. */
function byId(column: string, exports: readonly string[]): OwnRows {
  return {
    where: ({ id }) => sql`t.${identifier(column)} = ${id}::text`,
    exports: [...exports, column],
    erase: () => sql`${identifier(column)} = ${FORMER_MEMBER}`,
  };
}

/** Rows of the account itself, which go with it. */
function ofAccount(column: string, exports: readonly string[], withholds: readonly string[] = []): OwnRows {
  return { where: ({ id }) => sql`t.${identifier(column)} = ${id}::text`, exports, withholds, erase: 'delete' };
}

/** Rows of whoever has subscribed with the address. */
function ofSubscriber(exports: readonly string[]): OwnRows {
  return {
    where: ({ email }) => sql`t.subscriber_id = (SELECT id FROM subscriber WHERE address = ${email})`,
    exports: [...exports, 'subscriber_id'],
    erase: 'delete',
  };
}

/** Literally the address, in whatever case, taken out of a text. */
function withoutAddress(text: Sql, { email }: Person): Sql {
  return sql`regexp_replace(${text}, '***=' || ${email}::text, '…', 'gi')`;
}

/** Whether an entry of the activity log is about the person. */
const isAbout = ({ id, email }: Person) =>
  sql`(t.resource = 'staff' AND t.resource_id IN (coalesce(${id}::text, ${email}::text), ${email}::text))`;

/** What an entry says of the person besides who acted. Details of other things stay, without the address. */
function anonymousEntry(person: Person): Sql {
  const about = isAbout(person);
  return sql`
    title = CASE WHEN ${about} THEN '' ELSE ${withoutAddress(sql`t.title`, person)} END,
    resource_id = CASE WHEN ${about} THEN ${FORMER_MEMBER} ELSE t.resource_id END,
    detail = CASE
      WHEN ${about} THEN t.detail - ARRAY['formerName', 'name', 'address']
      ELSE ${withoutAddress(sql`t.detail::text`, person)}::jsonb
    END`;
}

const ENTRY = ['at', 'event', 'resource', 'resource_id', 'language', 'title', 'detail'] as const;

/** After the prefix, which says what is counted, a key has the account, and after a space network or device. */
const ATTEMPT_ACCOUNT = sql`split_part(regexp_replace(t.key, '^[^:]*:[^:]*:', ''), ' ', 1)`;

/**
 * Every table that has personal data, by kind. Rows that point to others come before them: this is the order in which
 * they are erased. Whoever adds a table adds it here or to NOT_PERSONAL; a test compares both with the database.
 */
export const PERSONAL_TABLES: readonly PersonalTable[] = [
  {
    kind: 'sessions',
    table: 'session',
    columns: ['user_id', 'ip_address', 'user_agent'],
    own: [
      ofAccount(
        'user_id',
        ['id', 'user_id', 'ip_address', 'user_agent', 'created_at', 'updated_at', 'expires_at'],
        ['token'],
      ),
    ],
  },
  {
    kind: 'keys',
    table: 'two_factor',
    columns: ['user_id', 'secret', 'backup_codes'],
    own: [
      ofAccount(
        'user_id',
        ['id', 'user_id', 'verified', 'failed_verification_count', 'locked_until', 'last_step'],
        ['secret', 'backup_codes'],
      ),
    ],
  },
  {
    kind: 'keys',
    table: 'passkey',
    columns: ['user_id', 'name', 'public_key', 'credential_id', 'aaguid'],
    own: [
      ofAccount(
        'user_id',
        [
          ...['id', 'user_id', 'name', 'public_key', 'credential_id', 'counter', 'device_type'],
          ...['backed_up', 'transports', 'created_at', 'aaguid'],
        ],
        [],
      ),
    ],
  },
  {
    kind: 'keys',
    table: 'verification',
    columns: ['value'],
    own: [
      {
        where: ({ id }) => sql`strpos(t.value, ${id}::text) > 0`,
        exports: ['id', 'created_at', 'updated_at', 'expires_at'],
        withholds: ['identifier', 'value'],
        erase: 'delete',
      },
    ],
  },
  {
    kind: 'accounts',
    table: 'account',
    columns: ['user_id', 'account_id', 'password'],
    own: [
      ofAccount(
        'user_id',
        [
          ...['id', 'account_id', 'provider_id', 'user_id', 'access_token_expires_at', 'refresh_token_expires_at'],
          ...['scope', 'created_at', 'updated_at'],
        ],
        ['password', 'access_token', 'refresh_token', 'id_token'],
      ),
    ],
  },
  {
    kind: 'attempts',
    table: 'attempt',
    columns: ['key'],
    own: [
      {
        where: ({ id, email }) => sql`${ATTEMPT_ACCOUNT} IN (${email}::text, coalesce(${id}::text, ${email}::text))`,
        exports: ['key', 'points', 'expire'],
        erase: 'delete',
      },
    ],
  },
  {
    kind: 'invitations',
    table: 'account_link',
    columns: ['email', 'staff_id', 'invited_by_id'],
    own: [
      {
        where: ({ id, email }) => sql`(t.email = ${email} OR t.staff_id = ${id}::text)`,
        exports: ['email', 'staff_id', 'role', 'language', 'created_at', 'expires_at', 'used_at', 'invited_by_id'],
        withholds: ['token_hash'],
        erase: 'delete',
      },
      byId('invited_by_id', ['role', 'created_at']),
    ],
  },
  {
    kind: 'presence',
    table: 'presence',
    columns: ['staff_id', 'staff_name'],
    own: [ofAccount('staff_id', ['article_id', 'window', 'staff_id', 'staff_name', 'seen_at'])],
  },
  {
    kind: 'activity',
    table: 'audit_entry',
    columns: ['actor_id', 'actor_name', 'address', 'resource_id', 'title', 'detail'],
    own: [
      {
        where: ({ id }) => sql`t.actor_id = ${id}::text`,
        exports: [...ENTRY, 'actor_id', 'actor_name', 'address'],
        erase: (person) => sql`actor_id = ${FORMER_MEMBER}, actor_name = '', address = '', ${anonymousEntry(person)}`,
      },
      {
        // Who else did it, and from where, is theirs.
        where: (person) => sql`t.actor_id IS DISTINCT FROM ${person.id}::text AND (${isAbout(person)}
          OR strpos(lower(t.title), ${person.email}) > 0 OR strpos(lower(t.detail::text), ${person.email}) > 0)`,
        exports: ENTRY,
        erase: anonymousEntry,
      },
    ],
  },
  {
    kind: 'articles',
    table: 'article',
    columns: ['created_by_id'],
    own: [byId('created_by_id', ['id', 'language', 'slug', 'headline', 'state', 'published_at'])],
  },
  {
    kind: 'articles',
    table: 'working_copy',
    columns: ['changed_by_id', 'note_by_name'],
    own: [
      byId('changed_by_id', ['article_id', 'version', 'headline', 'changed_at']),
      {
        where: ({ names }) => sql`t.note_by_name = ANY (${names}::text[])`,
        exports: ['article_id', 'note', 'note_by_name', 'note_at'],
        erase: () => sql`note_by_name = ''`,
      },
    ],
  },
  {
    kind: 'articles',
    table: 'revision',
    columns: ['by_id', 'by_name'],
    own: [
      {
        where: ({ id }) => sql`t.by_id = ${id}::text`,
        exports: ['article_id', 'version', 'headline', 'standfirst', 'at', 'by_id', 'by_name', 'kind', 'published_at'],
        erase: () => sql`by_id = ${FORMER_MEMBER}, by_name = ''`,
      },
    ],
  },
  {
    kind: 'articles',
    table: 'preview_link',
    columns: ['created_by_id'],
    own: [byId('created_by_id', ['article_id', 'created_at', 'expires_at'])],
  },
  {
    kind: 'articles',
    table: 'wire_use',
    columns: ['used_by_id', 'used_by_name'],
    own: [
      {
        where: ({ id }) => sql`t.used_by_id = ${id}::text`,
        exports: ['item_id', 'article_id', 'used_at', 'used_by_id', 'used_by_name'],
        erase: () => sql`used_by_id = ${FORMER_MEMBER}, used_by_name = ''`,
      },
    ],
  },
  {
    kind: 'articles',
    table: 'live_entry',
    columns: ['created_by_id', 'held_by_id', 'held_by_name'],
    own: [
      byId('created_by_id', ['id', 'story_id', 'created_at', 'shown_at']),
      {
        where: ({ id }) => sql`t.held_by_id = ${id}::text`,
        exports: ['id', 'held_by_id', 'held_by_name', 'held_until'],
        erase: () => sql`held_by_id = NULL, held_by_name = '', held_until = NULL`,
      },
    ],
  },
  {
    kind: 'articles',
    table: 'live_entry_text',
    columns: ['changed_by_id'],
    own: [byId('changed_by_id', ['entry_id', 'language', 'title', 'changed_at'])],
  },
  {
    kind: 'others',
    table: 'picture',
    columns: ['added_by_id'],
    own: [byId('added_by_id', ['id', 'file_name', 'added_at'])],
  },
  {
    kind: 'others',
    table: 'redirect',
    columns: ['created_by_id'],
    own: [byId('created_by_id', ['id', 'address', 'target', 'created_at'])],
  },
  {
    kind: 'others',
    table: 'api_token',
    columns: ['created_by_id', 'name'],
    own: [byId('created_by_id', ['id', 'name', 'scopes', 'created_at', 'expires_at', 'last_used_at', 'revoked_at'])],
  },
  {
    kind: 'others',
    table: 'destination',
    columns: ['created_by_id'],
    own: [byId('created_by_id', ['id', 'kind', 'name', 'created_at'])],
  },
  {
    kind: 'others',
    table: 'push_message',
    columns: ['created_by_id'],
    own: [byId('created_by_id', ['article_id', 'title', 'text', 'created_at'])],
  },
  {
    kind: 'others',
    table: 'breaking_news',
    columns: ['began_by_id'],
    own: [byId('began_by_id', ['id', 'story_id', 'began_at'])],
  },
  {
    kind: 'others',
    table: 'channel_text',
    columns: ['changed_by_id'],
    own: [byId('changed_by_id', ['article_id', 'text', 'changed_at'])],
  },
  {
    kind: 'others',
    table: 'letter',
    columns: ['changed_by_id'],
    own: [byId('changed_by_id', ['id', 'kind', 'language', 'occasion'])],
  },
  {
    kind: 'subscribers',
    table: 'letter_recipient',
    columns: ['subscriber_id', 'domain', 'answer'],
    own: [
      ofSubscriber([
        ...['id', 'letter_id', 'domain', 'position', 'state', 'tries', 'unsure_tries', 'next_try_at', 'tried_at'],
        ...['status', 'answer', 'created_at'],
      ]),
    ],
  },
  {
    kind: 'subscribers',
    table: 'subscription',
    columns: ['subscriber_id'],
    own: [ofSubscriber(['kind'])],
  },
  {
    kind: 'subscribers',
    table: 'consent',
    columns: ['subscriber_id', 'network', 'place'],
    own: [ofSubscriber(['id', 'at', 'act', 'kinds', 'language', 'words', 'place', 'network'])],
  },
  {
    kind: 'subscribers',
    table: 'subscriber',
    columns: ['address', 'domain'],
    own: [
      {
        where: ({ email }) => sql`t.address = ${email}`,
        exports: [
          ...['id', 'address', 'domain', 'language', 'state', 'asked_kinds', 'asked_at', 'confirmed_at', 'left_at'],
          ...['notice', 'notice_due_at', 'notice_tries', 'created_at'],
        ],
        erase: 'delete',
      },
    ],
  },
  {
    // Without it an import would write to them again.
    kind: 'suppressed',
    table: 'suppressed_address',
    columns: ['hash'],
    own: [
      {
        where: ({ email }) => sql`t.hash = sha256(convert_to(${email}, 'UTF8'))`,
        exports: ['hash', 'reason', 'at'],
        erase: 'keep',
      },
    ],
  },
  {
    kind: 'bylines',
    table: 'author_text',
    columns: ['name', 'biography'],
    own: [
      {
        where: ({ names }) => sql`t.name = ANY (${names}::text[])`,
        exports: ['author_id', 'language', 'name', 'biography'],
        erase: 'keep',
      },
    ],
  },
  { kind: 'bylines', table: 'author', columns: ['picture_id'], own: [] },
  { kind: 'bylines', table: 'story_author', columns: ['author_id'], own: [] },
  {
    kind: 'contact',
    table: 'site_settings',
    columns: ['security_contact'],
    own: [
      {
        where: ({ email }) => sql`strpos(lower(t.security_contact), ${email}) > 0`,
        exports: ['security_contact'],
        erase: 'keep',
      },
    ],
  },
  { kind: 'programs', table: 'idempotent_request', columns: ['body'], own: [] },
  { kind: 'programs', table: 'delivery', columns: ['payload'], own: [] },
  { kind: 'imports', table: 'import', columns: ['options'], own: [] },
  { kind: 'imports', table: 'import_item', columns: ['title', 'payload', 'before'], own: [] },
  { kind: 'wire', table: 'wire_item', columns: ['pictures'], own: [] },
  { kind: 'wire', table: 'wire_version', columns: ['body'], own: [] },
  { kind: 'devices', table: 'push_subscription', columns: ['endpoint', 'p256dh', 'auth', 'time_zone'], own: [] },
  { kind: 'readers', table: 'recent_reading', columns: ['visitor'], own: [] },
  { kind: 'readers', table: 'network_reading', columns: ['network'], own: [] },
  { kind: 'readers', table: 'visitor_salt', columns: ['salt'], own: [] },
  { kind: 'readers', table: 'unanswered_address', columns: ['address'], own: [] },
  {
    kind: 'accounts',
    table: 'staff',
    columns: ['name', 'email', 'image'],
    own: [
      ofAccount('id', [
        ...['id', 'name', 'email', 'email_verified', 'image', 'two_factor_enabled', 'role', 'language'],
        ...['suspended_at', 'created_at', 'updated_at'],
      ]),
    ],
  },
];

/** Tables without personal data. Texts of stories and of the site are editorial content and not looked through. */
export const NOT_PERSONAL = [
  ...([
    '_prisma_migrations',
    'language',
    'address_key',
    'outbox',
    'outside_listener',
    'channel_post',
    'compression_dictionary',
  ] as const),
  ...(['demo_load', 'demo_item', 'site_file', 'site_text', 'social_link', 'house_ad', 'menu_item'] as const),
  ...(['menu_item_text', 'feed_identity', 'picture_text', 'section', 'section_text', 'tag', 'tag_text'] as const),
  ...(['former_tag', 'page', 'page_text', 'story', 'story_tag', 'filed_article', 'article_note'] as const),
  ...(['former_slug', 'article_view', 'article_view_total', 'front_layout', 'placement', 'redirect_hit'] as const),
  ...(['story_event', 'imported_item', 'wire_source', 'wire_identity', 'wire_live_use'] as const),
  ...(['backup', 'backup_plan', 'machine', 'purge_target', 'live_blog', 'live_summary', 'breaking_text'] as const),
  ...(['push_settings', 'push_retry', 'story_audio'] as const),
  ...(['letter_plan', 'letter_settings', 'letter_item', 'mail_domain'] as const),
] as const;

/** The tables of each kind, by name; of some kinds nothing is in the database. */
export function tablesByKind(): Map<PersonalKind, string[]> {
  const byKind = Map.groupBy(PERSONAL_TABLES, ({ kind }) => kind);
  return new Map([...byKind].map(([kind, tables]) => [kind, tables.map(({ table }) => table).sort()]));
}
