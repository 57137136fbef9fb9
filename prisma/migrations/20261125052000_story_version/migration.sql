-- Whoever files a story says which filing they have seen; it goes up with each.
ALTER TABLE "story" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
