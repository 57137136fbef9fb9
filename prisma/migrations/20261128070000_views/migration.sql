-- How often an article has been read in all, so that nobody adds up all its days. Beside "article", not in it:
-- counting must not touch its indexes and triggers.
CREATE TABLE "article_view_total" (
    "article_id" INTEGER NOT NULL,
    "views" INTEGER NOT NULL,

    CONSTRAINT "article_view_total_pkey" PRIMARY KEY ("article_id")
);

ALTER TABLE "article_view_total" ADD CONSTRAINT "article_view_total_article_id_fkey"
    FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Views that are counted while this runs wait for it.
LOCK TABLE "article_view" IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO "article_view_total" ("article_id", "views")
SELECT "article_id", sum("views") FROM "article_view" GROUP BY "article_id";
