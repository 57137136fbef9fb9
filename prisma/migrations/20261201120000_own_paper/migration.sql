-- Logo, icons and accent colour of the site, its menus, and whether its beginning has been chosen.

-- Drawn by the site itself, served from /look under names that change with the content.
CREATE TABLE "site_file" (
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "site_file_pkey" PRIMARY KEY ("name")
);

ALTER TABLE "site_settings"
    ADD COLUMN "accent_light" TEXT,
    ADD COLUMN "accent_dark" TEXT,
    ADD COLUMN "logo_light" TEXT,
    ADD COLUMN "logo_dark" TEXT,
    ADD COLUMN "icon" TEXT,
    ADD COLUMN "is_set_up" BOOLEAN NOT NULL DEFAULT true,
    ADD CONSTRAINT "site_settings_accents" CHECK (
        ("accent_light" IS NULL) = ("accent_dark" IS NULL)
        AND "accent_light" ~ '^#[0-9a-f]{6}$' AND "accent_dark" ~ '^#[0-9a-f]{6}$'
    ),
    ADD CONSTRAINT "site_settings_logo_light_fkey" FOREIGN KEY ("logo_light") REFERENCES "site_file"("name")
        ON DELETE RESTRICT ON UPDATE CASCADE,
    ADD CONSTRAINT "site_settings_logo_dark_fkey" FOREIGN KEY ("logo_dark") REFERENCES "site_file"("name")
        ON DELETE RESTRICT ON UPDATE CASCADE;

-- A menu without rows shows what it always did.
CREATE TABLE "menu_item" (
    "id" SERIAL NOT NULL,
    "menu" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "target" TEXT NOT NULL,

    CONSTRAINT "menu_item_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "menu_item_menu_is_known" CHECK ("menu" IN ('header', 'footer')),
    CONSTRAINT "menu_item_kind_is_known" CHECK ("kind" IN ('section', 'tag', 'author', 'page', 'url'))
);
CREATE INDEX "menu_item_menu_position_idx" ON "menu_item"("menu", "position");
CREATE INDEX "menu_item_kind_target_idx" ON "menu_item"("kind", "target");

-- In a language without a label an item is called as what it leads to; an address elsewhere is not shown there.
CREATE TABLE "menu_item_text" (
    "item_id" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "label" TEXT NOT NULL,

    CONSTRAINT "menu_item_text_pkey" PRIMARY KEY ("item_id", "language"),
    CONSTRAINT "menu_item_text_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "menu_item"("id")
        ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "menu_item_text_language_fkey" FOREIGN KEY ("language") REFERENCES "language"("code")
        ON DELETE RESTRICT ON UPDATE CASCADE
);

DO $$
DECLARE
    of_table text;
BEGIN
    FOREACH of_table IN ARRAY ARRAY['menu_item', 'menu_item_text'] LOOP
        EXECUTE format('CREATE TRIGGER announce_inserted AFTER INSERT ON %I REFERENCING NEW TABLE AS changed_rows '
            'FOR EACH STATEMENT WHEN (current_setting(''portal.quiet'', true) IS DISTINCT FROM ''on'') '
            'EXECUTE FUNCTION announce_site_change()', of_table);
        EXECUTE format('CREATE TRIGGER announce_updated AFTER UPDATE ON %I '
            'REFERENCING OLD TABLE AS before_rows NEW TABLE AS after_rows '
            'FOR EACH STATEMENT WHEN (current_setting(''portal.quiet'', true) IS DISTINCT FROM ''on'') '
            'EXECUTE FUNCTION announce_site_change()', of_table);
        EXECUTE format('CREATE TRIGGER announce_deleted AFTER DELETE ON %I REFERENCING OLD TABLE AS changed_rows '
            'FOR EACH STATEMENT WHEN (current_setting(''portal.quiet'', true) IS DISTINCT FROM ''on'') '
            'EXECUTE FUNCTION announce_site_change()', of_table);
    END LOOP;
END
$$;
