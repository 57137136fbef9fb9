-- A story that is breaking news: on every page, and first on the front page where it is to lead.
CREATE TABLE "breaking_news" (
    "id" SERIAL NOT NULL,
    "story_id" INTEGER NOT NULL,
    "leads_front" BOOLEAN NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "began_by_id" TEXT,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "is_taken_back" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "breaking_news_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "breaking_news_ends_after_it_begins" CHECK ("ends_at" > "began_at"),
    CONSTRAINT "breaking_news_taken_back_is_over" CHECK (NOT "is_taken_back" OR "ended_at" IS NOT NULL),
    CONSTRAINT "breaking_news_story_id_fkey" FOREIGN KEY ("story_id")
        REFERENCES "story"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "breaking_news_story_id_idx" ON "breaking_news"("story_id");
-- One at a time.
CREATE UNIQUE INDEX "breaking_news_one" ON "breaking_news"(("ended_at" IS NULL)) WHERE "ended_at" IS NULL;

-- What it says, in languages that are to say something else than the headline.
CREATE TABLE "breaking_text" (
    "breaking_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "breaking_text_pkey" PRIMARY KEY ("breaking_id", "language"),
    CONSTRAINT "breaking_text_breaking_id_fkey" FOREIGN KEY ("breaking_id")
        REFERENCES "breaking_news"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "breaking_text_language_fkey" FOREIGN KEY ("language")
        REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- For each row: an UPDATE that finds nothing to end announces nothing.
CREATE FUNCTION announce_breaking_news() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    INSERT INTO outbox (concerns, language, keys)
    SELECT 'front'::"Concern", language, ARRAY['breaking-' || language] FROM front_layout;
    -- Posts in channels say so, until it is taken back.
    IF TG_OP = 'INSERT' OR TG_OP = 'UPDATE' AND NEW.is_taken_back AND NOT OLD.is_taken_back THEN
        PERFORM note_story_events(
            'story.updated', ARRAY(SELECT id FROM article WHERE story_id = NEW.story_id AND state = 'published')
        );
    END IF;
    RETURN NULL;
END
$$;
CREATE FUNCTION announce_breaking_text() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    of_language text := CASE WHEN TG_OP = 'DELETE' THEN OLD.language ELSE NEW.language END;
BEGIN
    INSERT INTO outbox (concerns, language, keys)
    VALUES ('front'::"Concern", of_language, ARRAY['breaking-' || of_language]);
    RETURN NULL;
END
$$;
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "breaking_news"
    FOR EACH ROW WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_breaking_news();
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "breaking_text"
    FOR EACH ROW WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_breaking_text();
