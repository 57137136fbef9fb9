-- A code of an authenticator works once: the half-minute of the last one that was taken (platform/second-factor.ts).
ALTER TABLE "two_factor" ADD COLUMN "last_step" INTEGER;
