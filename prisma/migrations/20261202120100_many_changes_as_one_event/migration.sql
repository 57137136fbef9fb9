-- A statement that changes more than 200 stories is told as one event that says how many: it is of no article.
ALTER TABLE "story_event"
    ALTER COLUMN "article_id" DROP NOT NULL,
    ALTER COLUMN "story_id" DROP NOT NULL,
    ALTER COLUMN "language" DROP NOT NULL,
    ALTER COLUMN "slug" DROP NOT NULL,
    ALTER COLUMN "headline" DROP NOT NULL,
    ADD COLUMN "stories" INTEGER,
    DROP CONSTRAINT "story_event_event",
    ADD CONSTRAINT "story_event_event" CHECK (
        "event" IN ('story.published', 'story.updated', 'story.corrected', 'story.withdrawn', 'story.deleted')
            AND num_nulls("article_id", "story_id", "language", "slug", "headline") = 0 AND "stories" IS NULL
        OR "event" = 'stories.changed'
            AND num_nonnulls("article_id", "story_id", "language", "slug", "headline") = 0 AND "stories" IS NOT NULL
    );

CREATE UNIQUE INDEX "story_event_many" ON "story_event"("transaction", "at") WHERE "event" = 'stories.changed';

-- Who is told of anything is told that there was more.
UPDATE "destination" SET "events" = array_append("events", 'stories.changed')
WHERE "kind" = 'webhook' AND NOT 'stories.changed' = ANY ("events");

-- Notes that so many were changed by one statement; of several in a transaction, the one that changed the most.
CREATE FUNCTION note_many_changes(changed bigint) RETURNS void
LANGUAGE sql SET search_path = public, pg_temp AS $$
    INSERT INTO story_event AS known (event, stories) VALUES ('stories.changed', changed)
    ON CONFLICT (transaction, at) WHERE event = 'stories.changed' DO UPDATE SET stories = greatest(known.stories, excluded.stories)
$$;

CREATE OR REPLACE FUNCTION note_article_events() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
    changed bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        changed := (SELECT count(*) FROM after_rows WHERE state = 'published');
        IF are_too_many_events(changed) THEN
            PERFORM note_many_changes(changed);
        ELSE
            PERFORM note_story_events('story.published', ARRAY(SELECT id FROM after_rows WHERE state = 'published'));
        END IF;
    ELSIF TG_OP = 'DELETE' THEN
        changed := (SELECT count(*) FROM before_rows WHERE state IN ('published', 'withdrawn'));
        IF are_too_many_events(changed) THEN
            PERFORM note_many_changes(changed);
        ELSE
            INSERT INTO story_event AS known (event, article_id, story_id, language, slug, headline)
            SELECT 'story.deleted', id, story_id, language, slug, headline FROM before_rows
            WHERE state IN ('published', 'withdrawn')
            ON CONFLICT (transaction, at, article_id) DO UPDATE SET event = excluded.event;
        END IF;
    ELSIF are_too_many_events((
        SELECT count(*) FROM before_rows o JOIN after_rows n USING (id) WHERE 'published' IN (o.state, n.state)
    )) THEN
        changed := (
            SELECT count(*) FROM before_rows o JOIN after_rows n USING (id)
            WHERE 'published' IN (o.state, n.state)
                AND (o.state, o.section_id, o.slug, o.headline, o.standfirst, o.body, o.source, o.published_at)
                    IS DISTINCT FROM
                    (n.state, n.section_id, n.slug, n.headline, n.standfirst, n.body, n.source, n.published_at)
        );
        IF changed > 0 THEN
            PERFORM note_many_changes(changed);
        END IF;
    ELSE
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

CREATE OR REPLACE FUNCTION note_story_changes() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
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
    IF are_too_many_events(cardinality(ids)) THEN
        PERFORM note_many_changes(cardinality(ids));
    ELSE
        PERFORM note_story_events('story.updated', ids);
    END IF;
    RETURN NULL;
END
$$;
