ALTER TABLE "masthead"
    ADD COLUMN "hub_url" TEXT,
    ADD COLUMN "ads_txt" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "security_contact" TEXT;
