import { type Sql, sql } from '#platform/database';

/** A table of the archive. */
export type ArchivedTable = {
  name: string;
  /** What is read of it, in the order in which the archive has it. */
  rows: Sql;
  /** Columns that PostgreSQL makes by itself. */
  generated?: string[];
  /** Columns that point to rows of the same table, which may come later. */
  later?: string[];
  /** Where an empty portal has rows of its own, those of the archive take their place; by these columns. */
  replaces?: string[];
  /** Whether its `id` is counted up by a sequence. */
  isNumbered?: true;
};

/**
 * What an archive holds: all that the newsroom has made. A table comes after those that it points to. Whoever adds a
 * table adds it here or to NOT_ARCHIVED; a test compares both with the database.
 */
export const ARCHIVED_TABLES: readonly ArchivedTable[] = [
  { name: 'site_file', rows: sql`site_file t ORDER BY name` },
  { name: 'site_settings', rows: sql`site_settings t ORDER BY id`, replaces: ['id'] },
  { name: 'site_text', rows: sql`site_text t ORDER BY settings_id, language`, replaces: ['settings_id', 'language'] },
  { name: 'social_link', rows: sql`social_link t ORDER BY position` },
  { name: 'house_ad', rows: sql`house_ad t ORDER BY id`, isNumbered: true },
  { name: 'menu_item', rows: sql`menu_item t ORDER BY id`, isNumbered: true },
  { name: 'menu_item_text', rows: sql`menu_item_text t ORDER BY item_id, language` },
  { name: 'feed_identity', rows: sql`feed_identity t ORDER BY id`, replaces: ['id'] },
  { name: 'picture', rows: sql`picture t ORDER BY id` },
  { name: 'picture_text', rows: sql`picture_text t ORDER BY picture_id, language`, generated: ['words_folded'] },
  { name: 'section', rows: sql`section t ORDER BY id`, isNumbered: true },
  { name: 'section_text', rows: sql`section_text t ORDER BY section_id, language` },
  { name: 'tag', rows: sql`tag t ORDER BY id`, isNumbered: true },
  { name: 'tag_text', rows: sql`tag_text t ORDER BY tag_id, language` },
  { name: 'former_tag', rows: sql`former_tag t ORDER BY key` },
  { name: 'author', rows: sql`author t ORDER BY id`, isNumbered: true },
  { name: 'author_text', rows: sql`author_text t ORDER BY author_id, language` },
  { name: 'page', rows: sql`page t ORDER BY key` },
  { name: 'page_text', rows: sql`page_text t ORDER BY page_key, language` },
  { name: 'story', rows: sql`story t ORDER BY id`, isNumbered: true },
  { name: 'story_tag', rows: sql`story_tag t ORDER BY story_id, tag_id` },
  { name: 'story_author', rows: sql`story_author t ORDER BY story_id, author_id` },
  { name: 'article', rows: sql`article t ORDER BY id`, later: ['source_article_id'], isNumbered: true },
  {
    name: 'working_copy',
    rows: sql`working_copy t ORDER BY article_id`,
    generated: ['headline_folded'],
    replaces: ['article_id'],
  },
  { name: 'revision', rows: sql`revision t ORDER BY article_id, version` },
  { name: 'article_note', rows: sql`article_note t ORDER BY id`, isNumbered: true },
  { name: 'live_blog', rows: sql`live_blog t ORDER BY story_id`, replaces: ['story_id'] },
  { name: 'live_entry', rows: sql`live_entry t ORDER BY id`, isNumbered: true },
  { name: 'live_entry_text', rows: sql`live_entry_text t ORDER BY entry_id, language` },
  { name: 'former_slug', rows: sql`former_slug t ORDER BY language, slug` },
  { name: 'article_view', rows: sql`article_view t ORDER BY article_id, day` },
  { name: 'article_view_total', rows: sql`article_view_total t ORDER BY article_id` },
  { name: 'front_layout', rows: sql`front_layout t ORDER BY language`, replaces: ['language'] },
  { name: 'redirect', rows: sql`redirect t ORDER BY id`, isNumbered: true },
  { name: 'redirect_hit', rows: sql`redirect_hit t ORDER BY redirect_id` },
  { name: 'placement', rows: sql`placement t ORDER BY article_id` },
  // A removal that is going on here is none there.
  { name: 'demo_item', rows: sql`demo_item t WHERE resource <> 'removal' ORDER BY resource, resource_id` },
];

/** What an archive leaves out, and why. */
export const NOT_ARCHIVED: Record<string, string> = {
  _prisma_migrations: 'of the database itself',
  language: 'of the code',
  address_key: 'made by triggers and by the code',
  filed_article: 'made by triggers',
  outbox: 'says what has changed on this machine',
  outside_listener: 'says who was told of it',
  compression_dictionary: 'of one build',
  demo_load: 'of one start',
  staff: 'people, who are invited anew',
  account: 'passwords',
  session: 'who is signed in',
  passkey: 'keys',
  two_factor: 'secrets',
  verification: 'secrets',
  account_link: 'secrets',
  preview_link: 'secrets',
  api_token: 'secrets',
  destination: 'secrets, and addresses that are told from this machine alone',
  purge_target: 'secrets, and caches in front of this machine alone',
  story_audio: 'made anew from the texts',
  push_settings: 'a secret key, which the subscriptions of this machine were made for',
  push_subscription: 'addresses of browsers, good for this machine’s key alone',
  push_message: 'says who was told of it',
  push_retry: 'says who is to be told again',
  delivery: 'says who was told of it',
  letter_settings: 'secrets, and how letters leave this machine',
  letter_plan: 'when letters leave this machine',
  letter: 'what was sent from this machine',
  letter_item: 'what was sent from this machine',
  letter_recipient: 'who was sent it',
  subscriber: 'people, whose list is taken out and in with the word of whoever does so',
  subscription: 'people',
  consent: 'people',
  suppressed_address: 'people',
  mail_domain: 'what was sent from this machine',
  live_summary: 'says what open pages of this machine were told',
  breaking_news: 'over where the archive is read',
  breaking_text: 'over where the archive is read',
  channel_post: 'what channels show that are told from this machine alone',
  channel_text: 'for channels that are told from this machine alone',
  story_event: 'says what has changed on this machine',
  idempotent_request: 'what programs were answered on this machine',
  attempt: 'addresses of people',
  audit_entry: 'who did what from where; exported apart',
  presence: 'who has an article open',
  recent_reading: 'who has read what in the last half hour',
  network_reading: 'where readers come from',
  unanswered_address: 'what readers of this machine have asked for',
  import: 'of one run',
  import_item: 'of one run',
  imported_item: 'which item of another system became what here; that system is left behind',
  wire_source: 'addresses may hold keys of agencies; added anew',
  wire_item: 'what agencies have sent, for thirty days',
  wire_version: 'what agencies have sent',
  wire_identity: 'what this machine has taken in',
  wire_use: 'which article came from what an agency has sent',
  wire_live_use: 'which entry of a live blog came from what an agency has sent',
  visitor_salt: 'a secret of one day',
  machine: 'which machines keep pictures now',
  backup_plan: 'where this machine is backed up to',
  backup: 'which backups were made of this machine',
};
