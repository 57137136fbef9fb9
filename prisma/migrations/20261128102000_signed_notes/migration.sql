-- Who wrote the note for colleagues, and when. Notes from before have neither.
ALTER TABLE "working_copy" ADD COLUMN "note_by_name" TEXT NOT NULL DEFAULT '';
ALTER TABLE "working_copy" ADD COLUMN "note_at" TIMESTAMPTZ(3);
