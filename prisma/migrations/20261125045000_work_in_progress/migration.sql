-- What is in work is a handful among all that is out: found without reading the rest (bench/desk.ts).
CREATE INDEX "article_workflow_changed_at_id_idx" ON "article"("workflow", "changed_at" DESC, "id" DESC);
