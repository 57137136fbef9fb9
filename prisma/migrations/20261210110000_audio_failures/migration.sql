-- Counted for metrics, a few times a minute.
CREATE INDEX "story_audio_failed" ON "story_audio" ("article_id") WHERE "state" = 'failed';
