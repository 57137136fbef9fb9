-- Pages that others are compressed with (RFC 9842), the same bytes for all machines of a build.
CREATE TABLE "compression_dictionary" (
    "build" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "articles" INTEGER[],
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "compression_dictionary_pkey" PRIMARY KEY ("build", "language")
);

CREATE INDEX "compression_dictionary_made_at_idx" ON "compression_dictionary"("made_at");
