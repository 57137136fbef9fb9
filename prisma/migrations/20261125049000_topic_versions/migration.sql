-- Whoever saves a topic's words says which they have read; it goes up whenever they change.
ALTER TABLE "section" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "tag" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "author" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

-- Tags by how words of their names begin, in any language, spelled as search spells them; by one letter too, of which there are no trigrams.
-- (Prisma does not see partial indexes; this one leaves nothing out.)
CREATE INDEX "tag_text_name_words" ON "tag_text" USING gin (to_tsvector('simple', search.plain("name"))) WITH (fastupdate = off)
    WHERE "name" <> '';
