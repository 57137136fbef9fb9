CREATE TABLE "outside_listener" (
    "channel" TEXT NOT NULL,
    "position" TEXT,
    "told" BIGINT[] DEFAULT ARRAY[]::BIGINT[],
    "failures" SMALLINT NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "outside_listener_pkey" PRIMARY KEY ("channel")
);

ALTER TABLE "masthead" ADD COLUMN "index_now_key" TEXT;

-- What Prisma has no words for: the key is part of an address (indexnow.org).
ALTER TABLE "masthead" ADD CONSTRAINT "masthead_index_now_key_is_plain" CHECK ("index_now_key" ~ '^[a-zA-Z0-9-]{8,128}$');
