-- What kind of content a story is: a name of newsroom/articles/kinds.ts. One that this version does not know is shown as an article and kept.
ALTER TABLE "story" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'article';
ALTER TABLE "story" ADD CONSTRAINT "story_kind_is_a_word" CHECK ("kind" ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

-- The newsroom's list is narrowed by it.
CREATE INDEX "story_kind_idx" ON "story"("kind");
