import { database, ModelName } from '#platform/database';

/** Tables whose rows are no newspaper: the languages of the code, and what has changed. */
const WITHOUT_CONTENT: string[] = [ModelName.Language, ModelName.OutboxEntry];
/** Of the other tables that every start writes to: rows that it does not write. */
const FOREIGN_ROWS: Record<string, object> = {
  [ModelName.FrontLayout]: { version: { gt: 0 } },
  [ModelName.AddressKey]: { kind: { not: 'reserved' } },
};

/** The names of tables with rows that no start has written: none where the database has no newspaper in it. */
export async function listFilledTables(): Promise<string[]> {
  const tables: string[] = [];
  for (const name of Object.values(ModelName)) {
    if (WITHOUT_CONTENT.includes(name)) continue;
    const delegate = `${name.charAt(0).toLowerCase()}${name.slice(1)}` as Uncapitalize<typeof name>;
    const model = database()[delegate] as unknown as { findFirst(query: object): Promise<object | null> };
    const table = name.replaceAll(/\B[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
    if (await model.findFirst({ where: FOREIGN_ROWS[name] ?? {} })) tables.push(table);
  }
  const indexed = await database().$queryRaw<unknown[]>`SELECT FROM search.article LIMIT 1`;
  return indexed.length > 0 ? [...tables, 'search.article'] : tables;
}
