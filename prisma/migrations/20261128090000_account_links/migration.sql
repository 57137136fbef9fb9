-- Links to an account (an invitation, a new password) are called what the newsroom's screens and addresses call them.
ALTER TABLE "entry_link" RENAME TO "account_link";
ALTER TABLE "account_link" RENAME CONSTRAINT "entry_link_pkey" TO "account_link_pkey";
ALTER TABLE "account_link" RENAME CONSTRAINT "entry_link_language_fkey" TO "account_link_language_fkey";
ALTER INDEX "entry_link_staff_id_idx" RENAME TO "account_link_staff_id_idx";
ALTER INDEX "entry_link_invited_by_id_idx" RENAME TO "account_link_invited_by_id_idx";
