-- Why a text was kept. `autosaved` and `interval` are thinned out (newsroom/editing/thin-revisions.ts), the others stay.
ALTER TABLE "revision" ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'saved';
ALTER TABLE "revision" ADD CONSTRAINT "revision_kind_is_known"
    CHECK ("kind" IN ('saved', 'replaced', 'autosaved', 'interval'));

-- Only what will be looked at again is in it, however many revisions there are.
CREATE INDEX "revision_to_thin" ON "revision" ("kind", "at") WHERE "kind" IN ('autosaved', 'interval');
