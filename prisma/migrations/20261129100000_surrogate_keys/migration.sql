-- An entry of the outbox says which surrogate keys it touches (newsroom/surrogate-keys.ts has their names), so that only
-- what was made from them is made anew. Entries with `keys` empty were written before there were any.
ALTER TABLE "outbox" ADD COLUMN "keys" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TYPE touched_article ADD ATTRIBUTE keys TEXT[];

-- The articles that belong to a story: most shared tags first, then those of its section, then the newest. Of each tag
-- only the newest are looked at, so that the work stays bounded.
CREATE FUNCTION related_articles(of_language text, of_story integer, at_most integer) RETURNS SETOF integer
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH mine AS (
        SELECT id, section_id FROM story WHERE id = of_story
    ),
    candidate AS (
        SELECT tagged.*, 1 AS shared
        FROM mine JOIN story_tag ON story_tag.story_id = mine.id CROSS JOIN LATERAL (
            SELECT a.id, a.story_id, a.section_id, a.published_at
            FROM article a JOIN story_tag theirs ON theirs.story_id = a.story_id AND theirs.tag_id = story_tag.tag_id
            WHERE a.language = of_language AND a.state = 'published'
            ORDER BY a.published_at DESC, a.id DESC LIMIT 40
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

-- Months are UTC's.
CREATE FUNCTION month_key(of_language text, published_at timestamptz) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT 'month-' || to_char(published_at AT TIME ZONE 'UTC', 'YYYY-MM') || '-' || of_language
$$;

-- The lists that an article stands in while it is published.
CREATE FUNCTION list_keys(of_story integer, of_section integer, of_language text, published_at timestamptz)
RETURNS text[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT ARRAY['latest-' || of_language, month_key(of_language, published_at)]
        || ARRAY(SELECT 'section-' || key || '-' || of_language FROM section WHERE id = of_section)
        || ARRAY(
            SELECT 'tag-' || tag.key || '-' || of_language FROM story_tag JOIN tag ON tag.id = tag_id WHERE story_id = of_story
        )
        || ARRAY(
            SELECT 'author-' || author.key || '-' || of_language
            FROM story_author JOIN author ON author.id = author_id WHERE story_id = of_story
        )
$$;

-- What shows an article that has changed in a way that lists show too.
CREATE FUNCTION card_keys(of_id integer, of_language text, published_at timestamptz) RETURNS text[]
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT ARRAY['article-' || of_id, 'card-' || of_id, 'sitemap', month_key(of_language, published_at)]
$$;

-- The stories that learn of one that comes: those it is most related to, which takes some milliseconds and is left out
-- where many change at once, and the one whose next story of its section was another.
CREATE FUNCTION onward_keys(
    of_id integer, of_story integer, of_section integer, of_language text, of_time timestamptz, with_related boolean
)
RETURNS text[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT CASE WHEN with_related THEN ARRAY(
        SELECT 'onward-' || story_id || '-' || of_language
        FROM article WHERE id IN (SELECT related_articles(of_language, of_story, 4))
    ) ELSE '{}' END || ARRAY(
        SELECT 'onward-' || story_id || '-' || of_language FROM article
        WHERE language = of_language AND section_id = of_section AND state = 'published'
            AND (published_at, id) > (of_time, of_id)
        ORDER BY published_at, id LIMIT 1
    )
$$;

-- Everything that shows an article that comes or goes, or whose place or address changes.
CREATE FUNCTION came_or_went(a article, with_related boolean) RETURNS text[] LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT ARRAY['post-' || a.slug, 'story-' || a.story_id, 'corrections-' || a.language]
        || card_keys(a.id, a.language, a.published_at)
        || CASE WHEN a.state = 'published'
            THEN list_keys(a.story_id, a.section_id, a.language, a.published_at)
                || onward_keys(a.id, a.story_id, a.section_id, a.language, a.published_at, with_related)
            ELSE '{}' END
$$;

-- Past 500 articles at once (a bulk load) one entry stands for everything. Says whether it was written.
CREATE FUNCTION announce_everything(articles bigint) RETURNS boolean
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF articles <= 500 THEN
        RETURN false;
    END IF;
    INSERT INTO outbox (concerns, keys) VALUES ('paper', ARRAY['everything']);
    RETURN true;
END
$$;

-- As before; machines with an earlier version do not read `keys`.
CREATE OR REPLACE FUNCTION announce(touched touched_article[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF announce_everything(cardinality(touched)) THEN
        RETURN;
    END IF;
    INSERT INTO outbox (concerns, language, slug, keys)
    SELECT 'article'::"Concern", t.language, t.slug, array_agg(DISTINCT key)
    FROM unnest(touched) t CROSS JOIN LATERAL unnest(t.keys) AS key
    GROUP BY t.language, t.slug
    UNION ALL
    SELECT DISTINCT 'translation'::"Concern", sibling.language, sibling.slug, '{}'::text[]
    FROM unnest(touched) t JOIN article sibling ON sibling.story_id = t.story_id AND sibling.language <> t.language
    WHERE sibling.state = 'published';
END
$$;

CREATE OR REPLACE FUNCTION announce_articles() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    ids integer[];
    are_few boolean;
    touched touched_article[];
BEGIN
    -- The articles that readers see otherwise.
    IF TG_OP = 'INSERT' THEN
        ids := ARRAY(SELECT id FROM after_rows WHERE state IN ('published', 'withdrawn'));
    ELSIF TG_OP = 'DELETE' THEN
        ids := ARRAY(SELECT id FROM before_rows WHERE state IN ('published', 'withdrawn'));
    ELSE
        ids := ARRAY(
            SELECT n.id FROM before_rows o JOIN after_rows n USING (id)
            WHERE (o.state IN ('published', 'withdrawn') OR n.state IN ('published', 'withdrawn'))
                AND (o.story_id, o.section_id, o.language, o.slug, o.headline, o.standfirst, o.body, o.source, o.state,
                        o.published_at, o.revised_at, o.withdrawal_notice)
                    IS DISTINCT FROM
                    (n.story_id, n.section_id, n.language, n.slug, n.headline, n.standfirst, n.body, n.source, n.state,
                        n.published_at, n.revised_at, n.withdrawal_notice)
        );
    END IF;
    IF announce_everything(cardinality(ids)) THEN
        RETURN NULL;
    END IF;
    are_few := cardinality(ids) <= 10;
    IF TG_OP = 'INSERT' THEN
        touched := ARRAY(
            SELECT (n.story_id, n.language, n.slug, came_or_went(n, are_few))::touched_article
            FROM after_rows n WHERE n.id = ANY (ids)
        );
    ELSIF TG_OP = 'DELETE' THEN
        touched := ARRAY(
            SELECT (o.story_id, o.language, o.slug, came_or_went(o, are_few))::touched_article
            FROM before_rows o WHERE o.id = ANY (ids)
        );
    ELSE
        touched := ARRAY(
            SELECT either.as_touched
            FROM before_rows o JOIN after_rows n USING (id) CROSS JOIN LATERAL (
                SELECT CASE
                    WHEN (o.story_id, o.section_id, o.language, o.slug, o.state, o.published_at)
                        IS DISTINCT FROM (n.story_id, n.section_id, n.language, n.slug, n.state, n.published_at)
                    THEN came_or_went(o, are_few) || came_or_went(n, are_few)
                    WHEN (o.headline, o.standfirst) IS DISTINCT FROM (n.headline, n.standfirst)
                    THEN ARRAY['story-' || n.story_id] || card_keys(n.id, n.language, n.published_at)
                    ELSE ARRAY['article-' || n.id, 'sitemap', month_key(n.language, n.published_at)]
                END AS keys
            ) AS changed CROSS JOIN LATERAL (VALUES
                ((o.story_id, o.language, o.slug, changed.keys)::touched_article),
                ((n.story_id, n.language, n.slug, changed.keys)::touched_article)
            ) AS either (as_touched)
            WHERE n.id = ANY (ids)
        );
    END IF;
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
    RETURN NULL;
END
$$;

-- A story's kind, lead picture, tags and authors show with all its articles. (Its section is in the articles too, by
-- cascade.) A front page may choose otherwise by the picture.
CREATE OR REPLACE FUNCTION announce_story() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    unseen text[] := coalesce(TG_ARGV, '{}');
    ids integer[];
    lists text[] := '{}';
    touched touched_article[];
BEGIN
    IF TG_TABLE_NAME = 'story' THEN
        ids := ARRAY(
            SELECT n.id FROM after_rows n JOIN before_rows o USING (id)
            WHERE to_jsonb(n) - unseen IS DISTINCT FROM to_jsonb(o) - unseen
        );
    ELSIF TG_OP = 'UPDATE' THEN
        ids := ARRAY(
            (SELECT story_id FROM (SELECT * FROM after_rows EXCEPT SELECT * FROM before_rows) AS given)
            UNION (SELECT story_id FROM (SELECT * FROM before_rows EXCEPT SELECT * FROM after_rows) AS taken)
        );
    ELSE
        ids := ARRAY(SELECT DISTINCT story_id FROM changed_rows);
        IF TG_TABLE_NAME = 'story_tag' THEN
            lists := ARRAY(SELECT DISTINCT 'tag-' || key FROM changed_rows JOIN tag ON tag.id = tag_id);
        ELSE
            lists := ARRAY(SELECT DISTINCT 'author-' || key FROM changed_rows JOIN author ON author.id = author_id);
        END IF;
    END IF;
    IF announce_everything((SELECT count(*) FROM article WHERE state = 'published' AND story_id = ANY (ids))) THEN
        RETURN NULL;
    END IF;
    touched := ARRAY(
        SELECT (a.story_id, a.language, a.slug,
            card_keys(a.id, a.language, a.published_at)
                || ARRAY['front-' || a.language, 'topics-' || a.language]
                || ARRAY(SELECT list || '-' || a.language FROM unnest(lists) list)
                || CASE WHEN TG_TABLE_NAME = 'story_tag'
                    THEN onward_keys(
                        a.id, a.story_id, a.section_id, a.language, a.published_at, cardinality(ids) <= 10)
                    ELSE '{}' END)::touched_article
        FROM article a
        WHERE a.state = 'published' AND a.story_id = ANY (ids)
    );
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
    RETURN NULL;
END
$$;

-- Addresses that lead to a story from now on, or no longer.
CREATE FUNCTION announce_former_slugs() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF announce_everything((SELECT count(*) FROM changed_rows)) THEN
        RETURN NULL;
    END IF;
    INSERT INTO outbox (concerns, language, slug, keys)
    SELECT 'translation', language, slug, ARRAY['post-' || slug] FROM changed_rows;
    RETURN NULL;
END
$$;

CREATE TRIGGER "announce_inserted" AFTER INSERT ON "former_slug"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_former_slugs();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "former_slug"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_former_slugs();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "former_slug"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_former_slugs();

CREATE OR REPLACE FUNCTION announce_notes() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    ids integer[];
    touched touched_article[];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        ids := ARRAY(
            (SELECT article_id FROM (SELECT * FROM after_rows EXCEPT SELECT * FROM before_rows) AS given)
            UNION (SELECT article_id FROM (SELECT * FROM before_rows EXCEPT SELECT * FROM after_rows) AS taken)
        );
    ELSE
        ids := ARRAY(SELECT article_id FROM changed_rows);
    END IF;
    touched := ARRAY(
        SELECT (a.story_id, a.language, a.slug, ARRAY['article-' || a.id, 'corrections-' || a.language])::touched_article
        FROM article a
        WHERE a.state = 'published' AND a.id = ANY (ids)
    );
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION announce_pictures(ids bpchar[]) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    touched touched_article[];
    pictures text[] := ARRAY(SELECT 'picture-' || id FROM unnest(ids::text[]) id);
BEGIN
    IF EXISTS (SELECT FROM author WHERE picture_id = ANY (ids))
        OR EXISTS (SELECT FROM page_text WHERE pictures_in(body) && ids::text[]) THEN
        INSERT INTO outbox (concerns, keys) VALUES ('paper', pictures);
    END IF;
    touched := ARRAY(
        SELECT (a.story_id, a.language, a.slug, card_keys(a.id, a.language, a.published_at))::touched_article
        FROM article a
        WHERE a.state = 'published' AND a.story_id IN (SELECT id FROM story WHERE lead_id = ANY (ids))
        UNION ALL
        SELECT (a.story_id, a.language, a.slug, pictures || ARRAY['article-' || a.id])::touched_article
        FROM article a
        WHERE a.state = 'published' AND pictures_in(a.body) && ids::text[]
    );
    IF cardinality(touched) > 0 THEN
        PERFORM announce(touched);
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION announce_fronts() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO outbox (concerns, language, keys)
        SELECT 'front'::"Concern", language, ARRAY['front-' || language] FROM (
            SELECT language FROM (SELECT * FROM after_rows EXCEPT SELECT * FROM before_rows) AS given
            UNION
            SELECT language FROM (SELECT * FROM before_rows EXCEPT SELECT * FROM after_rows) AS taken
        ) AS changed;
    ELSE
        INSERT INTO outbox (concerns, language, keys)
        SELECT DISTINCT 'front'::"Concern", language, ARRAY['front-' || language] FROM changed_rows;
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION announce_site() RETURNS void LANGUAGE sql SET search_path = public, pg_temp AS $$
    INSERT INTO outbox (concerns, keys) VALUES ('paper', ARRAY['site'])
$$;

-- The names of tags and authors: where these are shown. A row of `tag_text` says by `tag_id` which tag it is of.
CREATE FUNCTION announce_names() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    unseen text[] := coalesce(TG_ARGV, '{}');
    kind text := split_part(TG_TABLE_NAME, '_', 1);
    id_column text := CASE WHEN TG_TABLE_NAME = kind THEN 'id' ELSE kind || '_id' END;
    changed jsonb[];
    names text[];
BEGIN
    IF TG_OP = 'UPDATE' THEN
        changed := ARRAY(
            (SELECT to_jsonb(n) - unseen FROM after_rows n EXCEPT SELECT to_jsonb(o) - unseen FROM before_rows o)
            UNION (SELECT to_jsonb(o) - unseen FROM before_rows o EXCEPT SELECT to_jsonb(n) - unseen FROM after_rows n)
        );
    ELSE
        changed := ARRAY(SELECT to_jsonb(r) FROM changed_rows r);
    END IF;
    names := ARRAY(
        -- Which of them have a name in a language is another list.
        SELECT DISTINCT 'topics-' || (one->>'language') FROM unnest(changed) one WHERE one ? 'language'
        UNION
        SELECT 'name-' || kind || '-' || key FROM (
            SELECT one->>'key' AS key FROM unnest(changed) one
            UNION SELECT key FROM tag WHERE kind = 'tag' AND id IN (SELECT (one->>id_column)::int FROM unnest(changed) one)
            UNION
            SELECT key FROM author WHERE kind = 'author' AND id IN (SELECT (one->>id_column)::int FROM unnest(changed) one)
        ) AS named WHERE key IS NOT NULL
    );
    IF cardinality(names) > 0 THEN
        INSERT INTO outbox (concerns, keys) VALUES ('paper', names);
    END IF;
    RETURN NULL;
END
$$;

DROP TRIGGER "announce_updated" ON "tag";
DROP TRIGGER "announce_inserted" ON "tag_text";
DROP TRIGGER "announce_updated" ON "tag_text";
DROP TRIGGER "announce_deleted" ON "tag_text";
DROP TRIGGER "announce_updated" ON "author";
DROP TRIGGER "announce_inserted" ON "author_text";
DROP TRIGGER "announce_updated" ON "author_text";
DROP TRIGGER "announce_deleted" ON "author_text";
DROP FUNCTION announce_new_names();

CREATE TRIGGER "announce_updated" AFTER UPDATE ON "tag"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_names('version');
-- With a tag its texts go too; by then it has no key any more that they could be named by.
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "tag"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_names();
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "tag_text"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_names();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "tag_text"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_names();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "tag_text"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_names();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "author"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_names('version');
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "author"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_names();
CREATE TRIGGER "announce_inserted" AFTER INSERT ON "author_text"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_names();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "author_text"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows
    FOR EACH STATEMENT EXECUTE FUNCTION announce_names();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "author_text"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_names();
