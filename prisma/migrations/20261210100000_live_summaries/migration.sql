-- Open pages of a live blog are told of changes of its own text as of those of its entries: by the next number.
CREATE TABLE "live_summary" (
    "story_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "change" INTEGER NOT NULL,

    CONSTRAINT "live_summary_pkey" PRIMARY KEY ("story_id", "language"),
    CONSTRAINT "live_summary_story_id_fkey" FOREIGN KEY ("story_id")
        REFERENCES "live_blog"("story_id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "live_summary_language_fkey" FOREIGN KEY ("language")
        REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- Does nothing for a story that is no live blog. Its row stays locked until commit, as with entries, so that no number
-- becomes visible before a smaller one.
CREATE FUNCTION number_live_summary(story integer, in_language text) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
    WITH numbered AS (
        UPDATE live_blog SET change = change + 1 WHERE story_id = story RETURNING story_id, change
    ), kept AS (
        INSERT INTO live_summary (story_id, language, change) SELECT story_id, in_language, change FROM numbered
        ON CONFLICT (story_id, language) DO UPDATE SET change = excluded.change
        RETURNING story_id
    )
    INSERT INTO outbox (concerns, language, keys)
    SELECT 'live'::"Concern", in_language, ARRAY['live-' || story_id || '-' || in_language] FROM kept;
$$;

CREATE FUNCTION announce_live_summary() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM number_live_summary(NEW.story_id, NEW.language);
    RETURN NULL;
END
$$;
CREATE TRIGGER "announce_live_summary" AFTER UPDATE ON "article"
    FOR EACH ROW WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on'
        AND OLD.state = 'published' AND NEW.state = 'published'
        AND (OLD.headline, OLD.standfirst, OLD.body) IS DISTINCT FROM (NEW.headline, NEW.standfirst, NEW.body))
    EXECUTE FUNCTION announce_live_summary();

-- Corrections and updates stand with it.
CREATE FUNCTION announce_live_notes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM number_live_summary(story_id, language)
    FROM article WHERE state = 'published' AND id IN (SELECT article_id FROM changed_rows);
    RETURN NULL;
END
$$;
CREATE TRIGGER "announce_live_inserted" AFTER INSERT ON "article_note"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_live_notes();
CREATE TRIGGER "announce_live_updated" AFTER UPDATE ON "article_note"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_live_notes();
CREATE TRIGGER "announce_live_deleted" AFTER DELETE ON "article_note"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_live_notes();

-- An entry says "Read more" once a story that was made of it is out, and by which headline.
CREATE FUNCTION announce_story_of_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    WITH entry AS (
        SELECT id, story_id FROM live_entry WHERE own_story_id = NEW.story_id
    ), numbered AS (
        UPDATE live_blog b SET change = b.change + 1 FROM entry WHERE b.story_id = entry.story_id
        RETURNING b.story_id, b.change
    )
    UPDATE live_entry_text t SET change = numbered.change FROM entry JOIN numbered USING (story_id)
    WHERE t.entry_id = entry.id AND t.language = NEW.language AND t.state = 'published';
    RETURN NULL;
END
$$;
CREATE TRIGGER "announce_story_of_entry" AFTER UPDATE ON "article"
    FOR EACH ROW WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on'
        AND 'published' IN (OLD.state, NEW.state)
        AND (OLD.state, OLD.headline, OLD.slug) IS DISTINCT FROM (NEW.state, NEW.headline, NEW.slug))
    EXECUTE FUNCTION announce_story_of_entry();
