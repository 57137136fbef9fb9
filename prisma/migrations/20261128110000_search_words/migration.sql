-- What a word is says i18n/words.ts and no longer the database, whose locale may know no letters beyond ASCII: then «Низами» was one word with its
-- quotes. Triggers only write down which articles have changed; newsroom/search/index-articles.ts makes their words. See docs/decisions/065.

-- Articles whose words have to be made anew. Whoever publishes only adds rows, and never waits for another who does. A search makes the words of those
-- that have just changed before it begins; the backlog, a whole archive or all stories of a tag, it leaves to others.
CREATE TABLE search.pending (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    article_id INTEGER NOT NULL,
    is_backlog BOOLEAN NOT NULL DEFAULT false
);
CREATE INDEX pending_is_backlog_id_idx ON search.pending (is_backlog, id DESC);

-- The different words of every article, as they were counted: each as it is written, and behind a space as it is compared where that differs. An
-- article that is not in here has its words by the rules of earlier versions.
CREATE TABLE search.article_forms (
    id INTEGER PRIMARY KEY REFERENCES search.article (id) ON DELETE CASCADE,
    language TEXT NOT NULL,
    forms TEXT[] NOT NULL
);

-- By which rules (WORD_RULES in i18n/words.ts) everything was last queued, and by which the words have been counted since.
CREATE TABLE search.rules (
    queued INTEGER NOT NULL,
    counted INTEGER NOT NULL
);
-- (A portal without articles has none by earlier rules.)
INSERT INTO search.rules (queued, counted)
    SELECT rules, rules FROM (SELECT (NOT EXISTS (SELECT FROM public.article))::integer) AS first (rules);

ALTER TABLE search.word ADD COLUMN folded TEXT COLLATE "C";
UPDATE search.word SET folded = word;
ALTER TABLE search.word ALTER COLUMN folded SET NOT NULL;
CREATE INDEX word_language_folded_idx ON search.word (language, folded);

DROP TRIGGER "search_deleted" ON public.article;
DROP FUNCTION search.follow_deleted();
DROP FUNCTION search.reindex();

CREATE OR REPLACE FUNCTION search.count_words() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('search.word')) THEN
        RETURN;
    END IF;
    WITH gone AS (DELETE FROM search.word_change RETURNING language, word AS form, stories),
        change AS (SELECT language, form, sum(stories)::integer AS stories FROM gone GROUP BY language, form)
    MERGE INTO search.word w USING change c ON w.language = c.language AND w.word = split_part(c.form, ' ', 1)
    WHEN MATCHED AND w.stories + c.stories <= 0 THEN DELETE
    WHEN MATCHED AND c.stories <> 0 THEN UPDATE SET stories = w.stories + c.stories
    WHEN NOT MATCHED AND c.stories > 0 THEN INSERT (language, word, folded, stories)
        VALUES (c.language, split_part(c.form, ' ', 1), split_part(c.form, ' ', -1), c.stories);
END
$$;

-- All counts from what they are counts of. What others add meanwhile is not seen here, and stays to be summed up.
CREATE FUNCTION search.recount_words() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('search.word'));
    WITH gone AS (DELETE FROM search.word_change),
        counted AS MATERIALIZED (
            SELECT a.language, split_part(form, ' ', 1) AS word, split_part(form, ' ', -1) AS folded, count(*)::integer AS stories
            FROM search.article_forms a, unnest(a.forms) form
            GROUP BY a.language, form
        ), unused AS (
            DELETE FROM search.word w WHERE NOT EXISTS (SELECT FROM counted c WHERE c.language = w.language AND c.word = w.word)
        )
    INSERT INTO search.word AS w (language, word, folded, stories) SELECT language, word, folded, stories FROM counted
    ON CONFLICT (language, word) DO UPDATE SET folded = excluded.folded, stories = excluded.stories
    WHERE (w.folded, w.stories) IS DISTINCT FROM (excluded.folded, excluded.stories);
END
$$;

CREATE FUNCTION search.follow_forms_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search.word_change (language, word, stories)
    SELECT language, form, -count(*) FROM before_rows, unnest(forms) form GROUP BY language, form;
    PERFORM search.count_words();
    RETURN NULL;
END
$$;

CREATE TRIGGER "forms_deleted" AFTER DELETE ON search.article_forms
    REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION search.follow_forms_deleted();

-- Queues all published articles, newest last: it is taken first. For whoever has loaded articles without triggers.
CREATE FUNCTION search.reindex() RETURNS void LANGUAGE sql
BEGIN ATOMIC
    INSERT INTO search.pending (article_id, is_backlog)
    SELECT id, true FROM public.article WHERE state = 'published' ORDER BY published_at, id;
END;

CREATE OR REPLACE FUNCTION search.follow_inserted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search.pending (article_id, is_backlog) SELECT id, count(*) OVER () > 100 FROM after_rows WHERE state = 'published';
    RETURN NULL;
END
$$;

-- A withdrawn article is no longer found at once. Where another is just making its words and would put it back, the queue has it, and it is taken out
-- again.
CREATE OR REPLACE FUNCTION search.follow_updated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM search.article found USING after_rows n WHERE found.id = n.id AND n.state <> 'published';
    UPDATE search.article found SET section_id = n.section_id, published_at = n.published_at
    FROM after_rows n
    WHERE found.id = n.id AND n.state = 'published' AND (found.section_id, found.published_at) IS DISTINCT FROM (n.section_id, n.published_at);

    INSERT INTO search.pending (article_id, is_backlog)
    SELECT n.id, count(*) OVER () > 100 FROM after_rows n JOIN before_rows o ON o.id = n.id
    WHERE (n.state = 'published' OR o.state = 'published')
        AND ((o.state, o.language, o.headline, o.standfirst, o.body_text)
                IS DISTINCT FROM (n.state, n.language, n.headline, n.standfirst, n.body_text)
            OR NOT EXISTS (SELECT FROM search.article found WHERE found.id = n.id))
    ORDER BY n.published_at, n.id;
    RETURN NULL;
END
$$;

-- Tags belong to stories and lend their names to all articles of these.
CREATE OR REPLACE FUNCTION search.follow_story_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search.pending (article_id, is_backlog)
    SELECT a.id, count(*) OVER () > 100 FROM public.article a WHERE a.story_id IN (SELECT story_id FROM changed_rows) AND a.state = 'published'
    ORDER BY a.published_at, a.id;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION search.follow_tag_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.tag_id, OLD.language, OLD.name) IS NOT DISTINCT FROM (NEW.tag_id, NEW.language, NEW.name) THEN
        RETURN NULL;
    END IF;
    INSERT INTO search.pending (article_id, is_backlog)
    SELECT a.id, count(*) OVER () > 100 FROM public.story_tag t JOIN public.article a ON a.story_id = t.story_id
    WHERE t.tag_id IN (OLD.tag_id, NEW.tag_id) AND a.language IN (OLD.language, NEW.language) AND a.state = 'published'
    ORDER BY a.published_at, a.id;
    RETURN NULL;
END
$$;

DROP FUNCTION search.reindex_tag_words(integer[], text[]);
DROP FUNCTION search.tag_words(integer, text);
DROP FUNCTION search.words_of(text, search.plain_text);
DROP FUNCTION search.forms_of(search.plain_text);
DROP FUNCTION search.plain_text(text, text, text);
DROP TYPE search.plain_text;
DROP FUNCTION search.is_word(text);

-- Words of a tag's name, for the newsroom's choice of tags: names and what is typed both go through this. What divides words is listed, so that it
-- does not depend on the locale; й, ў and ї are letters of their own and no accents.
CREATE FUNCTION search.name_words(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN btrim(translate(
        regexp_replace(
            regexp_replace(normalize(translate(search.plain(name), 'йўї', U&'\E001\E002\E003'), NFD), U&'[\0300-\036F]', '', 'g'),
            U&'[\0001-/:-@[-`{-\00A9\00AB-\00B4\00B6-\00B9\00BB-\00BF\00D7\00F7\02B0-\02FF\055A-\055F\0589\058A\2000-\206F\20A0-\20CF\2100-\2BFF\2E00-\2E7F\3000-\303F\FE30-\FE6F]+',
            ' ', 'g'),
        U&'\E001\E002\E003\0259\01DD\04D9\0131', 'йўїaaai'));

DROP INDEX public."tag_text_name_words";
CREATE INDEX "tag_text_name_words" ON public.tag_text USING gin (to_tsvector('simple', search.name_words("name"))) WITH (fastupdate = off)
    WHERE "name" <> '';
