CREATE TYPE "Workflow" AS ENUM ('draft', 'in_review', 'ready');
CREATE TYPE "NoteKind" AS ENUM ('correction', 'update');
CREATE TYPE "Role" AS ENUM ('contributor', 'translator', 'author', 'editor', 'chief', 'administrator');
CREATE TABLE "draft" (
    "article_id" INTEGER NOT NULL,
    "headline" TEXT NOT NULL,
    "standfirst" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("article_id")
);
CREATE TABLE "revision" (
    "article_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "headline" TEXT NOT NULL,
    "standfirst" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "by_id" TEXT,
    "by_name" TEXT NOT NULL DEFAULT '',
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "revision_pkey" PRIMARY KEY ("article_id","version")
);
CREATE TABLE "article_note" (
    "id" SERIAL NOT NULL,
    "article_id" INTEGER NOT NULL,
    "kind" "NoteKind" NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "article_note_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "preview_link" (
    "token_hash" BYTEA NOT NULL,
    "article_id" INTEGER NOT NULL,
    "created_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "preview_link_pkey" PRIMARY KEY ("token_hash")
);
CREATE TABLE "presence" (
    "article_id" INTEGER NOT NULL,
    "window" TEXT NOT NULL,
    "staff_id" TEXT NOT NULL,
    "staff_name" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("article_id","window")
);
CREATE TABLE "staff" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "two_factor_enabled" BOOLEAN DEFAULT false,
    "role" "Role" NOT NULL,
    "language" "Language" NOT NULL DEFAULT 'en',
    "suspended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "account" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "verification" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "two_factor" (
    "id" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "backup_codes" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "verified" BOOLEAN DEFAULT true,
    "failed_verification_count" INTEGER DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),

    CONSTRAINT "two_factor_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "passkey" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "created_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "aaguid" TEXT,

    CONSTRAINT "passkey_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "entry_link" (
    "token_hash" BYTEA NOT NULL,
    "staff_id" TEXT,
    "email" TEXT,
    "role" "Role",
    "language" "Language" NOT NULL DEFAULT 'en',
    "invited_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "entry_link_pkey" PRIMARY KEY ("token_hash")
);
CREATE TABLE "attempt" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("key")
);
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "address" TEXT NOT NULL DEFAULT '',
    "act" TEXT NOT NULL,
    "thing" TEXT NOT NULL,
    "thing_id" TEXT NOT NULL,
    "language" "Language",
    "title" TEXT NOT NULL,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "article_note_article_id_at_idx" ON "article_note"("article_id", "at");
CREATE INDEX "article_note_at_id_idx" ON "article_note"("at" DESC, "id" DESC);
CREATE INDEX "preview_link_article_id_idx" ON "preview_link"("article_id");
CREATE INDEX "preview_link_expires_at_idx" ON "preview_link"("expires_at");
CREATE INDEX "presence_seen_at_idx" ON "presence"("seen_at");
CREATE UNIQUE INDEX "staff_email_key" ON "staff"("email");
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");
CREATE INDEX "session_user_id_idx" ON "session"("user_id");
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");
CREATE INDEX "account_user_id_idx" ON "account"("user_id");
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");
CREATE INDEX "two_factor_user_id_idx" ON "two_factor"("user_id");
CREATE UNIQUE INDEX "passkey_credential_id_key" ON "passkey"("credential_id");
CREATE INDEX "passkey_user_id_idx" ON "passkey"("user_id");
CREATE INDEX "entry_link_staff_id_idx" ON "entry_link"("staff_id");
CREATE INDEX "entry_link_invited_by_id_idx" ON "entry_link"("invited_by_id");
CREATE INDEX "attempt_expire_idx" ON "attempt"("expire");
CREATE INDEX "audit_entry_actor_id_id_idx" ON "audit_entry"("actor_id", "id" DESC);
CREATE INDEX "audit_entry_thing_thing_id_id_idx" ON "audit_entry"("thing", "thing_id", "id" DESC);
CREATE INDEX "audit_entry_act_id_idx" ON "audit_entry"("act", "id" DESC);
ALTER TABLE "draft" ADD CONSTRAINT "draft_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "revision" ADD CONSTRAINT "revision_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "article_note" ADD CONSTRAINT "article_note_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "preview_link" ADD CONSTRAINT "preview_link_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "presence" ADD CONSTRAINT "presence_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "two_factor" ADD CONSTRAINT "two_factor_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "passkey" ADD CONSTRAINT "passkey_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "article"
    ADD COLUMN "published_version" INTEGER NOT NULL DEFAULT 1,
    ADD COLUMN "workflow" "Workflow" NOT NULL DEFAULT 'ready',
    ADD COLUMN "desk_note" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "embargo_until" TIMESTAMPTZ(3),
    ADD COLUMN "withdrawal_notice" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "slug_chosen" BOOLEAN NOT NULL DEFAULT true,
    ADD COLUMN "source_article_id" INTEGER,
    ADD COLUMN "source_version" INTEGER,
    ADD COLUMN "created_by_id" TEXT,
    ADD COLUMN "changed_by_id" TEXT,
    ADD COLUMN "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ADD COLUMN "removed_at" TIMESTAMPTZ(3),
    ADD CONSTRAINT "article_source_article_id_fkey" FOREIGN KEY ("source_article_id") REFERENCES "article"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE INDEX "article_changed_at_id_idx" ON "article"("changed_at" DESC, "id" DESC);
CREATE INDEX "article_created_by_id_changed_at_idx" ON "article"("created_by_id", "changed_at" DESC);
CREATE INDEX "article_source_article_id_idx" ON "article"("source_article_id");
CREATE INDEX "article_removed_at_idx" ON "article"("removed_at");

-- What was there before counts as changed when readers last saw it change.
ALTER TABLE "article" DISABLE TRIGGER "announce_updated";
ALTER TABLE "article" DISABLE TRIGGER "search_updated";
UPDATE "article" SET "published_version" = "version", "changed_at" = least(coalesce("revised_at", "published_at", now()), now());
ALTER TABLE "article" ENABLE TRIGGER "announce_updated";
ALTER TABLE "article" ENABLE TRIGGER "search_updated";

-- What follows Prisma has no words for.

ALTER TABLE "staff" ADD CONSTRAINT "staff_email_is_in_small_letters" CHECK ("email" = lower("email"));
ALTER TABLE "article" ADD CONSTRAINT "article_in_the_trash_is_not_out" CHECK ("removed_at" IS NULL OR "state" IN ('draft', 'withdrawn'));
ALTER TABLE "draft" ADD CONSTRAINT "draft_body_is_a_list" CHECK (jsonb_typeof("body") = 'array');
ALTER TABLE "revision" ADD CONSTRAINT "revision_body_is_a_list" CHECK (jsonb_typeof("body") = 'array');

-- Staff look for headlines by any part of them.
CREATE INDEX "article_headline_trigrams" ON "article" USING gin ("headline" gin_trgm_ops) WHERE "removed_at" IS NULL;
CREATE INDEX "draft_headline_trigrams" ON "draft" USING gin ("headline" gin_trgm_ops) WHERE "headline" IS NOT NULL;

-- Only what readers see of an article is news to them: what the desk does with it is not.
CREATE OR REPLACE FUNCTION announce_articles() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched touched_article[];
BEGIN
    IF TG_OP = 'INSERT' THEN
        touched := ARRAY(SELECT (n.story_id, n.language, n.slug)::touched_article FROM after_rows n WHERE n.state IN ('published', 'withdrawn'));
    ELSIF TG_OP = 'DELETE' THEN
        touched := ARRAY(SELECT (o.story_id, o.language, o.slug)::touched_article FROM before_rows o WHERE o.state IN ('published', 'withdrawn'));
    ELSE
        touched := ARRAY(
            SELECT either.as_touched
            FROM before_rows o JOIN after_rows n ON n.id = o.id CROSS JOIN LATERAL (VALUES
                ((o.story_id, o.language, o.slug)::touched_article), ((n.story_id, n.language, n.slug)::touched_article)
            ) AS either (as_touched)
            WHERE (o.state IN ('published', 'withdrawn') OR n.state IN ('published', 'withdrawn'))
                AND (o.story_id, o.section_id, o.language, o.slug, o.headline, o.standfirst, o.body, o.source, o.state, o.published_at, o.revised_at, o.withdrawal_notice)
                    IS DISTINCT FROM
                    (n.story_id, n.section_id, n.language, n.slug, n.headline, n.standfirst, n.body, n.source, n.state, n.published_at, n.revised_at, n.withdrawal_notice)
        );
    END IF;
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
    RETURN NULL;
END
$$;

-- A note stands under its story.
CREATE FUNCTION announce_notes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched touched_article[];
BEGIN
    touched := ARRAY(
        SELECT (a.story_id, a.language, a.slug)::touched_article FROM article a
        WHERE a.state = 'published' AND a.id IN (SELECT article_id FROM changed_rows)
    );
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "announce_inserted" AFTER INSERT ON "article_note"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_notes();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "article_note"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_notes();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "article_note"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_notes();
