ALTER TABLE "picture"
    ADD COLUMN "cut" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "file_name" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "added_by_id" TEXT;

CREATE INDEX "picture_added_at_id_idx" ON "picture"("added_at" DESC, "id" DESC);

-- What follows Prisma has no words for.

-- The library is searched by any part of a word.
CREATE INDEX "picture_text_trigrams" ON "picture_text" USING gin (("alt" || ' ' || "caption" || ' ' || "credit") gin_trgm_ops) WHERE "alt" IS NOT NULL;
CREATE INDEX "picture_name_trigrams" ON "picture" USING gin (("key" || ' ' || "file_name") gin_trgm_ops) WHERE "key" IS NOT NULL;

-- The pictures that a body shows (newsroom/articles/article-body.ts). Only these are indexed: a whole body would be mostly words.
CREATE FUNCTION pictures_in(body jsonb) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT ARRAY(
        SELECT jsonb_array_elements_text(jsonb_path_query_array(body, '$[*].picture') || jsonb_path_query_array(body, '$[*].pictures[*]'))
    )
$$;

CREATE INDEX "article_pictures" ON "article" USING gin (pictures_in("body")) WHERE "body" IS NOT NULL;
CREATE INDEX "draft_pictures" ON "draft" USING gin (pictures_in("body")) WHERE "body" IS NOT NULL;
CREATE INDEX "revision_pictures" ON "revision" USING gin (pictures_in("body")) WHERE "body" IS NOT NULL;

-- A picture is news where readers see it; until it is used it is nobody's.
CREATE FUNCTION announce_pictures(ids bpchar[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    touched touched_article[];
BEGIN
    IF EXISTS (SELECT FROM author WHERE picture_id = ANY (ids))
        OR EXISTS (SELECT FROM page_text WHERE pictures_in(body) && ids::text[]) THEN
        INSERT INTO outbox (concerns) VALUES ('paper');
        RETURN;
    END IF;
    touched := ARRAY(
        SELECT (a.story_id, a.language, a.slug)::touched_article FROM article a
        WHERE a.state = 'published' AND a.story_id IN (SELECT id FROM story WHERE lead_id = ANY (ids))
        UNION ALL
        SELECT (a.story_id, a.language, a.slug)::touched_article FROM article a
        WHERE a.state = 'published' AND pictures_in(a.body) && ids::text[]
    );
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
END
$$;

CREATE FUNCTION announce_changed_pictures() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM announce_pictures(ARRAY(SELECT id FROM changed_rows));
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION announce_picture_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM announce_pictures(ARRAY(SELECT DISTINCT picture_id FROM changed_rows));
    RETURN NULL;
END
$$;

DROP TRIGGER "announce_changed" ON "picture";
DROP TRIGGER "announce_changed" ON "picture_text";
DROP TRIGGER "announce_inserted" ON "picture_text";
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "picture"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_changed_pictures();
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "picture_text"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_picture_words();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "picture_text"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_picture_words();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "picture_text"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_picture_words();
