-- What the newsroom writes has a row of its own for every article, always: version, status of the work and texts. The article itself changes only when
-- something is published or its address, state or times do; saving neither touches its indexes nor fires its triggers.

CREATE TABLE "working_copy" (
    "article_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "published_version" INTEGER NOT NULL DEFAULT 0,
    "workflow" "Workflow" NOT NULL DEFAULT 'draft',
    "note" TEXT NOT NULL DEFAULT '',
    "headline" TEXT NOT NULL,
    "standfirst" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_by_id" TEXT,

    CONSTRAINT "working_copy_pkey" PRIMARY KEY ("article_id")
);

-- Of a draft readers have no version, whatever the column said by default or since it was taken off the schedule.
INSERT INTO "working_copy" (
    "article_id", "version", "published_version", "workflow", "note", "headline", "standfirst", "body", "source", "changed_at", "changed_by_id"
)
SELECT a."id", a."version", CASE a."state" WHEN 'draft' THEN 0 ELSE a."published_version" END, a."workflow",
    a."desk_note", coalesce(d."headline", a."headline"), coalesce(d."standfirst", a."standfirst"),
    coalesce(d."body", a."body"), coalesce(d."source", a."source"), a."changed_at", a."changed_by_id"
FROM "article" a LEFT JOIN "draft" d ON d."article_id" = a."id";

CREATE INDEX "working_copy_changed_at_article_id_idx" ON "working_copy"("changed_at" DESC, "article_id" DESC);
CREATE INDEX "working_copy_workflow_changed_at_article_id_idx" ON "working_copy"("workflow", "changed_at" DESC, "article_id" DESC);
ALTER TABLE "working_copy" ADD CONSTRAINT "working_copy_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DROP TABLE "draft";

-- An index that names a column goes with it.
ALTER TABLE "article"
    DROP COLUMN "version",
    DROP COLUMN "published_version",
    DROP COLUMN "workflow",
    DROP COLUMN "desk_note",
    DROP COLUMN "changed_at",
    DROP COLUMN "changed_by_id";
CREATE INDEX "article_created_by_id_idx" ON "article"("created_by_id");

-- What follows Prisma has no words for.

ALTER TABLE "working_copy" ADD CONSTRAINT "working_copy_body_is_a_list" CHECK (jsonb_typeof("body") = 'array');

-- What readers do not have yet is a handful among all that they have.
CREATE INDEX "working_copy_pending" ON "working_copy" ("changed_at" DESC, "article_id" DESC) WHERE "version" <> "published_version";

-- Staff look for headlines by any part of them, and for the texts that show a picture.
DROP INDEX "article_headline_trigrams";
CREATE INDEX "working_copy_headline_trigrams" ON "working_copy" USING gin ("headline" gin_trgm_ops) WHERE "headline" IS NOT NULL;
CREATE INDEX "working_copy_pictures" ON "working_copy" USING gin (pictures_in("body")) WHERE "body" IS NOT NULL;

-- Every article has its working copy from the statement on that makes it, however it comes in; what was published elsewhere counts as changed when
-- readers last saw it change.
CREATE FUNCTION create_working_copies() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO working_copy (article_id, published_version, workflow, headline, standfirst, body, source, changed_at, changed_by_id)
    SELECT id, CASE state WHEN 'draft' THEN 0 ELSE 1 END, CASE state WHEN 'draft' THEN 'draft' ELSE 'ready' END::"Workflow",
        headline, standfirst, body, source, least(coalesce(revised_at, published_at, now()), now()), created_by_id
    FROM after_rows;
    RETURN NULL;
END
$$;

CREATE TRIGGER "create_working_copies" AFTER INSERT ON "article"
    REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION create_working_copies();
