CREATE TABLE "story_audio" (
    "article_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT -1,
    "hash" TEXT NOT NULL DEFAULT '',
    "making" TEXT NOT NULL DEFAULT '',
    "bytes" INTEGER NOT NULL DEFAULT 0,
    "seconds" INTEGER NOT NULL DEFAULT 0,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" TEXT NOT NULL DEFAULT '',
    "lease" TEXT,
    "leased_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "made_at" TIMESTAMPTZ(3),

    CONSTRAINT "story_audio_pkey" PRIMARY KEY ("article_id"),
    CONSTRAINT "story_audio_state" CHECK ("state" IN ('waiting', 'made', 'failed', 'dropped'))
);
CREATE INDEX "story_audio_language_published_at_idx" ON "story_audio"("language", "published_at" DESC);

-- What readers hear is on the story's page and in the podcast of its language.
CREATE FUNCTION announce_audio() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.hash = OLD.hash THEN
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' AND OLD.hash <> '' OR TG_OP <> 'DELETE' AND NEW.hash <> '' THEN
        INSERT INTO outbox (concerns, language, slug, keys)
        SELECT 'translation', a.language, a.slug, ARRAY['article-' || a.id, 'podcast-' || a.language]
        FROM article a WHERE a.id = coalesce(NEW.article_id, OLD.article_id);
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "story_audio" FOR EACH ROW
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_audio();
