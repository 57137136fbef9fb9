-- Only what readers can see is announced: not a save that changes nothing, not the count of saves, not a tag, author or
-- section that no page shows yet. A row is compared whole, without the columns that a trigger names as unseen, so that
-- whoever adds a column need not come back here.

CREATE FUNCTION announce_site() RETURNS void LANGUAGE sql AS $$
    INSERT INTO outbox (concerns) VALUES ('paper')
$$;

-- For tables that any page may show.
CREATE FUNCTION announce_site_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unseen text[] := coalesce(TG_ARGV, '{}');
    is_seen boolean;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        is_seen := EXISTS (
            SELECT to_jsonb(n) - unseen FROM after_rows n EXCEPT SELECT to_jsonb(o) - unseen FROM before_rows o
        );
    ELSE
        is_seen := EXISTS (SELECT FROM changed_rows);
    END IF;
    IF is_seen THEN
        PERFORM announce_site();
    END IF;
    RETURN NULL;
END
$$;

-- A tag or author is seen with the stories that have it.
CREATE FUNCTION announce_new_names() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    is_seen boolean;
BEGIN
    IF TG_TABLE_NAME = 'tag_text' THEN
        is_seen := EXISTS (
            SELECT FROM changed_rows JOIN story_tag USING (tag_id) JOIN article USING (story_id)
            WHERE article.state = 'published'
        );
    ELSE
        is_seen := EXISTS (
            SELECT FROM changed_rows JOIN story_author USING (author_id) JOIN article USING (story_id)
            WHERE article.state = 'published'
        );
    END IF;
    IF is_seen THEN
        PERFORM announce_site();
    END IF;
    RETURN NULL;
END
$$;

DROP TRIGGER "announce_changed" ON "site_settings";
DROP TRIGGER "announce_changed" ON "site_text";
DROP TRIGGER "announce_changed" ON "social_link";
DROP TRIGGER "announce_changed" ON "house_ad";
DROP TRIGGER "announce_changed" ON "page";
DROP TRIGGER "announce_changed" ON "page_text";
DROP TRIGGER "announce_changed" ON "section";
DROP TRIGGER "announce_changed" ON "section_text";
DROP TRIGGER "announce_changed" ON "tag";
DROP TRIGGER "announce_changed" ON "tag_text";
DROP TRIGGER "announce_changed" ON "author";
DROP TRIGGER "announce_changed" ON "author_text";

CREATE TRIGGER "announce_inserted" AFTER INSERT ON "site_settings"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "site_settings"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change('changed_at');
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "site_settings"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();

CREATE TRIGGER "announce_inserted" AFTER INSERT ON "site_text"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "site_text"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "site_text"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();

CREATE TRIGGER "announce_inserted" AFTER INSERT ON "social_link"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "social_link"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "social_link"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();

CREATE TRIGGER "announce_inserted" AFTER INSERT ON "house_ad"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "house_ad"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "house_ad"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();

-- Pages, sections, tags and authors are seen by their texts: with these they come, and with these they go.
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "page"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change('changed_at');
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "page_text"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "page_text"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "page_text"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();

CREATE TRIGGER "announce_updated" AFTER UPDATE ON "section"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change('version');
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "section_text"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "section_text"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "section_text"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();

CREATE TRIGGER "announce_updated" AFTER UPDATE ON "tag"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change('version');
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "tag_text"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_new_names();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "tag_text"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "tag_text"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();

CREATE TRIGGER "announce_updated" AFTER UPDATE ON "author"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change('version');
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "author_text"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_new_names();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "author_text"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "author_text"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_site_change();

-- Pictures: where they are shown, and only if they look or read differently.
CREATE OR REPLACE FUNCTION announce_changed_pictures() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unseen text[] := coalesce(TG_ARGV, '{}');
BEGIN
    PERFORM announce_pictures(ARRAY(
        SELECT n.id FROM after_rows n JOIN before_rows o USING (id)
        WHERE to_jsonb(n) - unseen IS DISTINCT FROM to_jsonb(o) - unseen
    ));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION announce_picture_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids bpchar[];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        ids := ARRAY(
            SELECT DISTINCT picture_id FROM (SELECT * FROM after_rows EXCEPT SELECT * FROM before_rows) AS changed
        );
    ELSE
        ids := ARRAY(SELECT DISTINCT picture_id FROM changed_rows);
    END IF;
    PERFORM announce_pictures(ids);
    RETURN NULL;
END
$$;

DROP TRIGGER "announce_updated" ON "picture";
DROP TRIGGER "announce_updated" ON "picture_text";
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "picture"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_changed_pictures('key', 'file_name', 'added_by_id', 'added_at');
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "picture_text"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_picture_words();

-- Stories, with their tags and authors.
CREATE OR REPLACE FUNCTION announce_story() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unseen text[] := coalesce(TG_ARGV, '{}');
    ids integer[];
    touched touched_article[];
BEGIN
    IF TG_TABLE_NAME = 'story' THEN
        ids := ARRAY(
            SELECT n.id FROM after_rows n JOIN before_rows o USING (id)
            WHERE to_jsonb(n) - unseen IS DISTINCT FROM to_jsonb(o) - unseen
        );
    ELSIF TG_OP = 'UPDATE' THEN
        ids := ARRAY(
            (SELECT story_id FROM (SELECT * FROM after_rows EXCEPT SELECT * FROM before_rows) AS given)
            UNION (SELECT story_id FROM (SELECT * FROM before_rows EXCEPT SELECT * FROM after_rows) AS taken)
        );
    ELSE
        ids := ARRAY(SELECT DISTINCT story_id FROM changed_rows);
    END IF;
    touched := ARRAY(
        SELECT (a.story_id, a.language, a.slug)::touched_article FROM article a
        WHERE a.state = 'published' AND a.story_id = ANY (ids)
    );
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
    RETURN NULL;
END
$$;

DROP TRIGGER "announce_updated" ON "story";
DROP TRIGGER "announce_updated" ON "story_author";
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "story"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_story('version');
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "story_author"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_story();

-- Notes under stories.
CREATE OR REPLACE FUNCTION announce_notes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ids integer[];
    touched touched_article[];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        ids := ARRAY(
            (SELECT article_id FROM (SELECT * FROM after_rows EXCEPT SELECT * FROM before_rows) AS given)
            UNION (SELECT article_id FROM (SELECT * FROM before_rows EXCEPT SELECT * FROM after_rows) AS taken)
        );
    ELSE
        ids := ARRAY(SELECT article_id FROM changed_rows);
    END IF;
    touched := ARRAY(
        SELECT (a.story_id, a.language, a.slug)::touched_article FROM article a
        WHERE a.state = 'published' AND a.id = ANY (ids)
    );
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
    RETURN NULL;
END
$$;

DROP TRIGGER "announce_updated" ON "article_note";
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "article_note"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_notes();

-- Front pages as they are laid out.
CREATE OR REPLACE FUNCTION announce_fronts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO outbox (concerns, language)
        SELECT 'front'::"Concern", language FROM (SELECT * FROM after_rows EXCEPT SELECT * FROM before_rows) AS given
        UNION
        SELECT 'front'::"Concern", language FROM (SELECT * FROM before_rows EXCEPT SELECT * FROM after_rows) AS taken;
    ELSE
        INSERT INTO outbox (concerns, language) SELECT DISTINCT 'front'::"Concern", language FROM changed_rows;
    END IF;
    RETURN NULL;
END
$$;

DROP TRIGGER "announce_updated" ON "placement";
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "placement"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_fronts();
