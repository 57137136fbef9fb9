-- Where and when the portal backs itself up. One row, none while nobody has chosen.
CREATE TABLE "backup_plan" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "place" TEXT NOT NULL,
    "hour" SMALLINT NOT NULL,
    "keep_days" SMALLINT NOT NULL,
    "requested_at" TIMESTAMPTZ(3),
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "backup_plan_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "backup_plan_one" CHECK ("id" = 1),
    CONSTRAINT "backup_plan_place" CHECK ("place" <> ''),
    CONSTRAINT "backup_plan_hour" CHECK ("hour" BETWEEN 0 AND 23),
    CONSTRAINT "backup_plan_keep_days" CHECK ("keep_days" BETWEEN 1 AND 365)
);

-- What became of each backup. Rows of removed ones go with them.
CREATE TABLE "backup" (
    "id" SERIAL NOT NULL,
    "place" TEXT NOT NULL,
    "name" TEXT,
    "begun_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "bytes" BIGINT,
    "until" TIMESTAMPTZ(3),
    "trouble" TEXT,
    "verified_at" TIMESTAMPTZ(3),
    "verify_trouble" TEXT,
    CONSTRAINT "backup_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "backup_begun_at_idx" ON "backup"("begun_at" DESC);
