-- The published articles of each tag and author in the order of their lists. Without it a list reads all stories of its
-- tag, and so did related_articles for each tag of a story: with 100,000 stories tens of milliseconds, more each year.
CREATE TABLE "filed_article" (
    "kind" TEXT NOT NULL,
    "topic_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "article_id" INTEGER NOT NULL,

    CONSTRAINT "filed_article_pkey" PRIMARY KEY ("kind", "topic_id", "language", "published_at", "article_id"),
    CONSTRAINT "filed_article_kind" CHECK ("kind" IN ('tag', 'author'))
);

CREATE INDEX "filed_article_article_id_idx" ON "filed_article"("article_id");

ALTER TABLE "filed_article" ADD CONSTRAINT "filed_article_article_id_fkey"
    FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Files the articles of some stories anew. Two who change one story at a time, one its tags and the other what is
-- published, must not overlook each other: who comes second waits, and then sees what the first has done. The locks are
-- the last thing that a statement takes. Of many stories the table is locked instead, for the moment that a step takes.
CREATE FUNCTION file_articles(stories integer[]) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    one integer;
BEGIN
    IF cardinality(stories) = 0 THEN
        RETURN;
    ELSIF cardinality(stories) > 20 THEN
        LOCK TABLE filed_article IN SHARE ROW EXCLUSIVE MODE;
    ELSE
        LOCK TABLE filed_article IN ROW EXCLUSIVE MODE;
        FOR one IN SELECT DISTINCT unnest(stories) ORDER BY 1 LOOP
            PERFORM pg_advisory_xact_lock(72407100, one);
        END LOOP;
    END IF;
    DELETE FROM filed_article f USING article a WHERE a.id = f.article_id AND a.story_id = ANY (stories);
    INSERT INTO filed_article (kind, topic_id, language, published_at, article_id)
    SELECT 'tag', t.tag_id, a.language, a.published_at, a.id
    FROM article a JOIN story_tag t ON t.story_id = a.story_id
    WHERE a.story_id = ANY (stories) AND a.state = 'published' AND a.published_at IS NOT NULL
    UNION ALL
    SELECT 'author', w.author_id, a.language, a.published_at, a.id
    FROM article a JOIN story_author w ON w.story_id = a.story_id
    WHERE a.story_id = ANY (stories) AND a.state = 'published' AND a.published_at IS NOT NULL;
END
$$;

CREATE FUNCTION file_changed_articles() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM file_articles(ARRAY(SELECT DISTINCT story_id FROM after_rows WHERE state = 'published'));
    ELSE
        PERFORM file_articles(ARRAY(
            SELECT n.story_id FROM before_rows o JOIN after_rows n USING (id)
            WHERE (o.story_id, o.language, o.state, o.published_at)
                IS DISTINCT FROM (n.story_id, n.language, n.state, n.published_at)
            GROUP BY n.story_id
        ));
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION file_changed_stories() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        PERFORM file_articles(ARRAY(SELECT story_id FROM before_rows UNION SELECT story_id FROM after_rows));
    ELSE
        PERFORM file_articles(ARRAY(SELECT DISTINCT story_id FROM changed_rows));
    END IF;
    RETURN NULL;
END
$$;

-- Before the triggers that announce, which look for related articles: PostgreSQL goes by their names.
CREATE TRIGGER "add_to_lists_inserted" AFTER INSERT ON "article"
    REFERENCING NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION file_changed_articles();
CREATE TRIGGER "add_to_lists_updated" AFTER UPDATE ON "article"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION file_changed_articles();
DO $$
DECLARE
    of_table text;
BEGIN
    FOREACH of_table IN ARRAY ARRAY['story_tag', 'story_author'] LOOP
        EXECUTE format('CREATE TRIGGER add_to_lists_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS changed_rows '
            'FOR EACH STATEMENT EXECUTE FUNCTION file_changed_stories()', of_table);
        EXECUTE format('CREATE TRIGGER add_to_lists_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS changed_rows '
            'FOR EACH STATEMENT EXECUTE FUNCTION file_changed_stories()', of_table);
        EXECUTE format('CREATE TRIGGER add_to_lists_updated AFTER UPDATE ON %I '
            'REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows '
            'FOR EACH STATEMENT EXECUTE FUNCTION file_changed_stories()', of_table);
    END LOOP;
END
$$;

INSERT INTO filed_article (kind, topic_id, language, published_at, article_id)
SELECT 'tag', t.tag_id, a.language, a.published_at, a.id FROM article a JOIN story_tag t ON t.story_id = a.story_id
WHERE a.state = 'published' AND a.published_at IS NOT NULL
UNION ALL
SELECT 'author', w.author_id, a.language, a.published_at, a.id
FROM article a JOIN story_author w ON w.story_id = a.story_id
WHERE a.state = 'published' AND a.published_at IS NOT NULL;

-- As before, but the newest of a tag stand in order.
CREATE OR REPLACE FUNCTION related_articles(of_language text, of_story integer, at_most integer) RETURNS SETOF integer
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH mine AS (
        SELECT id, section_id FROM story WHERE id = of_story
    ),
    candidate AS (
        SELECT tagged.*, 1 AS shared
        FROM mine JOIN story_tag ON story_tag.story_id = mine.id CROSS JOIN LATERAL (
            SELECT a.id, a.story_id, a.section_id, a.published_at
            FROM (
                SELECT article_id FROM filed_article f
                WHERE f.kind = 'tag' AND f.topic_id = story_tag.tag_id AND f.language = of_language
                ORDER BY f.published_at DESC, f.article_id DESC LIMIT 40
            ) AS newest JOIN article a ON a.id = newest.article_id
        ) AS tagged
        UNION ALL
        SELECT neighbour.*, 0
        FROM mine CROSS JOIN LATERAL (
            SELECT a.id, a.story_id, a.section_id, a.published_at FROM article a
            WHERE a.language = of_language AND a.section_id = mine.section_id AND a.state = 'published'
            ORDER BY a.published_at DESC, a.id DESC LIMIT at_most + 1
        ) AS neighbour
        UNION ALL
        SELECT newest.*, 0
        FROM (
            SELECT a.id, a.story_id, a.section_id, a.published_at FROM article a
            WHERE a.language = of_language AND a.state = 'published'
            ORDER BY a.published_at DESC, a.id DESC LIMIT at_most + 1
        ) AS newest
    )
    SELECT candidate.id
    FROM candidate, mine
    WHERE candidate.story_id <> mine.id
    GROUP BY candidate.id, candidate.section_id, candidate.published_at, mine.section_id
    ORDER BY sum(shared) DESC, candidate.section_id = mine.section_id DESC,
        candidate.published_at DESC, candidate.id DESC
    LIMIT at_most
$$;
