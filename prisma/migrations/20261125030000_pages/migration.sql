-- CreateEnum
CREATE TYPE "PageKey" AS ENUM ('about', 'contacts', 'advertising', 'privacy', 'rules');

-- AlterEnum
ALTER TYPE "AdPlace" ADD VALUE 'front';

-- AlterTable
ALTER TABLE "author_text" ADD COLUMN "biography" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "page" (
    "key" "PageKey" NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "page_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "page_text" (
    "page_key" "PageKey" NOT NULL,
    "language" "Language" NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "body" JSONB NOT NULL,

    CONSTRAINT "page_text_pkey" PRIMARY KEY ("page_key","language")
);

-- AddForeignKey
ALTER TABLE "page_text" ADD CONSTRAINT "page_text_page_key_fkey" FOREIGN KEY ("page_key") REFERENCES "page"("key") ON DELETE CASCADE ON UPDATE CASCADE;

-- What follows Prisma has no words for.

ALTER TABLE "page_text" ADD CONSTRAINT "page_text_body_is_a_list" CHECK (jsonb_typeof("body") = 'array');

-- A section's key is the first part of its address after the language: it may not be the name of anything else there
-- (RESERVED_KEYS in newsroom/topics/topic.ts).
ALTER TABLE "section" ADD CONSTRAINT "section_key_is_free" CHECK ("key" NOT IN (
    'about', 'contacts', 'advertising', 'privacy', 'rules',
    'post', 'tag', 'author', 'archive', 'search', 'offline', 'feed', 'feeds', 'live', 'admin', 'api', 'media', 'assets'
));

-- Every page's footer names them.
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "page" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
CREATE TRIGGER "announce_changed" AFTER INSERT OR UPDATE OR DELETE ON "page_text" FOR EACH STATEMENT EXECUTE FUNCTION announce_paper();
