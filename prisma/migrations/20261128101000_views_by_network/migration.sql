-- How many readings of an article one network may add at a time, and how many it has added today.
CREATE TABLE "network_reading" (
    -- A keyed hash of the network; no address is kept.
    "network" BYTEA NOT NULL,
    "article_id" INTEGER NOT NULL,
    "level" REAL NOT NULL,
    "granted" INTEGER NOT NULL,
    "counted" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "network_reading_pkey" PRIMARY KEY ("network", "article_id")
);
CREATE INDEX "network_reading_at_idx" ON "network_reading" ("at");

-- Readings of a day of which no network adds more than a few: by these the most read are chosen.
ALTER TABLE "article_view" ADD COLUMN "reach" INTEGER NOT NULL DEFAULT 0;
UPDATE "article_view" SET "reach" = "views" WHERE "day" >= current_date - 2;
CREATE INDEX "article_view_day_reach_idx" ON "article_view" ("day", "reach" DESC);
