-- Whether a message that may have been sent is sent again: not where the other side could not tell that it has it.
ALTER TABLE "destination" ADD COLUMN "repeats" BOOLEAN NOT NULL DEFAULT true;

-- left_out: there was nothing to send, such as a story that is no news any more.
ALTER TABLE "delivery"
    DROP CONSTRAINT "delivery_state",
    ADD CONSTRAINT "delivery_state" CHECK ("state" IN (
        'waiting', 'sending', 'maybe_sent', 'failed', 'sent', 'edited', 'withdrawn', 'left_out', 'given_up'
    ));

-- Deliveries of a story, for its page in the newsroom.
CREATE INDEX "delivery_article_id_id_idx" ON "delivery"("article_id", "id" DESC);

-- What a channel shows of a story.
CREATE TABLE "channel_post" (
    "destination_id" INTEGER NOT NULL,
    "article_id" INTEGER NOT NULL,
    "remote_id" TEXT NOT NULL,
    "url" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'posted',
    "posted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_post_pkey" PRIMARY KEY ("destination_id", "article_id"),
    CONSTRAINT "channel_post_state" CHECK ("state" IN ('posted', 'edited', 'withdrawn')),
    CONSTRAINT "channel_post_destination_id_fkey" FOREIGN KEY ("destination_id")
        REFERENCES "destination"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "channel_post_article_id_idx" ON "channel_post"("article_id");
CREATE INDEX "channel_post_withdrawn" ON "channel_post"("changed_at") WHERE "state" = 'withdrawn';

-- What somebody wants a channel to show of a story in place of headline and standfirst, or that it shows nothing.
CREATE TABLE "channel_text" (
    "destination_id" INTEGER NOT NULL,
    "article_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "is_left_out" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "channel_text_pkey" PRIMARY KEY ("destination_id", "article_id"),
    CONSTRAINT "channel_text_destination_id_fkey" FOREIGN KEY ("destination_id")
        REFERENCES "destination"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "channel_text_article_id_fkey" FOREIGN KEY ("article_id")
        REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "channel_text_article_id_idx" ON "channel_text"("article_id");
