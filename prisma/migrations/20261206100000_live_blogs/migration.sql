-- Live blogs: stories with entries.
CREATE TABLE "live_blog" (
    "story_id" INTEGER NOT NULL,
    "change" INTEGER NOT NULL DEFAULT 0,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "live_blog_pkey" PRIMARY KEY ("story_id"),
    CONSTRAINT "live_blog_story_id_fkey" FOREIGN KEY ("story_id")
        REFERENCES "story"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "live_entry" (
    "id" SERIAL NOT NULL,
    "story_id" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "shown_at" TIMESTAMPTZ(3),
    "key_position" INTEGER,
    "is_pinned" BOOLEAN NOT NULL DEFAULT false,
    "author_id" INTEGER,
    "own_story_id" INTEGER,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "held_by_id" TEXT,
    "held_by_name" TEXT NOT NULL DEFAULT '',
    "held_until" TIMESTAMPTZ(3),

    CONSTRAINT "live_entry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "live_entry_story_id_fkey" FOREIGN KEY ("story_id")
        REFERENCES "live_blog"("story_id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "live_entry_author_id_fkey" FOREIGN KEY ("author_id")
        REFERENCES "author"("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "live_entry_own_story_id_fkey" FOREIGN KEY ("own_story_id")
        REFERENCES "story"("id") ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "live_entry_token_key" ON "live_entry"("token");
CREATE INDEX "live_entry_story_id_shown_at_id_idx" ON "live_entry"("story_id", "shown_at" DESC, "id" DESC);
CREATE INDEX "live_entry_author_id_idx" ON "live_entry"("author_id");
CREATE INDEX "live_entry_own_story_id_idx" ON "live_entry"("own_story_id");
CREATE INDEX "live_entry_created_by_id_idx" ON "live_entry"("created_by_id");

CREATE TABLE "live_entry_text" (
    "entry_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "story_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "title" TEXT NOT NULL DEFAULT '',
    "body" JSONB NOT NULL DEFAULT '[]',
    "state" TEXT NOT NULL DEFAULT 'draft',
    "change" INTEGER NOT NULL DEFAULT 0,
    "published_version" INTEGER NOT NULL DEFAULT 0,
    "published_title" TEXT NOT NULL DEFAULT '',
    "published_body" JSONB NOT NULL DEFAULT '[]',
    "published_at" TIMESTAMPTZ(3),
    "revised_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_by_id" TEXT,

    CONSTRAINT "live_entry_text_pkey" PRIMARY KEY ("entry_id", "language"),
    CONSTRAINT "live_entry_text_state" CHECK ("state" IN ('draft', 'published', 'withdrawn')),
    CONSTRAINT "live_entry_text_entry_id_fkey" FOREIGN KEY ("entry_id")
        REFERENCES "live_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "live_entry_text_language_fkey" FOREIGN KEY ("language")
        REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "live_entry_text_story_id_language_change_idx"
    ON "live_entry_text"("story_id", "language", "change");
CREATE INDEX "live_entry_text_changed_by_id_idx" ON "live_entry_text"("changed_by_id");
CREATE INDEX "live_entry_text_pictures" ON "live_entry_text" USING gin (pictures_in("body")) WHERE "body" IS NOT NULL;
CREATE INDEX "live_entry_text_published_pictures"
    ON "live_entry_text" USING gin (pictures_in("published_body")) WHERE "published_body" IS NOT NULL;

-- Every live blog has its row, however the story came to be one.
CREATE FUNCTION make_live_blog() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO live_blog (story_id) VALUES (NEW.id) ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER "make_live_blog" AFTER INSERT OR UPDATE OF "kind" ON "story"
    FOR EACH ROW WHEN (NEW.kind = 'live') EXECUTE FUNCTION make_live_blog();

-- An entry touches a key of its own story and language, one of its own, and nothing else.
ALTER TYPE "Concern" ADD VALUE 'live';
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_names_what_it_concerns";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_names_what_it_concerns" CHECK (
    ("concerns"::text IN ('article', 'translation', 'front', 'live')) = ("language" IS NOT NULL)
    AND ("concerns"::text IN ('article', 'translation')) = ("slug" IS NOT NULL));

CREATE FUNCTION announce_live_entries() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO outbox (concerns, language, keys)
    SELECT 'live'::"Concern", n.language, ARRAY['live-' || n.story_id || '-' || n.language] || array_agg('entry-' || n.entry_id)
    FROM before_rows o JOIN after_rows n USING (entry_id, language)
    WHERE n.change <> o.change AND EXISTS (
        SELECT FROM article a WHERE a.story_id = n.story_id AND a.language = n.language AND a.state = 'published')
    GROUP BY n.story_id, n.language;
    RETURN NULL;
END
$$;
CREATE FUNCTION announce_new_live_entries() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO outbox (concerns, language, keys)
    SELECT 'live'::"Concern", n.language, ARRAY['live-' || n.story_id || '-' || n.language] || array_agg('entry-' || n.entry_id)
    FROM changed_rows n
    WHERE n.change > 0 AND EXISTS (
        SELECT FROM article a WHERE a.story_id = n.story_id AND a.language = n.language AND a.state = 'published')
    GROUP BY n.story_id, n.language;
    RETURN NULL;
END
$$;
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "live_entry_text"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_live_entries();
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "live_entry_text"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_new_live_entries();

-- Whether it goes on is said by its page, its polls and every list that it stands in.
CREATE FUNCTION announce_coverage() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    touched touched_article[];
BEGIN
    touched := ARRAY(
        SELECT (a.story_id, a.language, a.slug, card_keys(a.id, a.language, a.published_at)
            || ARRAY['front-' || a.language, 'live-' || a.story_id || '-' || a.language])::touched_article
        FROM before_rows o JOIN after_rows n USING (story_id) JOIN article a ON a.story_id = n.story_id
        WHERE a.state = 'published' AND o.closed_at IS DISTINCT FROM n.closed_at
    );
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "live_blog"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_coverage();

-- As before, and where entries show it.
CREATE OR REPLACE FUNCTION announce_pictures(ids bpchar[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    touched touched_article[];
    pictures text[] := ARRAY(SELECT 'picture-' || id FROM unnest(ids::text[]) id);
BEGIN
    IF EXISTS (SELECT FROM author WHERE picture_id = ANY (ids))
        OR EXISTS (SELECT FROM page_text WHERE pictures_in(body) && ids::text[]) THEN
        INSERT INTO outbox (concerns, keys) VALUES ('paper', pictures);
    END IF;
    INSERT INTO outbox (concerns, language, keys)
    SELECT DISTINCT 'live'::"Concern", language, pictures
    FROM live_entry_text WHERE pictures_in(published_body) && ids::text[];
    touched := ARRAY(
        SELECT (a.story_id, a.language, a.slug, card_keys(a.id, a.language, a.published_at))::touched_article
        FROM article a
        WHERE a.state = 'published' AND a.story_id IN (SELECT id FROM story WHERE lead_id = ANY (ids))
        UNION ALL
        SELECT (a.story_id, a.language, a.slug, pictures || ARRAY['article-' || a.id])::touched_article
        FROM article a
        WHERE a.state = 'published' AND pictures_in(a.body) && ids::text[]
    );
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
END
$$;
