import { createHash } from 'node:crypto';
import { plainText } from '#newsroom/transfer/source/plain-text';
import type { SourceAuthor } from '#newsroom/transfer/source/source-item';
import { decodeSlug } from '#newsroom/transfer/wordpress/addresses';
import { fieldOf, metaOf, type WxrRecord } from '#newsroom/transfer/wordpress/wxr-record';

/** Somebody as a story names them. `slug` is missing where it would be an address of mail. */
export type Person = Pick<SourceAuthor, 'id' | 'name' | 'biography'> & { slug?: string; number?: string };

/** So many are remembered; more than ever wrote for a newspaper. */
const LIMIT = 100_000;

/** Everybody whom an export names. Lists, items and plugins each say something else of the same person. */
export class People {
  private readonly byName = new Map<string, Person>();

  /**
   * Remembers somebody, and gives the id that stories call them by. What was said first holds, as the list of users is
   * right about names, but a guest’s own item knows better.
   */
  add(person: Person, { knowsBetter = false } = {}): string {
    const key = person.slug ?? person.id;
    const known = this.byName.get(key);
    if (known ? knowsBetter : this.byName.size < LIMIT) this.byName.set(key, { ...known, ...person });
    return known?.id ?? person.id;
  }

  all(): Person[] {
    return [...this.byName.values()];
  }
}

/** Whom `dc:creator` or the user list mean by a login, which may be an address of mail: then it is not kept. */
export function personByLogin(login: string, name = ''): Person {
  const slug = nicename(login);
  if (slug && !login.includes('@')) return { id: slug, slug, name: publicName(name || login) };
  return {
    id: `user-${createHash('sha256').update(login).digest('hex').slice(0, 16)}`,
    name: publicName(name || login),
  };
}

/** Somebody of the user list. */
export function personOfRecord(author: WxrRecord): Person {
  const names = [fieldOf(author, 'wp:author_first_name'), fieldOf(author, 'wp:author_last_name')];
  const shown = fieldOf(author, 'wp:author_display_name');
  // Whoever has set no name is shown by their login.
  const name = shown.includes('@')
    ? names.filter(Boolean).join(' ') || shown
    : shown || names.filter(Boolean).join(' ');
  const number = fieldOf(author, 'wp:author_id');
  return { ...personByLogin(fieldOf(author, 'wp:author_login'), name), ...(/^\d+$/.test(number) && { number }) };
}

/** Somebody that the plugin Co-Authors Plus names: a user or a guest. */
export function personByTerm({ nicename: slug, name }: WxrRecord['terms'][number]): Person {
  const id = nicename(decodeSlug(slug).replace(/^cap-/, ''));
  return { id, slug: id, name: publicName(name || id) };
}

/** A guest author of that plugin, who is an item of the export. */
export function personOfGuest(item: WxrRecord): Person {
  const name = metaOf(item, 'cap-display_name') || plainText(fieldOf(item, 'title'));
  const biography = plainText(metaOf(item, 'cap-description'));
  const nicename = fieldOf(item, 'wp:post_name') || metaOf(item, 'cap-user_login');
  return { ...personByTerm({ domain: 'author', nicename, name }), ...(biography && { biography }) };
}

/** As WordPress makes the name for addresses out of a login. */
function nicename(login: string): string {
  return login
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s._-]+/gu, '')
    .replace(/[\s.]+/g, '-');
}

function publicName(name: string): string {
  return plainText(/^\S+@\S+$/.test(name) ? name.replace(/@.*/, '') : name);
}
