import { stringify } from 'csv-stringify/sync';
import { postAddress } from '#i18n/addresses';
import { DEFAULT_LANGUAGE, type Language } from '#i18n/languages';
import type { TableName } from '#newsroom/transfer/export/export-names';
import { database, identifier, type Sql } from '#platform/database';

/** Rows that are read at a time. */
const STEP = 500;

type Cell = string | number | Date | null | undefined;
type Page = { cells: Cell[][]; last: number | bigint | undefined };
type TableExport = { columns: string[]; read(after: number | bigint, origin: string): Promise<Page> };

/** Tags or authors, named in the site's first language. */
function topicTable(kind: 'tag' | 'author'): TableExport {
  const [topic, text, filed, id] = [kind, `${kind}_text`, `story_${kind}`, `${kind}_id`].map(identifier) as [
    Sql,
    Sql,
    Sql,
    Sql,
  ];
  return {
    columns: ['id', 'key', 'name', 'stories'],
    async read(after) {
      const rows = await database().$queryRaw<{ id: number; key: string; name: string | null; stories: number }[]>`
        SELECT topic.id, topic.key, text.name,
          (SELECT count(*)::int FROM ${filed} AS filed WHERE filed.${id} = topic.id) AS stories
        FROM ${topic} AS topic LEFT JOIN ${text} AS text ON text.${id} = topic.id AND text.language = ${DEFAULT_LANGUAGE}
        WHERE topic.id > ${Number(after)} ORDER BY topic.id LIMIT ${STEP}`;
      return { last: rows.at(-1)?.id, cells: rows.map(({ id, key, name, stories }) => [id, key, name, stories]) };
    },
  };
}

/** Lists of the newsroom as tables for spreadsheets. Another one is another record. */
const TABLES = {
  articles: {
    columns: [
      'id',
      'story',
      'language',
      'headline',
      'section',
      'authors',
      'state',
      'published',
      'changed',
      'views',
      'address',
    ],
    async read(after, origin) {
      const rows = await database().article.findMany({
        where: { id: { gt: Number(after) }, removedAt: null },
        orderBy: { id: 'asc' },
        take: STEP,
        select: {
          ...{ id: true, storyId: true, language: true, slug: true, state: true, publishedAt: true },
          section: { select: { key: true } },
          workingCopy: { select: { headline: true, changedAt: true } },
          viewTotal: { select: { views: true } },
          story: {
            select: { authors: { select: { author: { select: { key: true } } }, orderBy: { position: 'asc' } } },
          },
        },
      });
      return {
        last: rows.at(-1)?.id,
        cells: rows.map(
          ({ id, storyId, language, slug, state, publishedAt, section, workingCopy, viewTotal, story }) => [
            ...[id, storyId, language, workingCopy?.headline, section.key],
            story.authors.map(({ author }) => author.key).join(', '),
            ...[state, publishedAt, workingCopy?.changedAt, Number(viewTotal?.views ?? 0)],
            origin + postAddress(language as Language, slug),
          ],
        ),
      };
    },
  },
  tags: topicTable('tag'),
  authors: topicTable('author'),
  activity: {
    columns: ['id', 'time', 'person', 'address', 'event', 'resource', 'which', 'language', 'title', 'detail'],
    async read(after) {
      const rows = await database().auditEntry.findMany({
        where: { id: { gt: BigInt(after) } },
        orderBy: { id: 'asc' },
        take: STEP,
      });
      return {
        last: rows.at(-1)?.id,
        cells: rows.map(({ id, at, actorName, address, event, resource, resourceId, language, title, detail }) => [
          ...[String(id), at, actorName, address, event, resource, resourceId, language, title],
          JSON.stringify(detail),
        ]),
      };
    },
  },
} as const satisfies Record<TableName, TableExport>;

/**
 * A list as CSV (RFC 4180), in pieces. Times are ISO 8601 in UTC. No cell is a formula for a spreadsheet. `origin` comes
 * before addresses of this site.
 */
export async function* tableExport(name: TableName, origin: string): AsyncGenerator<string> {
  const { columns, read }: TableExport = TABLES[name];
  // Without the mark spreadsheets take UTF-8 for something else.
  yield `\ufeff${lines([columns])}`;
  for (let after: number | bigint | undefined = 0; after !== undefined; ) {
    const page: Page = await read(after, origin);
    if (page.cells.length > 0) yield lines(page.cells);
    after = page.last;
  }
}

function lines(cells: readonly Cell[][]): string {
  return stringify(
    cells.map((row) => row.map((cell) => (cell instanceof Date ? cell.toISOString() : cell))),
    { escape_formulas: true, record_delimiter: '\r\n' },
  );
}
