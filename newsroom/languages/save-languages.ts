import { ALL_LANGUAGES } from '#i18n/languages';
import { foldWords } from '#i18n/words';
import type { connect } from '#platform/database';

/**
 * Makes the rows of `language` equal to the records of the code, and gives each language a front page; run after every
 * migration. Languages that are not on have rows too: what was written in them stays. Rows that the code has no record
 * of are left alone.
 */
export async function saveLanguages(client: ReturnType<typeof connect>): Promise<void> {
  const records = ALL_LANGUAGES.map(({ code, search }) => ({
    code,
    text_search: search.configuration,
    word_endings: [...new Set(search.wordEndings.map(foldWords))],
  }));
  await client.$executeRaw`
    WITH saved AS (
      INSERT INTO language (code, text_search, word_endings)
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
        AS r (code text, text_search text, word_endings text[])
      ON CONFLICT (code) DO UPDATE SET text_search = excluded.text_search, word_endings = excluded.word_endings
      WHERE (language.text_search, language.word_endings) IS DISTINCT FROM (excluded.text_search, excluded.word_endings)
    )
    INSERT INTO front_layout (language)
    SELECT code FROM jsonb_to_recordset(${JSON.stringify(records)}::jsonb) AS r (code text)
    ON CONFLICT DO NOTHING`;
}
