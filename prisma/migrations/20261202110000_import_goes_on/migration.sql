-- Imports go on by themselves, lead links between their stories to where these are now, and know which pictures were
-- uploaded to a story.

ALTER TABLE "import" ADD COLUMN "restarts" SMALLINT NOT NULL DEFAULT 0, ADD COLUMN "restart_mark" INTEGER;
ALTER TABLE "import_item" ADD COLUMN "has_open_links" BOOLEAN NOT NULL DEFAULT false;

-- What follows Prisma has no words for.

-- Texts whose links are still to be looked up.
CREATE INDEX "import_item_open_links" ON "import_item" ("import_id", "position") WHERE "has_open_links";
-- Pictures by the story that they were uploaded to.
CREATE INDEX "import_item_parent" ON "import_item" ("import_id", ("payload"->>'parent'))
    WHERE "kind" = 'media' AND "payload"->>'parent' IS NOT NULL;
