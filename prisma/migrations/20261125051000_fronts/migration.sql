CREATE TYPE "FrontPlace" AS ENUM ('lead', 'second', 'third', 'fourth', 'kept_off');
ALTER TYPE "Concern" ADD VALUE 'front' BEFORE 'paper';

CREATE TABLE "front_layout" (
    "language" "Language" NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "front_layout_pkey" PRIMARY KEY ("language")
);
CREATE TABLE "placement" (
    "article_id" INTEGER NOT NULL,
    "language" "Language" NOT NULL,
    "place" "FrontPlace" NOT NULL,
    "rank" SMALLINT NOT NULL,
    "from_at" TIMESTAMPTZ(3),
    "until_at" TIMESTAMPTZ(3),

    CONSTRAINT "placement_pkey" PRIMARY KEY ("article_id")
);
CREATE INDEX "placement_language_rank_idx" ON "placement"("language", "rank");
ALTER TABLE "placement" ADD CONSTRAINT "placement_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "placement" ADD CONSTRAINT "placement_language_fkey" FOREIGN KEY ("language") REFERENCES "front_layout"("language") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Every language has a front page from the beginning, laid out by nobody.
INSERT INTO "front_layout" ("language") SELECT unnest(enum_range(NULL::"Language"));

-- What follows Prisma has no words for.

ALTER TABLE "placement" ADD CONSTRAINT "placement_ends_after_it_begins" CHECK ("until_at" > "from_at");

-- What names an article says its language and slug, a front page its language, the paper neither. (A value that is new to an enum cannot be named in
-- the transaction that adds it.)
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_names_its_article";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_names_what_it_concerns"
    CHECK (("concerns" = 'paper') = ("language" IS NULL) AND ("concerns" IN ('article', 'translation')) = ("slug" IS NOT NULL));

-- Only a front page shows how it is laid out.
CREATE FUNCTION announce_fronts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outbox (concerns, language) SELECT DISTINCT 'front'::"Concern", language FROM changed_rows;
    RETURN NULL;
END
$$;

CREATE TRIGGER "announce_inserted" AFTER INSERT ON "placement"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_fronts();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "placement"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_fronts();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "placement"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_fronts();
