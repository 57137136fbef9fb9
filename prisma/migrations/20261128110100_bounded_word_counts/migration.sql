-- Sums up the changes of some words, all changes of each, so that no statement takes long. Returns whether there are
-- more; false too while another sums up.
DROP FUNCTION search.count_words();
CREATE FUNCTION search.count_words() RETURNS boolean LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('search.word')) THEN
        RETURN false;
    END IF;
    WITH chosen AS (
            SELECT DISTINCT language, word FROM (SELECT language, word FROM search.word_change LIMIT 2000) AS oldest
        ), gone AS (
            DELETE FROM search.word_change w USING chosen WHERE w.language = chosen.language AND w.word = chosen.word
            RETURNING w.language, w.word AS form, w.stories
        ), change AS (
            SELECT language, form, sum(stories)::integer AS stories FROM gone GROUP BY language, form
        )
    MERGE INTO search.word w USING change c ON w.language = c.language AND w.word = split_part(c.form, ' ', 1)
    WHEN MATCHED AND w.stories + c.stories <= 0 THEN DELETE
    WHEN MATCHED AND c.stories <> 0 THEN UPDATE SET stories = w.stories + c.stories
    WHEN NOT MATCHED AND c.stories > 0 THEN INSERT (language, word, folded, stories)
        VALUES (c.language, split_part(c.form, ' ', 1), split_part(c.form, ' ', -1), c.stories);
    RETURN EXISTS (SELECT FROM search.word_change);
END
$$;
