-- For a database of version 0.2.0, as docs/upgrade.md says: before a dump of it is made, and after one that was made
-- without this has been restored.
--
-- Four functions of 0.2.0 have names for some of their parameters and none for others. PostgreSQL prints those in a way
-- that it does not read, so that a restored dump lacks them, and the table and the function that use them. Here they
-- get names, or are made where they are missing. What search finds stories by is then made anew from the stories.

SET search_path = public;

CREATE OR REPLACE FUNCTION search.shelf(language "Language", quarter integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN search.shelf(language) || ' ' || quarter;

CREATE OR REPLACE FUNCTION search.family_of(language "Language", word text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN ARRAY(
        SELECT DISTINCT left(word, length(word) - length(old)) || new
        FROM unnest(search.endings(language)) old, unnest(search.endings(language)) new
        WHERE right(word, length(old)) = old AND (old = '' OR length(word) - length(old) >= 3)
    );

CREATE OR REPLACE FUNCTION search.base_of(language "Language", word text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN (
        SELECT left(word, length(word) - length(ending)) FROM unnest(search.endings(language)) ending
        WHERE right(word, length(ending)) = ending AND (ending = '' OR length(word) - length(ending) >= 3)
        ORDER BY length(ending) DESC LIMIT 1
    );

CREATE OR REPLACE FUNCTION search.tag_words(story_id integer, in_language "Language") RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (
        SELECT setweight(to_tsvector(search.stemming(in_language), search.plain(coalesce(string_agg(t.name, ', ' ORDER BY t.tag_id), ''))), 'C')
        FROM story_tag s JOIN tag_text t ON t.tag_id = s.tag_id AND t.language = in_language
        WHERE s.story_id = tag_words.story_id
    );

CREATE TABLE IF NOT EXISTS search.article (
    id INTEGER PRIMARY KEY REFERENCES public.article (id) ON DELETE CASCADE,
    language "Language" NOT NULL,
    section_id INTEGER NOT NULL,
    published_at TIMESTAMPTZ(3) NOT NULL,
    words TSVECTOR NOT NULL,
    shelves TEXT[] NOT NULL GENERATED ALWAYS AS (
        ARRAY[search.shelf(language), search.shelf(language, search.quarter(published_at)), search.shelf(section_id)]
    ) STORED
) WITH (toast_tuple_target = 8160);
ALTER TABLE search.article ALTER words SET STORAGE EXTERNAL;
CREATE INDEX IF NOT EXISTS article_words_shelves_idx ON search.article USING gin (words, shelves) WITH (fastupdate = off);
CREATE INDEX IF NOT EXISTS article_published_at_idx ON search.article (published_at);

CREATE OR REPLACE FUNCTION search.renew_tag_words(stories integer[], languages "Language"[]) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    UPDATE search.article found SET words = ts_filter(found.words, '{a,b,d}') || search.tag_words(a.story_id, a.language)
    FROM article a
    WHERE a.story_id = ANY (stories) AND a.language = ANY (languages) AND found.id = a.id;
END;

SELECT search.renew();
