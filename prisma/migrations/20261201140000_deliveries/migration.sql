-- What happened to stories that others are told of: one row for each language version and transaction, written by
-- triggers, so that no way of changing anything can forget it. `portal.quiet` silences them, as it does the outbox.
CREATE TABLE "story_event" (
    "id" BIGSERIAL NOT NULL,
    "transaction" xid8 NOT NULL DEFAULT pg_current_xact_id(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "event" TEXT NOT NULL,
    "article_id" INTEGER NOT NULL,
    "story_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "is_handed_out" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "story_event_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "story_event_event" CHECK (
        "event" IN ('story.published', 'story.updated', 'story.corrected', 'story.withdrawn', 'story.deleted')
    )
);

CREATE UNIQUE INDEX "story_event_transaction_at_article_id_key" ON "story_event"("transaction", "at", "article_id");
CREATE INDEX "story_event_at_idx" ON "story_event"("at");
CREATE INDEX "story_event_to_hand_out" ON "story_event"("id") WHERE NOT "is_handed_out";

-- Where events are delivered to. A lease says which process delivers to it at the moment.
CREATE TABLE "destination" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "config" JSONB NOT NULL DEFAULT '{}',
    "secret" BYTEA,
    "former_secret" BYTEA,
    "former_secret_until" TIMESTAMPTZ(3),
    "events" TEXT[],
    "languages" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "state" TEXT NOT NULL DEFAULT 'on',
    "version" INTEGER NOT NULL DEFAULT 1,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "lease" TEXT,
    "leased_until" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "destination_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "destination_state" CHECK ("state" IN ('on', 'off', 'gone'))
);

-- One event for one destination: sent once, however many try.
CREATE TABLE "delivery" (
    "id" BIGSERIAL NOT NULL,
    "destination_id" INTEGER NOT NULL,
    "event_id" BIGINT,
    "message_id" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "article_id" INTEGER,
    "payload" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "tried_at" TIMESTAMPTZ(3),
    "remote_id" TEXT,
    "answer" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "delivery_state" CHECK ("state" IN (
        'waiting', 'sending', 'maybe_sent', 'failed', 'sent', 'edited', 'withdrawn', 'given_up'
    )),
    CONSTRAINT "delivery_destination_id_fkey" FOREIGN KEY ("destination_id")
        REFERENCES "destination"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "delivery_destination_id_event_id_key" ON "delivery"("destination_id", "event_id");
CREATE UNIQUE INDEX "delivery_message_id_key" ON "delivery"("message_id");
CREATE INDEX "delivery_destination_id_id_idx" ON "delivery"("destination_id", "id" DESC);
CREATE INDEX "delivery_created_at_idx" ON "delivery"("created_at");
-- What is still to be done, and what has to wait for it.
CREATE INDEX "delivery_due" ON "delivery"("destination_id", "next_try_at")
    WHERE "state" IN ('waiting', 'sending', 'maybe_sent', 'failed');
CREATE INDEX "delivery_open" ON "delivery"("destination_id", "article_id", "id")
    WHERE "state" IN ('waiting', 'sending', 'maybe_sent', 'failed');

-- Notes an event. Of several of one transaction the weightiest counts, such as the correction that comes with a change.
CREATE FUNCTION note_story_events(of_event text, ids integer[]) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
    INSERT INTO story_event AS known (event, article_id, story_id, language, slug, headline)
    SELECT of_event, id, story_id, language, slug, headline FROM article WHERE id = ANY (ids)
    ON CONFLICT (transaction, at, article_id) DO UPDATE
    SET event = excluded.event, slug = excluded.slug, headline = excluded.headline
    WHERE array_position(ARRAY['story.updated', 'story.corrected', 'story.published', 'story.withdrawn'], excluded.event)
        > array_position(ARRAY['story.updated', 'story.corrected', 'story.published', 'story.withdrawn'], known.event)
$$;

-- More at once are a matter of upkeep, such as two tags that became one: nobody is told of each.
CREATE FUNCTION are_too_many_events(articles bigint) RETURNS boolean LANGUAGE sql IMMUTABLE
SET search_path = public, pg_temp AS $$ SELECT articles > 200 $$;

CREATE FUNCTION note_article_events() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT are_too_many_events((SELECT count(*) FROM after_rows WHERE state = 'published')) THEN
            PERFORM note_story_events('story.published', ARRAY(SELECT id FROM after_rows WHERE state = 'published'));
        END IF;
    ELSIF TG_OP = 'DELETE' THEN
        IF NOT are_too_many_events((SELECT count(*) FROM before_rows WHERE state IN ('published', 'withdrawn'))) THEN
            INSERT INTO story_event AS known (event, article_id, story_id, language, slug, headline)
            SELECT 'story.deleted', id, story_id, language, slug, headline FROM before_rows
            WHERE state IN ('published', 'withdrawn')
            ON CONFLICT (transaction, at, article_id) DO UPDATE SET event = excluded.event;
        END IF;
    ELSIF NOT are_too_many_events((
        SELECT count(*) FROM before_rows o JOIN after_rows n USING (id) WHERE 'published' IN (o.state, n.state)
    )) THEN
        PERFORM note_story_events('story.published', ARRAY(
            SELECT n.id FROM before_rows o JOIN after_rows n USING (id)
            WHERE n.state = 'published' AND o.state <> 'published'
        ));
        PERFORM note_story_events('story.withdrawn', ARRAY(
            SELECT n.id FROM before_rows o JOIN after_rows n USING (id)
            WHERE o.state = 'published' AND n.state <> 'published'
        ));
        PERFORM note_story_events('story.updated', ARRAY(
            SELECT n.id FROM before_rows o JOIN after_rows n USING (id)
            WHERE o.state = 'published' AND n.state = 'published'
                AND (o.section_id, o.slug, o.headline, o.standfirst, o.body, o.source, o.published_at)
                    IS DISTINCT FROM
                    (n.section_id, n.slug, n.headline, n.standfirst, n.body, n.source, n.published_at)
        ));
    END IF;
    RETURN NULL;
END
$$;

-- Of a story: its kind and lead picture (its section is in its articles too), tags and authors.
CREATE FUNCTION note_story_changes() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    ids integer[];
    stories integer[];
BEGIN
    IF TG_TABLE_NAME = 'story' THEN
        stories := ARRAY(
            SELECT n.id FROM before_rows o JOIN after_rows n USING (id)
            WHERE (o.kind, o.lead_id) IS DISTINCT FROM (n.kind, n.lead_id)
        );
    ELSE
        stories := ARRAY(SELECT DISTINCT story_id FROM changed_rows);
    END IF;
    ids := ARRAY(SELECT id FROM article WHERE story_id = ANY (stories) AND state = 'published');
    IF NOT are_too_many_events(cardinality(ids)) THEN
        PERFORM note_story_events('story.updated', ids);
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION note_corrections() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM note_story_events(
        CASE kind WHEN 'correction' THEN 'story.corrected' ELSE 'story.updated' END,
        ARRAY(SELECT a.id FROM article a WHERE a.id = noted.article_id AND a.state = 'published')
    ) FROM changed_rows noted;
    RETURN NULL;
END
$$;

-- After the triggers of the lists, which go by their names.
CREATE TRIGGER "note_events_inserted" AFTER INSERT ON "article"
    REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION note_article_events();
CREATE TRIGGER "note_events_updated" AFTER UPDATE ON "article"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION note_article_events();
CREATE TRIGGER "note_events_deleted" AFTER DELETE ON "article"
    REFERENCING OLD TABLE AS before_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION note_article_events();
CREATE TRIGGER "note_events_updated" AFTER UPDATE ON "story"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION note_story_changes();
CREATE TRIGGER "note_events_inserted" AFTER INSERT ON "story_tag"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION note_story_changes();
CREATE TRIGGER "note_events_deleted" AFTER DELETE ON "story_tag"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION note_story_changes();
CREATE TRIGGER "note_events_inserted" AFTER INSERT ON "story_author"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION note_story_changes();
CREATE TRIGGER "note_events_deleted" AFTER DELETE ON "story_author"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION note_story_changes();
CREATE TRIGGER "note_events_inserted" AFTER INSERT ON "article_note"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT
    WHEN (current_setting('portal.quiet', true) IS DISTINCT FROM 'on') EXECUTE FUNCTION note_corrections();
