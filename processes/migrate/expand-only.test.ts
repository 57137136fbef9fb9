import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

// Web processes of two versions run side by side during an upgrade, and the older one must be able to go on
// (docs/decisions/099-releases.md).

/** The last one from before that was so. */
const BEFORE = '20261203100000_backups';
/** What the version before may still use. A migration that removes what no version uses any more says since when. */
const TAKES_AWAY =
  /\b(DROP\s+(TABLE|COLUMN|VIEW|FUNCTION|TYPE)|RENAME\s+(TO|COLUMN|CONSTRAINT)|SET\s+NOT\s+NULL|ALTER\s+COLUMN\s+\S+\s+(SET\s+DATA\s+)?TYPE)\b/gi;
const UNUSED = /^-- Not used since \d+\.\d+\.\d+\b/m;

function takenAway(sql: string): string[] {
  return UNUSED.test(sql) ? [] : [...sql.replace(/--.*$/gm, '').matchAll(TAKES_AWAY)].map(([what]) => what);
}

it('a migration takes nothing away that the version before uses', () => {
  const later = readdirSync('prisma/migrations').filter((name) => /^\d/.test(name) && name > BEFORE);
  const found = later.flatMap((name) =>
    takenAway(readFileSync(`prisma/migrations/${name}/migration.sql`, 'utf8')).map((what) => `${name}: ${what}`),
  );
  expect(found).toEqual([]);
});

it.each([
  ['ALTER TABLE a DROP COLUMN b;', ['DROP COLUMN']],
  ['alter table a rename column b to c;', ['rename column']],
  ['ALTER TABLE a ALTER COLUMN b TYPE bigint;', ['ALTER COLUMN b TYPE']],
  ['ALTER TABLE a ALTER b SET NOT NULL;', ['SET NOT NULL']],
  ['CREATE TABLE a (b integer NOT NULL); -- DROP TABLE c', []],
  ['-- Not used since 0.4.0.\nDROP TABLE a;', []],
  ['DROP INDEX a; CREATE OR REPLACE FUNCTION b() RETURNS void LANGUAGE sql AS $$ SELECT 1 $$;', []],
])('finds it: %s', (sql, found) => {
  expect(takenAway(sql)).toEqual(found);
});
