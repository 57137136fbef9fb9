import { isLanguage, type Language } from '#i18n/languages';
import type { Client } from '#newsroom/transfer/run/import-run';

type Topic = { id: number; key: string };

/** Names are compared without regard to case and spaces. */
function foldedName(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * Sections, tags and authors by keys and names, as they are and as the import adds to them: all of them, in memory.
 * There are thousands at most, and every story names some.
 */
export class ImportTopics {
  readonly #sections = new Map<string, Topic>();
  readonly #sectionNames = new Map<string, Topic>();
  readonly #tags = new Map<string, Topic>();
  readonly #tagNames = new Map<string, Topic>();
  readonly #authors = new Map<string, Topic & { names: Set<string> }>();
  /** Those that this site's imports have made, by name. */
  readonly #ownAuthors = new Map<string, Topic>();
  readonly #byId = new Map<string, Topic>();
  #first: Topic | undefined;
  #planned = 0;

  static async load(client: Client, site: string): Promise<ImportTopics> {
    const topics = new ImportTopics();
    type Row = Topic & { name: string | null; language: string | null };
    const sections = await client.$queryRaw<Row[]>`
      SELECT id, key, name, language FROM section LEFT JOIN section_text ON section_id = id ORDER BY position, key`;
    for (const { name, language, ...section } of sections) topics.#addSection(section, name, language);
    const tags = await client.$queryRaw<Row[]>`
      SELECT id, key, name, language FROM tag LEFT JOIN tag_text ON tag_id = id
      UNION ALL SELECT tag_id, key, NULL, NULL FROM former_tag`;
    for (const { name, language, ...tag } of tags) topics.addTag(tag, name ? [{ name, language }] : []);
    const authors = await client.$queryRaw<(Row & { isOwn: boolean })[]>`
      SELECT a.id, a.key, t.name, t.language, EXISTS (
        SELECT FROM imported_item WHERE site = ${site} AND kind = 'author' AND resource = 'author'
          AND resource_id = a.id::text
      ) AS "isOwn"
      FROM author a LEFT JOIN author_text t ON t.author_id = a.id`;
    for (const { name, isOwn, id, key } of authors) topics.addAuthor({ id, key }, name ?? '', isOwn);
    return topics;
  }

  #addSection(section: Topic, name: string | null, language: string | null): void {
    this.#first ??= section;
    this.#sections.set(section.key, section);
    this.#byId.set(`section ${section.id}`, section);
    if (name && isLanguage(language)) this.#sectionNames.set(foldedName(name), section);
  }

  addTag(tag: Topic, names: readonly { name: string; language: string | null }[]): void {
    this.#tags.set(tag.key, tag);
    if (!this.#byId.has(`tag ${tag.id}`)) this.#byId.set(`tag ${tag.id}`, tag);
    for (const { name, language } of names) this.#tagNames.set(`${language} ${foldedName(name)}`, tag);
  }

  addAuthor(author: Topic, name: string, isOwn: boolean): void {
    const known = this.#authors.get(author.key) ?? { ...author, names: new Set() };
    known.names.add(foldedName(name));
    this.#authors.set(author.key, known);
    this.#byId.set(`author ${author.id}`, author);
    if (isOwn) this.#ownAuthors.set(foldedName(name), author);
  }

  firstSection(): Topic | undefined {
    return this.#first;
  }

  section(key: string): Topic | undefined {
    return this.#sections.get(key);
  }

  /** The section of that key or name. */
  findSection(key: string, name: string): Topic | undefined {
    return this.#sections.get(key) ?? this.#sectionNames.get(foldedName(name));
  }

  findTag(key: string, name: string, language: Language): Topic | undefined {
    return this.#tags.get(key) ?? this.#tagNames.get(`${language} ${foldedName(name)}`);
  }

  author(key: string): Topic | undefined {
    return this.#authors.get(key);
  }

  /** The author of that name who came with this site, or who was here with this key and name. */
  findAuthor(key: string, name: string): Topic | undefined {
    const own = this.#ownAuthors.get(foldedName(name));
    if (own) return own;
    const here = this.#authors.get(key);
    return here?.names.has(foldedName(name)) ? here : undefined;
  }

  /** A key for an author that nobody has. */
  freeAuthorKey(key: string): string {
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? key : `${key}-${number}`;
      if (!this.#authors.has(candidate)) return candidate;
    }
  }

  byId(kind: 'section' | 'tag' | 'author', id: string): Topic | undefined {
    return this.#byId.get(`${kind} ${id}`);
  }

  /** In a dry run, an id that no row has. */
  plannedId(): number {
    return --this.#planned;
  }
}
