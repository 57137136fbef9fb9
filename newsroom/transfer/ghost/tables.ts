import { type Row, readRows } from '#newsroom/transfer/ghost/json-rows';
import type { SourceProblem } from '#newsroom/transfer/source/source-item';

/** Columns of the small tables. Of people and settings nothing but these is ever looked at. */
const COLUMNS = {
  meta: ['version'],
  settings: ['key', 'value'],
  users: ['id', 'name', 'slug', 'bio', 'profile_image', 'image'],
  tags: ['id', 'name', 'slug', 'description', 'visibility', 'parent_id'],
  posts: ['id', 'author_id'],
  posts_tags: ['post_id', 'tag_id', 'sort_order'],
  posts_authors: ['post_id', 'author_id', 'sort_order'],
  posts_meta: [
    ...['post_id', 'meta_title', 'meta_description', 'feature_image_alt', 'feature_image_caption', 'email_only'],
  ],
  images: ['originalPath', 'newPath'],
  comments: [],
  members: [],
  subscribers: [],
} satisfies Record<string, string[]>;

const SETTINGS = new Set(['title', 'url', 'timezone', 'active_timezone', 'locale', 'lang', 'default_locale']);
/** Tables that are left out, but counted. */
const COUNTED = ['comments', 'members', 'subscribers'];
/** More rows than any export has; each is a few hundred bytes in memory. */
const ROW_LIMIT = 2_000_000;

export type Values = Row['values'];

/** All of an export but its posts: what these refer to stands behind them, so it is read before. */
export type GhostTables = {
  version: string;
  settings: Map<string, string>;
  users: Map<string, Values>;
  tags: Map<string, Values>;
  /** Ids in the order that the desk has put them in, by the post’s id. */
  tagsOfPost: Map<string, string[]>;
  authorsOfPost: Map<string, string[]>;
  metaOfPost: Map<string, Values>;
  images: Values[];
  counts: Map<string, number>;
  problems: SourceProblem[];
};

/** Reads the tables around the posts. What cannot be read is in `problems`. */
export async function readTables(text: AsyncIterable<string>): Promise<GhostTables> {
  const tables: GhostTables = {
    version: '',
    settings: new Map(),
    users: new Map(),
    tags: new Map(),
    tagsOfPost: new Map(),
    authorsOfPost: new Map(),
    metaOfPost: new Map(),
    images: [],
    counts: new Map(),
    problems: [],
  };
  const links = { tags: new Map<string, Link[]>(), authors: new Map<string, Link[]>() };
  let rows = 0;
  for await (const row of readRows(text, COLUMNS)) {
    if (row.kind === 'problem') tables.problems.push(row);
    else addRow(tables, links, row);
    if (++rows > ROW_LIMIT) {
      tables.problems.push({ kind: 'problem', why: 'too-large', near: '' });
      break;
    }
  }
  for (const [post, list] of links.tags) tables.tagsOfPost.set(post, idsInOrder(list));
  for (const [post, list] of links.authors) {
    tables.authorsOfPost.set(post, idsInOrder([...list, ...(tables.authorsOfPost.get(post) ?? []).map(lastLink)]));
  }
  return tables;
}

type Link = { id: string; order: number };

/** Before there could be several, a post had one author in its own row; that row still names the first. */
function lastLink(id: string): Link {
  return { id, order: Number.MAX_SAFE_INTEGER };
}

function addRow(
  tables: GhostTables,
  links: { tags: Map<string, Link[]>; authors: Map<string, Link[]> },
  row: Row,
): void {
  const { table, values } = row;
  const id = idOf(values.id);
  const post = idOf(values.post_id);
  if (table === 'meta') tables.version ||= String(values.version ?? '');
  else if (table === 'settings') addSetting(tables, values);
  // The oldest exports number people by their place alone.
  else if (table === 'users') tables.users.set(id || String(tables.users.size + 1), values);
  else if (table === 'tags') tables.tags.set(id, values);
  else if (table === 'posts' && values.author_id) tables.authorsOfPost.set(id, [idOf(values.author_id)]);
  else if (table === 'posts_meta') tables.metaOfPost.set(post, values);
  else if (table === 'posts_tags') addLink(links.tags, post, idOf(values.tag_id), values.sort_order);
  else if (table === 'posts_authors') addLink(links.authors, post, idOf(values.author_id), values.sort_order);
  else if (table === 'images') tables.images.push(values);
  else if (COUNTED.includes(table)) tables.counts.set(table, (tables.counts.get(table) ?? 0) + 1);
}

function addSetting(tables: GhostTables, { key, value }: Values): void {
  if (typeof key === 'string' && SETTINGS.has(key) && typeof value === 'string') tables.settings.set(key, value);
}

function addLink(links: Map<string, Link[]>, post: string, id: string, order: unknown): void {
  links.set(post, [...(links.get(post) ?? []), { id, order: Number(order ?? 0) }]);
}

function idsInOrder(links: Link[]): string[] {
  return [...new Set(links.toSorted((one, other) => one.order - other.order).map(({ id }) => id))];
}

/** Numbers until version 1, then texts. */
export function idOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
