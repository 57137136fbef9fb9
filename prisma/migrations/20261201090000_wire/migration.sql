-- What agencies send: where it is taken from, the items with their versions, and the stories that were made of them.
CREATE TABLE "wire_source" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "format" TEXT NOT NULL DEFAULT '',
    "language" TEXT NOT NULL,
    "section_id" INTEGER,
    "credit" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'on',
    "etag" TEXT NOT NULL DEFAULT '',
    "last_modified" TEXT NOT NULL DEFAULT '',
    "next_poll_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leased_until" TIMESTAMPTZ(3),
    "failures" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT NOT NULL DEFAULT '',
    "trouble_detail" TEXT NOT NULL DEFAULT '',
    "last_poll_at" TIMESTAMPTZ(3),
    "last_success_at" TIMESTAMPTZ(3),
    "last_item_at" TIMESTAMPTZ(3),
    "usual_seconds" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wire_source_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "wire_source_state" CHECK (state IN ('on', 'paused', 'stopped')),
    -- What an index can hold.
    CONSTRAINT "wire_source_address" CHECK (address ~ '^(https?://|folder:).' AND octet_length(address) <= 2000)
);

CREATE UNIQUE INDEX "wire_source_address_key" ON "wire_source"("address");
CREATE INDEX "wire_source_state_next_poll_at_idx" ON "wire_source"("state", "next_poll_at");
CREATE INDEX "wire_source_language_idx" ON "wire_source"("language");
CREATE INDEX "wire_source_section_id_idx" ON "wire_source"("section_id");

ALTER TABLE "wire_source" ADD CONSTRAINT "wire_source_language_fkey"
    FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "wire_source" ADD CONSTRAINT "wire_source_section_id_fkey"
    FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "wire_item" (
    "id" SERIAL NOT NULL,
    "source_id" INTEGER,
    "agency" TEXT NOT NULL,
    "credit" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "guid" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "wire_version" DOUBLE PRECISION,
    "status" TEXT NOT NULL DEFAULT 'usable',
    "headline" TEXT NOT NULL,
    "standfirst" TEXT NOT NULL DEFAULT '',
    "headline_folded" TEXT GENERATED ALWAYS AS (search.folded(headline)) STORED,
    "words_folded" TEXT GENERATED ALWAYS AS (search.folded(headline || ' ' || standfirst)) STORED,
    "link" TEXT NOT NULL DEFAULT '',
    "embargo_until" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "fingerprint" TEXT NOT NULL,
    "shingles" INTEGER[],
    "stack_id" INTEGER NOT NULL,
    "pictures" JSONB NOT NULL DEFAULT '[]',
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wire_item_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "wire_item_status" CHECK (status IN ('usable', 'withheld', 'canceled'))
);

CREATE INDEX "wire_item_changed_at_id_idx" ON "wire_item"("changed_at" DESC, "id" DESC);
CREATE INDEX "wire_item_source_id_changed_at_id_idx" ON "wire_item"("source_id", "changed_at" DESC, "id" DESC);
CREATE INDEX "wire_item_language_changed_at_id_idx" ON "wire_item"("language", "changed_at" DESC, "id" DESC);
CREATE INDEX "wire_item_stack_id_changed_at_id_idx" ON "wire_item"("stack_id", "changed_at" DESC, "id" DESC);
CREATE INDEX "wire_item_shingles_idx" ON "wire_item" USING GIN ("shingles");
CREATE INDEX wire_item_headline_folded ON wire_item USING gin (headline_folded gin_trgm_ops)
    WHERE headline_folded IS NOT NULL;
CREATE INDEX wire_item_words_folded ON wire_item USING gin (words_folded gin_trgm_ops) WHERE words_folded IS NOT NULL;

ALTER TABLE "wire_item" ADD CONSTRAINT "wire_item_source_id_fkey"
    FOREIGN KEY ("source_id") REFERENCES "wire_source"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "wire_item" ADD CONSTRAINT "wire_item_language_fkey"
    FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "wire_version" (
    "item_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "wire_version" DOUBLE PRECISION,
    "status" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "standfirst" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "embargo_until" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wire_version_pkey" PRIMARY KEY ("item_id", "version")
);

ALTER TABLE "wire_version" ADD CONSTRAINT "wire_version_item_id_fkey"
    FOREIGN KEY ("item_id") REFERENCES "wire_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "wire_identity" (
    "source_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "item_id" INTEGER,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wire_identity_pkey" PRIMARY KEY ("source_id", "key")
);

CREATE INDEX "wire_identity_item_id_idx" ON "wire_identity"("item_id");
CREATE INDEX "wire_identity_seen_at_idx" ON "wire_identity"("seen_at");

ALTER TABLE "wire_identity" ADD CONSTRAINT "wire_identity_source_id_fkey"
    FOREIGN KEY ("source_id") REFERENCES "wire_source"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "wire_identity" ADD CONSTRAINT "wire_identity_item_id_fkey"
    FOREIGN KEY ("item_id") REFERENCES "wire_item"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "wire_use" (
    "item_id" INTEGER NOT NULL,
    "article_id" INTEGER NOT NULL,
    "used_version" INTEGER NOT NULL,
    "seen_version" INTEGER NOT NULL,
    "used_by_id" TEXT,
    "used_by_name" TEXT NOT NULL DEFAULT '',
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "wire_use_pkey" PRIMARY KEY ("item_id", "article_id")
);

CREATE INDEX "wire_use_article_id_idx" ON "wire_use"("article_id");

ALTER TABLE "wire_use" ADD CONSTRAINT "wire_use_item_id_fkey"
    FOREIGN KEY ("item_id") REFERENCES "wire_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "wire_use" ADD CONSTRAINT "wire_use_article_id_fkey"
    FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
