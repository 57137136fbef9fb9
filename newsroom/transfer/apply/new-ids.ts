import type { ImportRun } from '#newsroom/transfer/run/import-run';

let planned = 0;

/** Ids for so many new rows, one with each call, in their order: of the table's sequence, in a dry run some that no row has. */
export async function newIds(
  run: ImportRun,
  table: 'story' | 'article' | 'tag' | 'author',
  count: number,
): Promise<() => number> {
  if (run.isDryRun || count === 0) return () => --planned;
  const rows = await run.client.$queryRaw<{ id: number }[]>`
    SELECT nextval(pg_get_serial_sequence(${table}, 'id'))::integer AS id FROM generate_series(1, ${count}::integer)`;
  let used = 0;
  return () => {
    const next = rows[used++];
    if (!next) throw new RangeError(`more than ${count} new ids of ${table}`);
    return next.id;
  };
}
