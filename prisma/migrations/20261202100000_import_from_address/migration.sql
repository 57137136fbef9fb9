-- Imports of sites and feeds whose address is given instead of a file.

ALTER TABLE "import" ADD COLUMN "address" TEXT, ADD COLUMN "is_stopping" BOOLEAN NOT NULL DEFAULT false;

-- What follows Prisma has no words for.

ALTER TABLE "import" DROP CONSTRAINT "import_state_is_known";
ALTER TABLE "import" ADD CONSTRAINT "import_state_is_known" CHECK (
    "state" IN ('fetching', 'planning', 'planned', 'staging', 'applying', 'done', 'undoing', 'undone'));
