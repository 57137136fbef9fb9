-- Room in the pages for new counts, so that the indexes need not hear of them.
ALTER TABLE search.word SET (fillfactor = 50);

-- Everything anew, the indexes afterwards: built at once they take a third of the time that sorting in every entry by itself takes.
CREATE OR REPLACE FUNCTION search.renew() RETURNS void LANGUAGE plpgsql SET maintenance_work_mem = '256MB' AS $$
BEGIN
    TRUNCATE search.article, search.word, search.word_change;
    DROP INDEX search.article_words_shelves_idx, search.word_sound_idx;
    WITH told AS MATERIALIZED (
        SELECT id, story_id, language, section_id, published_at, search.plain_text(headline, standfirst, body) AS story
        FROM article WHERE state = 'published'
    ), found AS (
        INSERT INTO search.article (id, language, section_id, published_at, words)
        SELECT id, language, section_id, published_at, search.words_of(language, story) || search.tag_words(story_id, language) FROM told
    ), form AS (
        SELECT language, form FROM told, unnest(search.forms_of(story)) form
        UNION ALL
        SELECT language, form FROM tag_text, unnest(tsvector_to_array(to_tsvector('simple', search.plain(name)))) form
    )
    INSERT INTO search.word (language, word, stories)
    SELECT * FROM (SELECT language, form, count(*) FROM form GROUP BY language, form OFFSET 0) AS counted WHERE search.is_word(form);
    CREATE INDEX article_words_shelves_idx ON search.article USING gin (words, shelves) WITH (fastupdate = off);
    CREATE INDEX word_sound_idx ON search.word USING gin (sound gin_trgm_ops) WITH (fastupdate = off);
END
$$;
