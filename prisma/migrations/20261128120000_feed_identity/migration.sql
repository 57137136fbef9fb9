-- What ids in feeds begin with, fixed when the first feed goes out: a new domain or another founding year must not make
-- every story a new one to those who have read it.
CREATE TABLE "feed_identity" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "authority" TEXT NOT NULL,
    "fixed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "feed_identity_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "feed_identity_one_row" CHECK ("id" = 1)
);
