-- Imports of what other systems export: the runs, what is in their files while it is worked off, and what has become of
-- it, which later runs go by.

CREATE TABLE "import" (
    "id" SERIAL NOT NULL,
    "format" TEXT NOT NULL,
    "system" TEXT NOT NULL DEFAULT '',
    "site" TEXT NOT NULL DEFAULT '',
    "base" TEXT NOT NULL DEFAULT '',
    "language" TEXT,
    "file" TEXT NOT NULL,
    "file_fingerprint" TEXT NOT NULL,
    "options" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'staging',
    "is_announced" BOOLEAN NOT NULL DEFAULT true,
    "items" INTEGER NOT NULL DEFAULT 0,
    "problems" JSONB NOT NULL DEFAULT '[]',
    "report" JSONB,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "import_file_fingerprint_idx" ON "import"("file_fingerprint");
CREATE INDEX "import_site_id_idx" ON "import"("site", "id");
CREATE INDEX "import_state_changed_at_idx" ON "import"("state", "changed_at");
CREATE INDEX "import_started_at_idx" ON "import"("started_at");

CREATE TABLE "import_item" (
    "import_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "rank" SMALLINT NOT NULL,
    "kind" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "payload" JSONB,
    "size" INTEGER NOT NULL DEFAULT 0,
    "fingerprint" TEXT NOT NULL DEFAULT '',
    "outcome" TEXT,
    "reasons" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "became" TEXT NOT NULL DEFAULT '',
    "remainder" JSONB,
    "words_source" INTEGER NOT NULL DEFAULT 0,
    "words_kept" INTEGER NOT NULL DEFAULT 0,
    "before" JSONB,

    CONSTRAINT "import_item_pkey" PRIMARY KEY ("import_id", "position")
);

ALTER TABLE "import_item" ADD CONSTRAINT "import_item_import_id_fkey"
    FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "imported_item" (
    "site" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "import_id" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "resource" TEXT NOT NULL,
    "resource_id" TEXT NOT NULL,
    "is_own" BOOLEAN NOT NULL,
    "made" TEXT NOT NULL DEFAULT '',
    "translation_group" TEXT,

    CONSTRAINT "imported_item_pkey" PRIMARY KEY ("site", "kind", "source_id")
);

ALTER TABLE "imported_item" ADD CONSTRAINT "imported_item_import_id_fkey"
    FOREIGN KEY ("import_id") REFERENCES "import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE INDEX "imported_item_site_kind_translation_group_idx" ON "imported_item"("site", "kind", "translation_group");
CREATE INDEX "imported_item_import_id_resource_idx" ON "imported_item"("import_id", "resource");
CREATE INDEX "imported_item_resource_resource_id_idx" ON "imported_item"("resource", "resource_id");

-- What follows Prisma has no words for.

ALTER TABLE "import" ADD CONSTRAINT "import_state_is_known"
    CHECK ("state" IN ('planning', 'staging', 'applying', 'done', 'undoing', 'undone'));
ALTER TABLE "import_item" ADD CONSTRAINT "import_item_outcome_is_known"
    CHECK ("outcome" IN ('taken', 'changed', 'left-out'));

-- The next items to work off.
CREATE INDEX "import_item_pending" ON "import_item" ("import_id", "rank", "position") WHERE "outcome" IS NULL;
-- Imports that readers' pages do not know of yet.
CREATE INDEX "import_unannounced" ON "import" ("id") WHERE NOT "is_announced";

-- A transaction with `SET LOCAL portal.quiet = 'on'` announces nothing of what it changes: whoever does so writes one
-- entry for everything in the end. A trigger that announces and has no such condition would write one for every row.
DO $$
DECLARE
    announcing record;
BEGIN
    FOR announcing IN
        SELECT tgname AS name, tgrelid::regclass AS on_table, pg_get_triggerdef(oid) AS definition
        FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'announce\_%'
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', announcing.name, announcing.on_table);
        EXECUTE replace(
            announcing.definition,
            ' EXECUTE FUNCTION ',
            ' WHEN (current_setting(''portal.quiet'', true) IS DISTINCT FROM ''on'') EXECUTE FUNCTION '
        );
    END LOOP;
END
$$;
