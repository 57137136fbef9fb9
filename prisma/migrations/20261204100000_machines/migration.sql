-- Machines that keep pictures on disks of their own, and can be asked for them (MACHINE_URL).
CREATE TABLE "machine" (
    "address" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "machine_pkey" PRIMARY KEY ("address"),
    CONSTRAINT "machine_address" CHECK ("address" ~ '^https?://[^/?#@]+$')
);
