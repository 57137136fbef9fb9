-- How letters are sent.
CREATE TABLE "letter_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "is_on" BOOLEAN NOT NULL DEFAULT false,
    "sender_address" TEXT NOT NULL DEFAULT '',
    "reply_to" TEXT NOT NULL DEFAULT '',
    "postal_address" TEXT NOT NULL DEFAULT '',
    "return_path" TEXT NOT NULL DEFAULT '',
    "smtp" BYTEA,
    "per_minute" INTEGER NOT NULL DEFAULT 120,
    "dkim_domain" TEXT NOT NULL DEFAULT '',
    "dkim_selector" TEXT NOT NULL DEFAULT '',
    "dkim_key" BYTEA,
    "dkim_public" TEXT NOT NULL DEFAULT '',
    "mailbox" BYTEA,
    "mailbox_due_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "mailbox_trouble" TEXT NOT NULL DEFAULT '',
    "report_hash" BYTEA,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "letter_settings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "letter_settings_is_one" CHECK ("id" = 1),
    CONSTRAINT "letter_settings_per_minute" CHECK ("per_minute" BETWEEN 1 AND 6000)
);

-- Which letters there are in a language, and when.
CREATE TABLE "letter_plan" (
    "language" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "is_on" BOOLEAN NOT NULL DEFAULT false,
    "minute" SMALLINT NOT NULL DEFAULT 1080,
    "weekday" SMALLINT NOT NULL DEFAULT 5,
    "waits" BOOLEAN NOT NULL DEFAULT false,
    "sender_name" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "letter_plan_pkey" PRIMARY KEY ("language", "kind"),
    CONSTRAINT "letter_plan_kind" CHECK ("kind" IN ('daily', 'weekly', 'breaking')),
    CONSTRAINT "letter_plan_minute" CHECK ("minute" BETWEEN 0 AND 1439),
    CONSTRAINT "letter_plan_weekday" CHECK ("weekday" BETWEEN 1 AND 7)
);

-- Who gets letters, or asked for them.
CREATE TABLE "subscriber" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "asked_kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmed_at" TIMESTAMPTZ(3),
    "left_at" TIMESTAMPTZ(3),
    "notice" TEXT,
    "notice_due_at" TIMESTAMPTZ(3),
    "notice_tries" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscriber_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "subscriber_state" CHECK ("state" IN ('pending', 'confirmed', 'left', 'suppressed')),
    CONSTRAINT "subscriber_notice" CHECK ("notice" IN ('confirm', 'known'))
);
CREATE UNIQUE INDEX "subscriber_address_key" ON "subscriber"("address");
CREATE INDEX "subscriber_beginning" ON "subscriber"("address" text_pattern_ops);
CREATE INDEX "subscriber_created_at_id_idx" ON "subscriber"("created_at" DESC, "id" DESC);
CREATE INDEX "subscriber_notice" ON "subscriber"("notice_due_at") WHERE "notice" IS NOT NULL;
CREATE INDEX "subscriber_gone" ON "subscriber"((coalesce("left_at", "asked_at"))) WHERE "state" IN ('pending', 'left', 'suppressed');

CREATE TABLE "subscription" (
    "subscriber_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "subscription_pkey" PRIMARY KEY ("kind", "subscriber_id"),
    CONSTRAINT "subscription_kind" CHECK ("kind" IN ('daily', 'weekly', 'breaking')),
    CONSTRAINT "subscription_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "subscription_subscriber_id_idx" ON "subscription"("subscriber_id");

-- What somebody has agreed to, or taken back.
CREATE TABLE "consent" (
    "id" BIGSERIAL NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "act" TEXT NOT NULL,
    "kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "language" TEXT NOT NULL,
    "words" TEXT NOT NULL DEFAULT '',
    "place" TEXT NOT NULL DEFAULT '',
    "network" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "consent_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "consent_subscriber_id_idx" ON "consent"("subscriber_id");

-- A letter to all who want its kind in its language.
CREATE TABLE "letter" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "article_id" INTEGER,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "is_by_hand" BOOLEAN NOT NULL DEFAULT false,
    "subject" TEXT NOT NULL DEFAULT '',
    "intro" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "changed_by_id" TEXT,
    "sent_subject" TEXT NOT NULL DEFAULT '',
    "html" TEXT NOT NULL DEFAULT '',
    "text" TEXT NOT NULL DEFAULT '',
    "sent" INTEGER NOT NULL DEFAULT 0,
    "bounced" INTEGER NOT NULL DEFAULT 0,
    "given_up" INTEGER NOT NULL DEFAULT 0,
    "unsure" INTEGER NOT NULL DEFAULT 0,
    "left_out" INTEGER NOT NULL DEFAULT 0,
    "trouble" TEXT NOT NULL DEFAULT '',
    "failures" INTEGER NOT NULL DEFAULT 0,
    "lease" TEXT,
    "leased_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "letter_kind" CHECK ("kind" IN ('daily', 'weekly', 'breaking')),
    CONSTRAINT "letter_state" CHECK ("state" IN
        ('draft', 'ready', 'held', 'sending', 'sent', 'empty', 'missed', 'cancelled'))
);
CREATE UNIQUE INDEX "letter_kind_language_occasion_key" ON "letter"("kind", "language", "occasion");
CREATE INDEX "letter_due_at_id_idx" ON "letter"("due_at" DESC, "id" DESC);
CREATE INDEX "letter_open" ON "letter"("leased_until") WHERE "state" IN ('draft', 'ready', 'sending');
CREATE INDEX "letter_kept" ON "letter"("ended_at") WHERE "html" <> '';

-- A story in a letter, or with a note a correction.
CREATE TABLE "letter_item" (
    "letter_id" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "article_id" INTEGER NOT NULL,
    "note_id" INTEGER,
    "line" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "letter_item_pkey" PRIMARY KEY ("letter_id", "position"),
    CONSTRAINT "letter_item_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id")
        ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "letter_item_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id")
        ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "letter_item_note_id_fkey" FOREIGN KEY ("note_id") REFERENCES "article_note"("id")
        ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "letter_item_article_id_idx" ON "letter_item"("article_id");
CREATE INDEX "letter_item_note_id_idx" ON "letter_item"("note_id");

-- A letter for one reader.
CREATE TABLE "letter_recipient" (
    "id" BIGSERIAL NOT NULL,
    "letter_id" INTEGER NOT NULL,
    "subscriber_id" UUID,
    "domain" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "unsure_tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tried_at" TIMESTAMPTZ(3),
    "status" TEXT NOT NULL DEFAULT '',
    "answer" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "letter_recipient_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "letter_recipient_state" CHECK ("state" IN
        ('waiting', 'sending', 'failed', 'sent', 'bounced', 'given_up', 'unsure', 'left_out')),
    CONSTRAINT "letter_recipient_letter_id_fkey" FOREIGN KEY ("letter_id") REFERENCES "letter"("id")
        ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "letter_recipient_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id")
        ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "letter_recipient_letter_id_subscriber_id_key" ON "letter_recipient"("letter_id", "subscriber_id");
CREATE INDEX "letter_recipient_subscriber_id_idx" ON "letter_recipient"("subscriber_id");
CREATE INDEX "letter_recipient_created_at_idx" ON "letter_recipient"("created_at");
CREATE INDEX "letter_recipient_open" ON "letter_recipient"("letter_id", "position", "id")
    WHERE "state" IN ('waiting', 'sending', 'failed');

-- Letters to a receiving domain are paid for until then.
CREATE TABLE "mail_domain" (
    "domain" TEXT NOT NULL,
    "free_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "mail_domain_pkey" PRIMARY KEY ("domain")
);
CREATE INDEX "mail_domain_free_at_idx" ON "mail_domain"("free_at");

-- Who gets no letters any more.
CREATE TABLE "suppressed_address" (
    "hash" BYTEA NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppressed_address_pkey" PRIMARY KEY ("hash"),
    CONSTRAINT "suppressed_address_reason" CHECK ("reason" IN ('bounced', 'complained', 'left', 'blocked'))
);

-- Every page has a link to letters where there are any.
CREATE FUNCTION announce_letters() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM announce_site();
    RETURN NULL;
END
$$;
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "letter_settings" FOR EACH ROW
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on' AND NEW."is_on")
    EXECUTE FUNCTION announce_letters();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "letter_settings" FOR EACH ROW
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on'
        AND (OLD."is_on", OLD."sender_address", OLD."postal_address")
            IS DISTINCT FROM (NEW."is_on", NEW."sender_address", NEW."postal_address"))
    EXECUTE FUNCTION announce_letters();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "letter_settings" FOR EACH ROW
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on' AND OLD."is_on")
    EXECUTE FUNCTION announce_letters();
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "letter_plan" FOR EACH ROW
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on' AND NEW."is_on")
    EXECUTE FUNCTION announce_letters();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "letter_plan" FOR EACH ROW
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on' AND OLD IS DISTINCT FROM NEW)
    EXECUTE FUNCTION announce_letters();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "letter_plan" FOR EACH ROW
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on' AND OLD."is_on")
    EXECUTE FUNCTION announce_letters();
