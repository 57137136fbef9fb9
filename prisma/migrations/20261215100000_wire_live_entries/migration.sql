-- Entries of live blogs that are made from what agencies and channels of Telegram send.
ALTER TABLE "wire_source" ADD COLUMN "live_story_id" INTEGER;
ALTER TABLE "wire_source" ADD CONSTRAINT "wire_source_live_story_id_fkey"
    FOREIGN KEY ("live_story_id") REFERENCES "live_blog"("story_id") ON DELETE SET NULL ON UPDATE CASCADE;
CREATE INDEX "wire_source_live_story_id_idx" ON "wire_source"("live_story_id");

CREATE TABLE "wire_live_use" (
    "item_id" INTEGER NOT NULL,
    "story_id" INTEGER NOT NULL,
    "entry_id" INTEGER NOT NULL,
    "used_version" INTEGER NOT NULL,
    "text_version" INTEGER,

    CONSTRAINT "wire_live_use_pkey" PRIMARY KEY ("item_id", "story_id")
);
CREATE UNIQUE INDEX "wire_live_use_entry_id_key" ON "wire_live_use"("entry_id");
CREATE INDEX "wire_live_use_story_id_idx" ON "wire_live_use"("story_id");

ALTER TABLE "wire_live_use" ADD CONSTRAINT "wire_live_use_item_id_fkey"
    FOREIGN KEY ("item_id") REFERENCES "wire_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "wire_live_use" ADD CONSTRAINT "wire_live_use_story_id_fkey"
    FOREIGN KEY ("story_id") REFERENCES "live_blog"("story_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "wire_live_use" ADD CONSTRAINT "wire_live_use_entry_id_fkey"
    FOREIGN KEY ("entry_id") REFERENCES "live_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Those that go on: few, however many there have been.
CREATE INDEX "live_blog_open" ON "live_blog"("story_id") WHERE "closed_at" IS NULL;
