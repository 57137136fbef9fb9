-- The site's settings have plain names, and what there may be any number of is rows: social networks, places for advertisements, pages.

ALTER TABLE "masthead" RENAME TO "site_settings";
ALTER TABLE "masthead_text" RENAME TO "site_text";
ALTER TABLE "site_text" RENAME COLUMN "masthead_id" TO "settings_id";

-- Constraints are named after their tables. (Whether NOT NULL has a name depends on PostgreSQL's version.)
DO $$
DECLARE
    named RECORD;
BEGIN
    FOR named IN
        SELECT conrelid::regclass AS in_table, conname AS name FROM pg_constraint
        WHERE conrelid IN ('site_settings'::regclass, 'site_text'::regclass) AND conname LIKE 'masthead%'
    LOOP
        EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', named.in_table, named.name,
            replace(replace(replace(named.name, 'masthead_text', 'site_text'), 'masthead_id', 'settings_id'), 'masthead', 'site_settings'));
    END LOOP;
END
$$;

-- Social networks, in the order in which readers see them.

CREATE TABLE "social_link" (
    "position" SMALLINT NOT NULL,
    "url" TEXT NOT NULL,

    CONSTRAINT "social_link_pkey" PRIMARY KEY ("position")
);

INSERT INTO "social_link" ("position", "url")
SELECT row_number() OVER (ORDER BY link.place) - 1, link.url
FROM "site_settings", LATERAL (VALUES
    (1, "x_url"), (2, "youtube_url"), (3, "instagram_url"), (4, "facebook_url"), (5, "telegram_url"), (6, "app_store_url"), (7, "google_play_url")
) AS link (place, url)
WHERE link.url <> '';

CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "social_link" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();

ALTER TABLE "site_settings"
    DROP COLUMN "x_url", DROP COLUMN "youtube_url", DROP COLUMN "instagram_url", DROP COLUMN "facebook_url",
    DROP COLUMN "telegram_url", DROP COLUMN "app_store_url", DROP COLUMN "google_play_url";

-- The activity log names the list as one field, as newer entries do.
UPDATE "audit_entry" e SET "detail" = jsonb_set(e."detail", '{changed}', (
    SELECT coalesce(jsonb_object_agg(name, pair) FILTER (WHERE NOT was_link), '{}') || jsonb_build_object('social_links', jsonb_build_array(
        string_agg(pair->>0, E'\n' ORDER BY name) FILTER (WHERE was_link), string_agg(pair->>1, E'\n' ORDER BY name) FILTER (WHERE was_link)))
    FROM (
        SELECT name, pair, name IN ('x_url', 'youtube_url', 'instagram_url', 'facebook_url', 'telegram_url', 'app_store_url', 'google_play_url') AS was_link
        FROM jsonb_each(e."detail"->'changed') AS field (name, pair)
    ) AS field
))
WHERE jsonb_typeof(e."detail"->'changed') = 'object'
    AND e."detail"->'changed' ?| ARRAY['x_url', 'youtube_url', 'instagram_url', 'facebook_url', 'telegram_url', 'app_store_url', 'google_play_url'];

-- Places for advertisements are those that the code knows (newsroom/settings/ad-places.ts); what is kept for others is left alone.

ALTER TABLE "house_ad" ALTER COLUMN "place" TYPE TEXT USING "place"::text;
DROP TYPE "AdPlace";
ALTER TABLE "house_ad" ADD CONSTRAINT "house_ad_place_is_a_word" CHECK ("place" ~ '^[a-z0-9]+(-[a-z0-9]+)*$');

-- Pages about the paper, in the order of the footer.

ALTER TABLE "page_text" DROP CONSTRAINT "page_text_page_key_fkey";
ALTER TABLE "page" ADD COLUMN "position" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "in_footer" BOOLEAN NOT NULL DEFAULT true;
UPDATE "page" SET "position" = placed.position
FROM (SELECT "key", row_number() OVER (ORDER BY "key") - 1 AS position FROM "page") AS placed
WHERE placed."key" = "page"."key";
ALTER TABLE "page_text" ALTER COLUMN "page_key" TYPE TEXT USING "page_key"::text;
ALTER TABLE "page" ALTER COLUMN "key" TYPE TEXT USING "key"::text;
ALTER TABLE "page_text" ADD CONSTRAINT "page_text_page_key_fkey" FOREIGN KEY ("page_key") REFERENCES "page"("key") ON DELETE CASCADE ON UPDATE CASCADE;
DROP TYPE "PageKey";
ALTER TABLE "page" ADD CONSTRAINT "page_key_is_plain" CHECK ("key" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length("key") <= 80);

-- What the first part of an address after the language may be: one namespace for sections, pages and the site's own addresses.

CREATE TABLE "address_key" (
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "address_key_pkey" PRIMARY KEY ("key")
);
ALTER TABLE "address_key" ADD CONSTRAINT "address_key_kind_is_known" CHECK ("kind" IN ('section', 'page', 'reserved'));

INSERT INTO "address_key" ("key", "kind")
SELECT unnest(ARRAY['corrections', 'post', 'tag', 'author', 'archive', 'search', 'offline', 'feed', 'feeds', 'live', 'admin', 'api', 'media', 'assets']), 'reserved'
UNION ALL SELECT "key", 'section' FROM "section"
UNION ALL SELECT "key", 'page' FROM "page";

ALTER TABLE "section" DROP CONSTRAINT "section_key_is_free";

-- Two sections that are added at once may get the same position; their keys decide then.
DROP INDEX "section_position_key";

-- Whatever adds a section or a page takes its key, unless the statement has done so itself (claimAddressKey in newsroom/settings/address-key.ts).
CREATE FUNCTION keep_address_key() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM address_key WHERE key = OLD.key;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO address_key (key, kind) VALUES (NEW.key, TG_TABLE_NAME)
        ON CONFLICT (key) DO UPDATE SET kind = excluded.kind WHERE address_key.kind = excluded.kind;
        IF NOT FOUND THEN
            RAISE unique_violation USING MESSAGE = format('The first part of an address, %s, is taken.', NEW.key), CONSTRAINT = 'address_key_pkey';
        END IF;
    END IF;
    RETURN NULL;
END
$$;

CREATE TRIGGER "keep_address_key" AFTER INSERT OR DELETE OR UPDATE OF "key" ON "section" FOR EACH ROW EXECUTE FUNCTION keep_address_key();
CREATE TRIGGER "keep_address_key" AFTER INSERT OR DELETE OR UPDATE OF "key" ON "page" FOR EACH ROW EXECUTE FUNCTION keep_address_key();
