-- Changes of words are summed up in the order in which they came, so that a word is never taken away before it was
-- counted. Each statement names its rows by a key, whatever PostgreSQL believes of these tables: it has mostly seen the
-- changes with no row in them, and then joined them row by row.
ALTER TABLE search.word_change ADD COLUMN id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY;

CREATE INDEX word_unused_idx ON search.word (language, word) WHERE stories <= 0;

-- Sums up the oldest changes, so many that no statement takes long. Returns whether there are more; false too while
-- another sums up. A word's folded form may have changed with the rules: the newest one counts.
CREATE OR REPLACE FUNCTION search.count_words() RETURNS boolean LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    oldest bigint[];
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('search.word')) THEN
        RETURN false;
    END IF;
    oldest := ARRAY(SELECT id FROM search.word_change ORDER BY id LIMIT 2000);
    WITH gone AS (
            DELETE FROM search.word_change WHERE id = ANY (oldest)
            RETURNING id, language, split_part(word, ' ', 1) AS word, split_part(word, ' ', -1) AS folded, stories
        )
    INSERT INTO search.word AS w (language, word, folded, stories)
    SELECT language, word, (array_agg(folded ORDER BY id DESC))[1], sum(stories)
    FROM gone GROUP BY language, word HAVING sum(stories) <> 0 OR count(DISTINCT folded) > 1
    ON CONFLICT (language, word) DO UPDATE SET stories = w.stories + excluded.stories, folded = excluded.folded;
    DELETE FROM search.word WHERE stories <= 0;
    RETURN cardinality(oldest) = 2000;
END
$$;
