CREATE TABLE "former_tag" (
    "key" TEXT NOT NULL,
    "tag_id" INTEGER NOT NULL,

    CONSTRAINT "former_tag_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "former_tag_tag_id_idx" ON "former_tag"("tag_id");
ALTER TABLE "former_tag" ADD CONSTRAINT "former_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE INDEX "audit_entry_thing_id_idx" ON "audit_entry"("thing", "id" DESC);
CREATE INDEX "audit_entry_at_id_idx" ON "audit_entry"("at", "id");

-- What follows Prisma has no words for.

-- Staff look for tags and authors by any part of a name or key. (Prisma does not see partial indexes; these leave nothing out. With a list of what is
-- still to be sorted in, PostgreSQL would rather read the whole table.)
CREATE INDEX "tag_text_name_trigrams" ON "tag_text" USING gin ("name" gin_trgm_ops) WITH (fastupdate = off) WHERE "name" IS NOT NULL;
CREATE INDEX "tag_key_trigrams" ON "tag" USING gin ("key" gin_trgm_ops) WITH (fastupdate = off) WHERE "key" IS NOT NULL;
CREATE INDEX "author_text_name_trigrams" ON "author_text" USING gin ("name" gin_trgm_ops) WITH (fastupdate = off) WHERE "name" IS NOT NULL;
CREATE INDEX "author_key_trigrams" ON "author" USING gin ("key" gin_trgm_ops) WITH (fastupdate = off) WHERE "key" IS NOT NULL;
