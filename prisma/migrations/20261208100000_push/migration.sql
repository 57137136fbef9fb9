CREATE TABLE "push_settings" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "is_on" BOOLEAN NOT NULL DEFAULT false,
    "public_key" TEXT NOT NULL,
    "private_key" BYTEA NOT NULL,
    "contact" TEXT NOT NULL,
    "most_a_day" SMALLINT NOT NULL DEFAULT 3,
    "quiet_from" SMALLINT,
    "quiet_until" SMALLINT,
    "urgent_always" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "push_settings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "push_settings_one_row" CHECK ("id" = 1),
    CONSTRAINT "push_settings_most_a_day" CHECK ("most_a_day" BETWEEN 1 AND 50),
    CONSTRAINT "push_settings_quiet_hours" CHECK (
        "quiet_from" IS NULL AND "quiet_until" IS NULL
            OR "quiet_from" IS NOT NULL AND "quiet_until" IS NOT NULL
                AND "quiet_from" BETWEEN 0 AND 23 AND "quiet_until" BETWEEN 0 AND 23
    )
);

CREATE TABLE "push_subscription" (
    "id" BIGSERIAL NOT NULL,
    "endpoint_hash" BYTEA NOT NULL,
    "endpoint" TEXT NOT NULL,
    "p256dh" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "sections" INTEGER[],
    "quiet_from" SMALLINT,
    "quiet_until" SMALLINT,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "renewed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "push_subscription_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "push_subscription_endpoint_hash_key" ON "push_subscription"("endpoint_hash");
CREATE INDEX "push_subscription_language_id_idx" ON "push_subscription"("language", "id");
CREATE INDEX "push_subscription_renewed_at_idx" ON "push_subscription"("renewed_at");

CREATE TABLE "push_message" (
    "id" SERIAL NOT NULL,
    "article_id" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "section_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "is_urgent" BOOLEAN NOT NULL DEFAULT false,
    "day" DATE,
    "number" SMALLINT,
    "heard_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_id" BIGINT NOT NULL,
    "silent_until" BIGINT NOT NULL DEFAULT 0,
    "position" BIGINT NOT NULL DEFAULT 0,
    "batch_until" BIGINT NOT NULL DEFAULT 0,
    "addressed" INTEGER NOT NULL DEFAULT 0,
    "taken" INTEGER NOT NULL DEFAULT 0,
    "gone" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "refused" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "answer" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'sending',
    "lease" TEXT,
    "leased_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "push_message_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "push_message_kind" CHECK ("kind" IN ('story', 'correction', 'withdrawal')),
    CONSTRAINT "push_message_state" CHECK ("state" IN ('sending', 'sent', 'stopped')),
    CONSTRAINT "push_message_day" CHECK (("kind" = 'story') = ("day" IS NOT NULL AND "number" IS NOT NULL))
);
CREATE UNIQUE INDEX "push_message_article_id_revision_key" ON "push_message"("article_id", "revision");
-- What a language has had on a day: of two who push at once one has the last place.
CREATE UNIQUE INDEX "push_message_language_day_number_key" ON "push_message"("language", "day", "number");
CREATE INDEX "push_message_created_at_idx" ON "push_message"("created_at");
CREATE INDEX "push_message_due" ON "push_message"("due_at") WHERE "state" = 'sending';

CREATE TABLE "push_retry" (
    "message_id" INTEGER NOT NULL,
    "subscription_id" BIGINT NOT NULL,
    "tries" INTEGER NOT NULL,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "push_retry_pkey" PRIMARY KEY ("message_id", "subscription_id"),
    CONSTRAINT "push_retry_message_id_fkey" FOREIGN KEY ("message_id")
        REFERENCES "push_message"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "push_retry_subscription_id_fkey" FOREIGN KEY ("subscription_id")
        REFERENCES "push_subscription"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "push_retry_message_id_next_try_at_idx" ON "push_retry"("message_id", "next_try_at");
CREATE INDEX "push_retry_subscription_id_idx" ON "push_retry"("subscription_id");

-- Readers' pages show whether there are notifications, and how many.
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "push_settings"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_site_change();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "push_settings"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on')
    EXECUTE FUNCTION announce_site_change('changed_at', 'version', 'contact');
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "push_settings"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION announce_site_change();
