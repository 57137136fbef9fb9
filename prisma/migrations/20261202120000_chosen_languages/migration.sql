-- Which languages the site is published in, in the order in which readers see them; null as long as nobody has chosen.
-- Codes are those of the records of the code: one that is unknown there is passed over.
ALTER TABLE "site_settings"
    ADD COLUMN "languages" TEXT[],
    ADD CONSTRAINT "site_settings_languages" CHECK (cardinality("languages") > 0);
