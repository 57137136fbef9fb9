CREATE TYPE "Concern" AS ENUM ('article', 'translation', 'paper');

CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "concerns" "Concern" NOT NULL,
    "language" "Language",
    "slug" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "outbox_transaction_idx" ON "outbox"("transaction");
CREATE INDEX "outbox_at_idx" ON "outbox"("at");

-- What is due is found by this.
CREATE INDEX "article_state_published_at_idx" ON "article"("state", "published_at");

-- What follows Prisma has no words for.

ALTER TABLE "outbox" ADD CONSTRAINT "outbox_names_its_article"
    CHECK (("concerns" = 'paper') = ("language" IS NULL) AND ("language" IS NULL) = ("slug" IS NULL));

-- Whoever listens hears of it when the change is committed, once per transaction.
CREATE FUNCTION tell_outbox() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM added) THEN
        PERFORM pg_notify('outbox', '');
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "tell_outbox" AFTER INSERT ON "outbox"
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION tell_outbox();

CREATE TYPE touched_article AS (story_id INTEGER, language "Language", slug TEXT);

-- Entries for articles that readers see or saw, and for the pages of their other language versions. `touched` may name the same article
-- twice, at its old and its new slug. Past 500 at once (a bulk load) one entry stands for all.
CREATE FUNCTION announce(touched touched_article[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(touched) > 500 THEN
        INSERT INTO outbox (concerns) VALUES ('paper');
        RETURN;
    END IF;
    INSERT INTO outbox (concerns, language, slug)
    SELECT DISTINCT 'article'::"Concern", t.language, t.slug FROM unnest(touched) t
    UNION
    SELECT DISTINCT 'translation'::"Concern", sibling.language, sibling.slug
    FROM unnest(touched) t JOIN article sibling ON sibling.story_id = t.story_id AND sibling.language <> t.language
    WHERE sibling.state = 'published';
END
$$;

CREATE FUNCTION announce_articles() RETURNS trigger LANGUAGE plpgsql AS $$
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
            WHERE (o.state IN ('published', 'withdrawn') OR n.state IN ('published', 'withdrawn')) AND o IS DISTINCT FROM n
        );
    END IF;
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "announce_inserted" AFTER INSERT ON "article"
    REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_articles();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "article"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_articles();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "article"
    REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_articles();

-- A story's lead picture, tags and authors show with all its articles. (Its section is in the articles too, by cascade.)
CREATE FUNCTION announce_story() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched touched_article[];
BEGIN
    IF TG_TABLE_NAME = 'story' THEN
        touched := ARRAY(
            SELECT (a.story_id, a.language, a.slug)::touched_article FROM before_rows o JOIN after_rows n ON n.id = o.id JOIN article a ON a.story_id = n.id
            WHERE o IS DISTINCT FROM n AND a.state = 'published'
        );
    ELSE
        touched := ARRAY(
            SELECT (a.story_id, a.language, a.slug)::touched_article FROM article a
            WHERE a.state = 'published' AND a.story_id IN (SELECT story_id FROM changed_rows)
        );
    END IF;
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "announce_updated" AFTER UPDATE ON "story"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_story();
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "story_tag"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_story();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "story_tag"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_story();
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "story_author"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_story();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "story_author"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_story();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "story_author"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_story();

-- What any page may show.
CREATE FUNCTION announce_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO outbox (concerns) VALUES ('paper');
    RETURN NULL;
END
$$;

CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "masthead" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "masthead_text" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "house_ad" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "section" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "section_text" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "tag" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "tag_text" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "author" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "author_text" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
CREATE TRIGGER "announce_changed" AFTER UPDATE OR DELETE ON "picture" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
CREATE TRIGGER "announce_changed" AFTER UPDATE OR DELETE ON "picture_text" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();

-- The words that a picture comes in with say nothing new: no page shows it yet. Those it is given later do.
CREATE FUNCTION announce_picture_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM after_rows n JOIN picture p ON p.id = n.picture_id WHERE p.added_at < date_trunc('milliseconds', now())) THEN
        INSERT INTO outbox (concerns) VALUES ('paper');
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "announce_inserted" AFTER INSERT ON "picture_text"
    REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_picture_words();
