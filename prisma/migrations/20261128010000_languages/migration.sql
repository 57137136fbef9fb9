-- Languages are rows instead of values of a type: one more needs no migration (i18n/languages). The rows are kept equal to the records of the code at
-- every start (newsroom/languages/save-languages.ts); these are there now so that what refers to them may go on doing so.

CREATE TABLE "language" (
    "code" TEXT NOT NULL,
    "text_search" TEXT NOT NULL,
    "word_endings" TEXT[],

    CONSTRAINT "language_pkey" PRIMARY KEY ("code")
);

INSERT INTO "language" ("code", "text_search", "word_endings") VALUES
    ('en', 'english', array_remove(search.endings('en'), '')),
    ('ru', 'russian', array_remove(search.endings('ru'), '')),
    ('hy', 'armenian', array_remove(search.endings('hy'), ''));

-- Functions that name the type are made anew below.
DROP TRIGGER "search_inserted" ON "article";
DROP TRIGGER "search_updated" ON "article";
DROP TRIGGER "search_deleted" ON "article";
DROP TRIGGER "search_tagged" ON "story_tag";
DROP TRIGGER "search_untagged" ON "story_tag";
DROP TRIGGER "search_tag_named" ON "tag_text";
DROP FUNCTION search.renew();
DROP FUNCTION search.renew_tag_words(integer[], "Language"[]);
DROP FUNCTION search.tag_words(integer, "Language");
DROP FUNCTION search.words_of("Language", search.plain_text);
DROP FUNCTION search.stemming("Language");
DROP FUNCTION search.family_of("Language", text);
DROP FUNCTION search.base_of("Language", text);
DROP FUNCTION search.endings("Language");
DROP INDEX search.article_words_shelves_idx;
ALTER TABLE search.article DROP COLUMN shelves;
DROP FUNCTION search.shelf("Language", integer);
DROP FUNCTION search.shelf("Language");
DROP FUNCTION search.shelf(integer);
DROP FUNCTION announce(touched_article[]);
DROP TYPE touched_article;

ALTER TABLE "front_layout" DROP CONSTRAINT IF EXISTS "front_layout_language_fkey";
ALTER TABLE "placement" DROP CONSTRAINT "placement_language_fkey";

-- An index that leaves rows out by a condition has to be made anew with its table anyway; triggers do not fire for a change of type.
ALTER TABLE "article" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "former_slug" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "front_layout" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "placement" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "picture_text" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "masthead_text" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "page_text" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "house_ad" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "staff" ALTER COLUMN "language" DROP DEFAULT, ALTER COLUMN "language" TYPE TEXT USING "language"::text, ALTER COLUMN "language" SET DEFAULT 'en';
ALTER TABLE "entry_link" ALTER COLUMN "language" DROP DEFAULT, ALTER COLUMN "language" TYPE TEXT USING "language"::text, ALTER COLUMN "language" SET DEFAULT 'en';
ALTER TABLE "audit_entry" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "outbox" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "section_text" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "tag_text" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE "author_text" ALTER COLUMN "language" TYPE TEXT USING "language"::text;
ALTER TABLE search.article ALTER COLUMN language TYPE TEXT USING language::text;
ALTER TABLE search.word ALTER COLUMN language TYPE TEXT USING language::text;
ALTER TABLE search.word_change ALTER COLUMN language TYPE TEXT USING language::text;

DROP TYPE "Language";

ALTER TABLE "article" ADD CONSTRAINT "article_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "front_layout" ADD CONSTRAINT "front_layout_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "placement" ADD CONSTRAINT "placement_language_fkey" FOREIGN KEY ("language") REFERENCES "front_layout"("language") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "former_slug" ADD CONSTRAINT "former_slug_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "picture_text" ADD CONSTRAINT "picture_text_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "masthead_text" ADD CONSTRAINT "masthead_text_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "page_text" ADD CONSTRAINT "page_text_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "house_ad" ADD CONSTRAINT "house_ad_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "staff" ADD CONSTRAINT "staff_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "entry_link" ADD CONSTRAINT "entry_link_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "section_text" ADD CONSTRAINT "section_text_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "tag_text" ADD CONSTRAINT "tag_text_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "author_text" ADD CONSTRAINT "author_text_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows Prisma has no words for.

-- The outbox.

CREATE TYPE touched_article AS (story_id INTEGER, language TEXT, slug TEXT);

-- Entries for articles that readers see or saw, and for the pages of their other language versions. `touched` may name the same article twice, at its
-- old and its new slug. Past 500 at once (a bulk load) one entry stands for all.
CREATE FUNCTION announce(touched touched_article[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(touched) > 500 THEN
        INSERT INTO outbox (concerns) VALUES ('paper');
        RETURN;
    END IF;
    INSERT INTO outbox (concerns, language, slug)
    SELECT DISTINCT 'article'::"Concern", t.language, t.slug FROM unnest(touched) t
    UNION
    SELECT DISTINCT 'translation'::"Concern", sibling.language, sibling.slug
    FROM unnest(touched) t JOIN article sibling ON sibling.story_id = t.story_id AND sibling.language <> t.language
    WHERE sibling.state = 'published';
END
$$;

-- Search. What a language needs is in its row.

CREATE FUNCTION search.stemming(language text) RETURNS regconfig LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT l.text_search::regconfig FROM public.language l WHERE l.code = language);

-- A word in one plain alphabet for all scripts, in which Yerevan, Erevan, Ереван and Երևան are the same; now with Georgian letters.
CREATE OR REPLACE FUNCTION search.sound(word text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE
    s text := regexp_replace(lower(normalize(word)), '^ո(?!վ)', 'vo');
    pair text[];
BEGIN
    FOREACH pair SLICE 1 IN ARRAY ARRAY[
        ['ու', 'u'], ['եւ', 'ev'], ['և', 'ev'], ['ժ', 'zh'], ['ճ', 'ch'], ['չ', 'ch'], ['շ', 'sh'], ['ծ', 'ts'], ['ց', 'ts'], ['ձ', 'dz'],
        ['ж', 'zh'], ['ц', 'ts'], ['ч', 'ch'], ['ш', 'sh'], ['щ', 'sh'], ['ю', 'iu'], ['я', 'ia'], ['ç', 'ch'], ['ş', 'sh'],
        ['ჟ', 'zh'], ['ღ', 'g'], ['შ', 'sh'], ['ჩ', 'ch'], ['ც', 'ts'], ['ძ', 'dz'], ['წ', 'ts'], ['ჭ', 'ch'], ['ჯ', 'j']
    ] LOOP
        s := replace(s, pair[1], pair[2]);
    END LOOP;
    s := translate(s,
        'աբգդեզէըթիլխկհղմյնոպջռսվտրւփքօֆ' || 'абвгдеёзийклмнопрстуфхыэ' || 'əı' || 'აბგდევზთიკლმნოპრსტუფქყხჰ',
        'abgdezeetilhkhgminopjrsvtrvpkof' || 'abvgdeeziiklmnoprstufhie' || 'ai' || 'abgdevztiklmnoprstufkkhh');
    s := regexp_replace(normalize(s, NFD), '[^a-z]', '', 'g');
    s := regexp_replace(replace(s, 'tch', 'ch'), 'dzh|zh|dj', 'j', 'g');
    s := replace(replace(replace(replace(replace(s, 'kh', 'h'), 'gh', 'g'), 'ph', 'f'), 'tz', 'ts'), 'x', 'ks');
    s := translate(regexp_replace(s, 'c(?!h)', 'k', 'g'), 'qwy', 'kvi');
    s := regexp_replace(s, '(^|[aeiou])ie', '\1e', 'g');
    RETURN regexp_replace(s, '(.)\1+', '\1', 'g');
END
$$;

-- What nouns and adjectives end in. PostgreSQL's stemmers are unsure of these where names are concerned: Ереван and Ереване, գետ and գետը have
-- different stems. English names have no endings. No ending is one of them.
CREATE FUNCTION search.endings(language text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT ARRAY[''] || l.word_endings FROM public.language l WHERE l.code = language);

-- The forms that a word may have: what remains of it without any ending that it may have, with any other.
CREATE FUNCTION search.family_of(language text, word text) RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE
    RETURN ARRAY(
        SELECT DISTINCT left(word, length(word) - length(old)) || new
        FROM unnest(search.endings(language)) old, unnest(search.endings(language)) new
        WHERE right(word, length(old)) = old AND (old = '' OR length(word) - length(old) >= 3)
    );

-- What remains of a word without the longest ending that it may have: two with the same base are likely forms of one.
CREATE FUNCTION search.base_of(language text, word text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (
        SELECT left(word, length(word) - length(ending)) FROM unnest(search.endings(language)) ending
        WHERE right(word, length(ending)) = ending AND (ending = '' OR length(word) - length(ending) >= 3)
        ORDER BY length(ending) DESC LIMIT 1
    );

-- Stems, weighted by place. Those of the tags come behind (search.tag_words).
CREATE FUNCTION search.words_of(language text, story search.plain_text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE
    RETURN setweight(to_tsvector(search.stemming(language), (story).headline), 'A')
        || setweight(to_tsvector(search.stemming(language), (story).standfirst), 'B')
        || setweight(to_tsvector(search.stemming(language), (story).body), 'D');

CREATE FUNCTION search.tag_words(story_id integer, in_language text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (
        SELECT setweight(to_tsvector(search.stemming(in_language), search.plain(coalesce(string_agg(t.name, ', ' ORDER BY t.tag_id), ''))), 'C')
        FROM story_tag s JOIN tag_text t ON t.tag_id = s.tag_id AND t.language = in_language
        WHERE s.story_id = $1
    );

-- An article belongs to three partitions of the index: its language, its language and quarter of a year, its section. See docs/decisions/031.
CREATE FUNCTION search.partition_key(language text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN language;
CREATE FUNCTION search.partition_key(language text, quarter integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN language || ' ' || quarter;
CREATE FUNCTION search.partition_key(section_id integer) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN 'section ' || section_id;

ALTER TABLE search.article ADD COLUMN partitions TEXT[] NOT NULL GENERATED ALWAYS AS (
    ARRAY[
        search.partition_key(language),
        search.partition_key(language, search.quarter(published_at)),
        search.partition_key(section_id)
    ]
) STORED;
CREATE INDEX article_words_partitions_idx ON search.article USING gin (words, partitions) WITH (fastupdate = off);

CREATE FUNCTION search.reindex_tag_words(stories integer[], languages text[]) RETURNS void LANGUAGE sql
BEGIN ATOMIC
    UPDATE search.article found SET words = ts_filter(found.words, '{a,b,d}') || search.tag_words(a.story_id, a.language)
    FROM article a
    WHERE a.story_id = ANY (stories) AND a.language = ANY (languages) AND found.id = a.id;
END;

CREATE OR REPLACE FUNCTION search.follow_story_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search.reindex_tag_words(ARRAY(SELECT DISTINCT story_id FROM changed_rows), ARRAY(SELECT code FROM public.language));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION search.follow_tag_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.tag_id, OLD.language, OLD.name) IS NOT DISTINCT FROM (NEW.tag_id, NEW.language, NEW.name) THEN
        RETURN NULL;
    END IF;
    INSERT INTO search.word_change (language, word, stories)
    SELECT language, form, sum(stories)
    FROM (
        SELECT OLD.language, form, -1 FROM unnest(tsvector_to_array(to_tsvector('simple', search.plain(OLD.name)))) form WHERE TG_OP <> 'INSERT'
        UNION ALL
        SELECT NEW.language, form, 1 FROM unnest(tsvector_to_array(to_tsvector('simple', search.plain(NEW.name)))) form WHERE TG_OP <> 'DELETE'
    ) AS change (language, form, stories)
    WHERE search.is_word(form)
    GROUP BY language, form HAVING sum(stories) <> 0;
    PERFORM search.count_words();
    IF EXISTS (SELECT FROM story_tag WHERE tag_id IN (OLD.tag_id, NEW.tag_id)) THEN
        PERFORM search.reindex_tag_words(
            ARRAY(SELECT story_id FROM story_tag WHERE tag_id IN (OLD.tag_id, NEW.tag_id)), ARRAY[OLD.language, NEW.language]);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "search_inserted" AFTER INSERT ON "article"
    REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION search.follow_inserted();
CREATE TRIGGER "search_updated" AFTER UPDATE ON "article"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION search.follow_updated();
CREATE TRIGGER "search_deleted" AFTER DELETE ON "article"
    REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION search.follow_deleted();
CREATE TRIGGER "search_tagged" AFTER INSERT ON "story_tag"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.follow_story_tags();
CREATE TRIGGER "search_untagged" AFTER DELETE ON "story_tag"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION search.follow_story_tags();
CREATE TRIGGER "search_tag_named" AFTER INSERT OR UPDATE OR DELETE ON "tag_text"
    FOR EACH ROW EXECUTE FUNCTION search.follow_tag_text();

-- Everything that search knows, from the tables it is derived from: for whoever changes how words are made. Indexes built at the end take a third of
-- the time that adding each entry takes.
CREATE FUNCTION search.reindex() RETURNS void LANGUAGE plpgsql SET maintenance_work_mem = '256MB' AS $$
BEGIN
    TRUNCATE search.article, search.word, search.word_change;
    DROP INDEX search.article_words_partitions_idx, search.word_sound_idx;
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
    CREATE INDEX article_words_partitions_idx ON search.article USING gin (words, partitions) WITH (fastupdate = off);
    CREATE INDEX word_sound_idx ON search.word USING gin (sound gin_trgm_ops) WITH (fastupdate = off);
END
$$;
