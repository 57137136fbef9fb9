-- Addresses of former sites, what answers there now, and those that nothing answers.
CREATE TYPE "RedirectKind" AS ENUM
    ('article', 'section', 'tag', 'author', 'page', 'date', 'picture', 'path', 'url', 'gone');

ALTER TYPE "Concern" ADD VALUE 'redirect';
ALTER TABLE "outbox" DROP CONSTRAINT "outbox_names_what_it_concerns";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_names_what_it_concerns" CHECK (
    ("concerns" IN ('article', 'translation', 'front')) = ("language" IS NOT NULL)
    AND ("concerns" IN ('article', 'translation')) = ("slug" IS NOT NULL));

CREATE TABLE "redirect" (
    "id" SERIAL NOT NULL,
    "address" TEXT NOT NULL,
    "kind" "RedirectKind" NOT NULL,
    "language" TEXT,
    "story_id" INTEGER,
    "picture_id" CHAR(20),
    "target" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "import_id" INTEGER,
    "created_by_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "redirect_pkey" PRIMARY KEY ("id"),
    -- What an index can hold.
    CONSTRAINT "redirect_address" CHECK (address LIKE '/_%' AND octet_length(address) <= 2000),
    CONSTRAINT "redirect_target" CHECK (CASE
        WHEN kind IN ('section', 'tag', 'author', 'page') THEN target <> '' AND language IS NOT NULL
        WHEN kind = 'date' THEN target ~ '^([12]\d{3}(-(0[1-9]|1[0-2])(-\d\d)?)?)?$' AND language IS NOT NULL
        WHEN kind = 'article' THEN target = '' AND language IS NOT NULL
        WHEN kind IN ('picture', 'gone') THEN target = ''
        WHEN kind = 'path' THEN target LIKE '/%'
        WHEN kind = 'url' THEN target LIKE 'https://_%'
    END AND octet_length(target) <= 2000)
);

CREATE UNIQUE INDEX "redirect_address_key" ON "redirect"("address");
CREATE INDEX "redirect_story_id_idx" ON "redirect"("story_id");
CREATE INDEX "redirect_picture_id_idx" ON "redirect"("picture_id");
CREATE INDEX "redirect_import_id_idx" ON "redirect"("import_id");
CREATE INDEX "redirect_target_idx" ON "redirect"("target");
-- The newsroom's list is searched by any part of an address.
CREATE INDEX redirect_address_trigrams ON redirect USING gin (address gin_trgm_ops) WHERE address IS NOT NULL;
CREATE INDEX redirect_target_trigrams ON redirect USING gin (target gin_trgm_ops) WHERE target <> '';

ALTER TABLE "redirect" ADD CONSTRAINT "redirect_story_id_fkey"
    FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "redirect" ADD CONSTRAINT "redirect_picture_id_fkey"
    FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "redirect" ADD CONSTRAINT "redirect_language_fkey"
    FOREIGN KEY ("language") REFERENCES "language"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "redirect_hit" (
    "redirect_id" INTEGER NOT NULL,
    "hits" INTEGER NOT NULL,
    "last_day" DATE NOT NULL,

    CONSTRAINT "redirect_hit_pkey" PRIMARY KEY ("redirect_id")
);

ALTER TABLE "redirect_hit" ADD CONSTRAINT "redirect_hit_redirect_id_fkey"
    FOREIGN KEY ("redirect_id") REFERENCES "redirect"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "unanswered_address" (
    "address" TEXT NOT NULL,
    "hits" INTEGER NOT NULL,
    "first_day" DATE NOT NULL,
    "last_day" DATE NOT NULL,

    CONSTRAINT "unanswered_address_pkey" PRIMARY KEY ("address")
);

CREATE INDEX "unanswered_address_hits_last_day_address_idx"
    ON "unanswered_address"("hits" DESC, "last_day" DESC, "address");
CREATE INDEX "unanswered_address_last_day_idx" ON "unanswered_address"("last_day");

-- An address touches a key of its own (newsroom/surrogate-keys.ts): it may have any letters, a key may not.
CREATE FUNCTION redirect_key(address text) RETURNS text LANGUAGE sql IMMUTABLE
    RETURN 'redirect-' || left(md5(address), 16);

-- More than 500 at once (a bulk load) are one entry for everything. Whoever loads in many steps and announces that
-- itself sets portal.quiet for its transaction.
CREATE FUNCTION announce_redirects() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    addresses text[];
BEGIN
    IF current_setting('portal.quiet', true) = 'on' THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        addresses := ARRAY(
            (SELECT address FROM (SELECT * FROM after_rows EXCEPT SELECT * FROM before_rows) AS given)
            UNION (SELECT address FROM (SELECT * FROM before_rows EXCEPT SELECT * FROM after_rows) AS taken)
        );
    ELSE
        addresses := ARRAY(SELECT address FROM changed_rows);
    END IF;
    IF cardinality(addresses) > 0 AND NOT announce_everything(cardinality(addresses)) THEN
        INSERT INTO outbox (concerns, keys)
        SELECT 'redirect', array_agg(redirect_key(address)) FROM unnest(addresses) address;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "announce_inserted" AFTER INSERT ON "redirect"
    REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_redirects();
CREATE TRIGGER "announce_updated" AFTER UPDATE ON "redirect"
    REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_redirects();
CREATE TRIGGER "announce_deleted" AFTER DELETE ON "redirect"
    REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_redirects();

-- The newest day with stories, by the site's own time zone, of a year, month or day (`2018`, `2018-03`, `2018-03-10`) or,
-- without one, of all; null where there is none.
CREATE FUNCTION newest_day(of_language text, of_date text) RETURNS text
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH site AS (
        SELECT coalesce((SELECT time_zone FROM site_settings), 'UTC') AS zone,
            make_date(coalesce(nullif(substr(of_date, 1, 4), '')::int, 1000),
                coalesce(nullif(substr(of_date, 6, 2), '')::int, 1), 1)
                + coalesce(nullif(substr(of_date, 9, 2), '')::int - 1, 0) AS first,
            CASE length(of_date) WHEN 0 THEN '9000 years' WHEN 4 THEN '1 year' WHEN 7 THEN '1 month' ELSE '1 day' END::interval
                AS long
    )
    SELECT to_char(newest.published_at AT TIME ZONE zone, 'YYYY-MM-DD')
    FROM site CROSS JOIN LATERAL (
        SELECT published_at FROM article
        WHERE language = of_language AND state = 'published'
            AND published_at >= first::timestamp AT TIME ZONE zone
            AND published_at < (first + long) AT TIME ZONE zone
        ORDER BY published_at DESC LIMIT 1
    ) AS newest
$$;

-- Today, by the site's own time zone.
CREATE FUNCTION site_day() RETURNS date LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    SELECT (now() AT TIME ZONE coalesce((SELECT time_zone FROM site_settings), 'UTC'))::date
$$;
