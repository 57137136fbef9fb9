import { Client } from 'pg';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { foldWords } from '#i18n/words';
import { database } from '#platform/database';

// An operator's own database may have another locale than the embedded one, which knows no letters beyond ASCII.

let other: Client;

beforeAll(async () => {
  const url = new URL(inject('postgres'));
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  await admin.query('DROP DATABASE IF EXISTS other_locale');
  const { rows } = await admin.query(
    "SELECT collctype FROM pg_collation WHERE collprovider = 'c' AND collctype ILIKE '%utf%8' ORDER BY 1 LIMIT 1",
  );
  await admin.query(`CREATE DATABASE other_locale TEMPLATE template0 LC_CTYPE '${rows[0].collctype}'`);
  await admin.end();
  url.pathname = '/other_locale';
  other = new Client({ connectionString: url.href });
  await other.connect();
});

afterAll(() => other.end());

it('in two locales PostgreSQL divides and stems the same words, and none where it is not told to', async () => {
  const [{ ctype } = { ctype: '' }] = await database().$queryRaw<{ ctype: string }[]>`
    SELECT datctype AS ctype FROM pg_database WHERE datname = current_database()`;
  expect(ctype).toBe('C');
  for (const [configuration, text] of [
    ['russian', '«Низами» – брындоль–кастев, №5577; С-300 в 15\u00a0км… Йод и ёлка, Ӕфсин Аԥсны'],
    ['armenian', 'Յուրանոցը «Սևանիկոն» է։ Ինչո՞ւ, ասաց՝ ԵՐԵՎԱՆ'],
    [
      'english',
      '“Easement” of Zorvexa/Plimbara at quindle.az, a@b.example, -1.5e10 %41 &amp; <b>x</b> /a/b don’t café H₂O 1e5',
    ],
    ['simple', 'İlham Əliyev, Xankəndi; თბილისი ხაჭაპური; سلام؛ 日本語 Straße ŉ ﬁ'],
  ] as const) {
    const words = foldWords(text);
    const [here] = await database().$queryRaw<{ words: string }[]>`
      SELECT to_tsvector(${configuration}::regconfig, ${words})::text AS words`;
    const { rows } = await other.query(`SELECT to_tsvector($1::regconfig, $2)::text AS words`, [configuration, words]);
    expect(rows[0].words).toBe(here?.words);
    // Each word has a place of its own, whether it is left out or not.
    const { rows: tokens } = await other.query(`SELECT token FROM ts_parse('default', $1) WHERE token <> ' '`, [words]);
    expect(tokens.map(({ token }) => token)).toEqual(words.split(' '));
  }
});
