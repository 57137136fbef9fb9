-- Imports that are begun in the newsroom: their file, how far their work is, and lists of their items.

ALTER TABLE "import" ADD COLUMN "upload" TEXT, ADD COLUMN "progress" JSONB, ADD COLUMN "trouble" TEXT;

CREATE INDEX "import_item_import_id_outcome_position_idx" ON "import_item"("import_id", "outcome", "position");
CREATE INDEX "import_item_reasons_idx" ON "import_item" USING GIN ("reasons");

-- What follows Prisma has no words for.

-- A dry run that is complete waits for somebody to import it.
ALTER TABLE "import" DROP CONSTRAINT "import_state_is_known";
ALTER TABLE "import" ADD CONSTRAINT "import_state_is_known"
    CHECK ("state" IN ('planning', 'planned', 'staging', 'applying', 'done', 'undoing', 'undone'));
