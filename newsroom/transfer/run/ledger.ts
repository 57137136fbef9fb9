import type { Language } from '#i18n/languages';
import type { Client, ImportedRow } from '#newsroom/transfer/run/import-run';

/** What of a source the ledger knows: its items, and addresses of their files. */
export type LedgerKind = 'media' | 'file' | 'author' | 'term' | 'post' | 'page';

/** What has become of a thing of the source. */
export type Known = {
  resource: 'article' | 'page' | 'section' | 'tag' | 'author' | 'picture' | 'nothing';
  resourceId: string;
  fingerprint: string;
  importId: number;
  isOwn: boolean;
};

/** A story that has been made of a group of translations, and the languages that it is told in. */
export type KnownStory = { storyId: number; languages: Set<Language> };

/**
 * What imports of a site have made (imported_item), and in a dry run what this one would make: that is only in memory.
 */
export class Ledger {
  readonly #client: Client;
  readonly #site: string;
  readonly #planned = new Map<string, Known>();
  readonly #plannedTags = new Map<string, Known>();
  readonly #plannedStories = new Map<string, KnownStory>();

  constructor(client: Client, site: string) {
    this.#client = client;
    this.#site = site;
  }

  /** What has become of these, by their ids. */
  async find(kind: LedgerKind, ids: readonly string[]): Promise<Map<string, Known>> {
    const found = new Map<string, Known>();
    if (ids.length === 0) return found;
    const rows = await this.#client.$queryRaw<(Known & { sourceId: string })[]>`
      SELECT source_id AS "sourceId", resource, resource_id AS "resourceId", fingerprint, import_id AS "importId",
        is_own AS "isOwn"
      FROM imported_item WHERE site = ${this.#site} AND kind = ${kind} AND source_id = ANY (${[...new Set(ids)]})`;
    for (const { sourceId, ...known } of rows) found.set(sourceId, known);
    for (const id of ids) {
      const planned = this.#planned.get(`${kind} ${id}`);
      if (planned) found.set(id, planned);
    }
    return found;
  }

  /** The tag of each group of translations. */
  async findTagGroups(groups: readonly string[]): Promise<Map<string, Known>> {
    if (groups.length === 0) return new Map();
    const rows = await this.#client.$queryRaw<(Known & { group: string })[]>`
      SELECT DISTINCT ON (i.translation_group) i.translation_group AS group, i.resource, i.resource_id AS "resourceId",
        i.fingerprint, i.import_id AS "importId", i.is_own AS "isOwn"
      FROM imported_item i JOIN tag ON tag.id = i.resource_id::int
      WHERE i.site = ${this.#site} AND i.kind = 'term' AND i.translation_group = ANY (${[...new Set(groups)]})
        AND i.resource = 'tag'
      ORDER BY i.translation_group, i.source_id`;
    const tags = new Map(rows.map(({ group, ...known }) => [group, known]));
    for (const group of groups) {
      const planned = this.#plannedTags.get(group);
      if (planned) tags.set(group, planned);
    }
    return tags;
  }

  /** The story of each group of translations, as far as there is one that nobody has deleted. */
  async findStories(groups: readonly string[]): Promise<Map<string, KnownStory>> {
    if (groups.length === 0) return new Map();
    const rows = await this.#client.$queryRaw<{ group: string; storyId: number; languages: Language[] }[]>`
      SELECT DISTINCT ON (i.translation_group) i.translation_group AS group, a.story_id AS "storyId",
        ARRAY(SELECT language FROM article WHERE story_id = a.story_id) AS languages
      FROM imported_item i JOIN article a ON a.id = i.resource_id::int
      WHERE i.site = ${this.#site} AND i.kind = 'post' AND i.translation_group = ANY (${[...new Set(groups)]})
        AND i.resource = 'article'
      ORDER BY i.translation_group, a.id`;
    const stories = new Map(
      rows.map(({ group, storyId, languages }) => [group, { storyId, languages: new Set(languages) }]),
    );
    for (const group of groups) {
      const planned = this.#plannedStories.get(group);
      if (planned) stories.set(group, planned);
    }
    return stories;
  }

  /** The stories of posts that are here, by their ids; none that somebody has deleted. */
  async findStoriesOf(ids: readonly string[]): Promise<Map<string, KnownStory>> {
    if (ids.length === 0) return new Map();
    const rows = await this.#client.$queryRaw<{ id: string; storyId: number; languages: Language[] }[]>`
      SELECT i.source_id AS id, a.story_id AS "storyId",
        ARRAY(SELECT language FROM article WHERE story_id = a.story_id) AS languages
      FROM imported_item i JOIN article a ON a.id = i.resource_id::int
      WHERE i.site = ${this.#site} AND i.kind = 'post' AND i.source_id = ANY (${[...new Set(ids)]})
        AND i.resource = 'article'`;
    return new Map(rows.map(({ id, storyId, languages }) => [id, { storyId, languages: new Set(languages) }]));
  }

  /** In a dry run, what a thing would become. */
  plan({ kind, sourceId, translationGroup, ...row }: ImportedRow, importId: number): void {
    const known = { ...row, importId } as Known;
    this.#planned.set(`${kind} ${sourceId}`, known);
    if (translationGroup && row.resource === 'tag' && !this.#plannedTags.has(translationGroup))
      this.#plannedTags.set(translationGroup, known);
  }

  /** In a dry run, which story would be that of a group. */
  planStory(group: string, story: KnownStory): void {
    this.#plannedStories.set(group, story);
  }
}
