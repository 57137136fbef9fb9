-- The text that an article is found by is made where its body is saved (searchTextOf in blocks/body.ts): the database knows no kind of block.

ALTER TABLE "article" ADD COLUMN "body_text" TEXT NOT NULL DEFAULT '';
ALTER TABLE "working_copy" ADD COLUMN "body_text" TEXT NOT NULL DEFAULT '';

-- What there is gets the very text that its words were counted from, so that search need not be made anew. Readers see no change, so none is announced.
ALTER TABLE "article" DISABLE TRIGGER USER;
UPDATE "article" SET "body_text" = search.body_text("body");
ALTER TABLE "article" ENABLE TRIGGER USER;
UPDATE "working_copy" SET "body_text" = search.body_text("body");

CREATE OR REPLACE FUNCTION create_working_copies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO working_copy (
        article_id, published_version, workflow, headline, standfirst, body, body_text, source, changed_at, changed_by_id
    )
    SELECT id, CASE state WHEN 'draft' THEN 0 ELSE 1 END, CASE state WHEN 'draft' THEN 'draft' ELSE 'ready' END::"Workflow",
        headline, standfirst, body, body_text, source, least(coalesce(revised_at, published_at, now()), now()), created_by_id
    FROM after_rows;
    RETURN NULL;
END
$$;

CREATE FUNCTION search.plain_text(headline text, standfirst text, body_text text) RETURNS search.plain_text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (search.plain(headline), search.plain(standfirst), search.plain(body_text))::search.plain_text;

CREATE OR REPLACE FUNCTION search.follow_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    WITH told AS MATERIALIZED (
        SELECT id, story_id, language, section_id, published_at, search.plain_text(headline, standfirst, body_text) AS story
        FROM after_rows WHERE state = 'published'
    ), found AS (
        INSERT INTO search.article (id, language, section_id, published_at, words)
        SELECT id, language, section_id, published_at, search.words_of(language, story) || search.tag_words(story_id, language) FROM told
    )
    INSERT INTO search.word_change (language, word, stories)
    SELECT * FROM (SELECT language, form, count(*) FROM told, unnest(search.forms_of(story)) form GROUP BY language, form OFFSET 0) AS counted
    WHERE search.is_word(form);
    PERFORM search.count_words();
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION search.follow_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM search.article found USING after_rows n WHERE found.id = n.id AND n.state <> 'published';
    UPDATE search.article found SET section_id = n.section_id, published_at = n.published_at
    FROM after_rows n
    WHERE found.id = n.id AND n.state = 'published' AND (found.section_id, found.published_at) IS DISTINCT FROM (n.section_id, n.published_at);

    WITH told AS MATERIALIZED (
        SELECT n.id, n.story_id, n.language, n.section_id, n.published_at, search.plain_text(n.headline, n.standfirst, n.body_text) AS story
        FROM after_rows n JOIN before_rows o ON o.id = n.id
        WHERE n.state = 'published' AND (o.state <> 'published'
            OR (o.language, o.headline, o.standfirst, o.body_text) IS DISTINCT FROM (n.language, n.headline, n.standfirst, n.body_text))
    ), untold AS MATERIALIZED (
        SELECT o.language, search.plain_text(o.headline, o.standfirst, o.body_text) AS story
        FROM before_rows o JOIN after_rows n ON n.id = o.id
        WHERE o.state = 'published' AND (n.state <> 'published'
            OR (o.language, o.headline, o.standfirst, o.body_text) IS DISTINCT FROM (n.language, n.headline, n.standfirst, n.body_text))
    ), found AS (
        INSERT INTO search.article (id, language, section_id, published_at, words)
        SELECT id, language, section_id, published_at, search.words_of(language, story) || search.tag_words(story_id, language) FROM told
        ON CONFLICT (id) DO UPDATE SET language = excluded.language, words = excluded.words
    ), change AS (
        SELECT language, form, 1 AS stories FROM told, unnest(search.forms_of(story)) form
        UNION ALL
        SELECT language, form, -1 FROM untold, unnest(search.forms_of(story)) form
    )
    INSERT INTO search.word_change (language, word, stories)
    SELECT * FROM (SELECT language, form, sum(stories) FROM change GROUP BY language, form HAVING sum(stories) <> 0 OFFSET 0) AS counted
    WHERE search.is_word(form);
    IF FOUND THEN
        PERFORM search.count_words();
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION search.follow_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The foreign key has taken them out of search.article.
    INSERT INTO search.word_change (language, word, stories)
    SELECT language, form, -count(*)
    FROM before_rows, unnest(search.forms_of(search.plain_text(headline, standfirst, body_text))) form
    WHERE state = 'published' AND search.is_word(form)
    GROUP BY language, form;
    PERFORM search.count_words();
    RETURN NULL;
END
$$;

-- Everything that search knows, from the tables it is derived from: for whoever changes how words are made. Indexes built at the end take a third of
-- the time that adding each entry takes.
CREATE OR REPLACE FUNCTION search.reindex() RETURNS void LANGUAGE plpgsql SET maintenance_work_mem = '256MB' AS $$
BEGIN
    TRUNCATE search.article, search.word, search.word_change;
    DROP INDEX search.article_words_partitions_idx, search.word_sound_idx;
    WITH told AS MATERIALIZED (
        SELECT id, story_id, language, section_id, published_at, search.plain_text(headline, standfirst, body_text) AS story
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
    CREATE INDEX article_words_partitions_idx ON search.article USING gin (words, partitions) WITH (fastupdate = off);
    CREATE INDEX word_sound_idx ON search.word USING gin (sound gin_trgm_ops) WITH (fastupdate = off);
END
$$;

DROP FUNCTION search.plain_text(text, text, jsonb);
DROP FUNCTION search.body_text(jsonb);
