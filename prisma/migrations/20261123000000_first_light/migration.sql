-- CreateEnum
CREATE TYPE "ArticleState" AS ENUM ('draft', 'scheduled', 'published', 'withdrawn');

-- CreateEnum
CREATE TYPE "AdPlace" AS ENUM ('top', 'story', 'column');

-- CreateEnum
CREATE TYPE "Language" AS ENUM ('en', 'ru', 'hy');

-- CreateTable
CREATE TABLE "story" (
    "id" SERIAL NOT NULL,
    "section_id" INTEGER NOT NULL,
    "lead_id" CHAR(20),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "story_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "story_tag" (
    "story_id" INTEGER NOT NULL,
    "tag_id" INTEGER NOT NULL,

    CONSTRAINT "story_tag_pkey" PRIMARY KEY ("story_id","tag_id")
);

-- CreateTable
CREATE TABLE "story_author" (
    "story_id" INTEGER NOT NULL,
    "author_id" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,

    CONSTRAINT "story_author_pkey" PRIMARY KEY ("story_id","author_id")
);

-- CreateTable
CREATE TABLE "article" (
    "id" SERIAL NOT NULL,
    "story_id" INTEGER NOT NULL,
    "section_id" INTEGER NOT NULL,
    "language" "Language" NOT NULL,
    "slug" TEXT NOT NULL,
    "headline" TEXT NOT NULL,
    "standfirst" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "source" TEXT NOT NULL,
    "state" "ArticleState" NOT NULL DEFAULT 'draft',
    "published_at" TIMESTAMPTZ(3),
    "revised_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "words" tsvector,

    CONSTRAINT "article_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "former_slug" (
    "language" "Language" NOT NULL,
    "slug" TEXT NOT NULL,
    "article_id" INTEGER NOT NULL,

    CONSTRAINT "former_slug_pkey" PRIMARY KEY ("language","slug")
);

-- CreateTable
CREATE TABLE "masthead" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "time_zone" TEXT NOT NULL DEFAULT 'Asia/Baku',
    "founded_year" SMALLINT NOT NULL,
    "column_section" TEXT NOT NULL DEFAULT 'region',
    "x_url" TEXT,
    "youtube_url" TEXT,
    "instagram_url" TEXT,
    "facebook_url" TEXT,
    "telegram_url" TEXT,
    "app_store_url" TEXT,
    "google_play_url" TEXT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "masthead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "masthead_text" (
    "masthead_id" SMALLINT NOT NULL DEFAULT 1,
    "language" "Language" NOT NULL,
    "name" TEXT NOT NULL,
    "tagline" TEXT NOT NULL,
    "reuse_rule" TEXT NOT NULL,

    CONSTRAINT "masthead_text_pkey" PRIMARY KEY ("masthead_id","language")
);

-- CreateTable
CREATE TABLE "house_ad" (
    "id" SERIAL NOT NULL,
    "place" "AdPlace" NOT NULL,
    "language" "Language" NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "href" TEXT NOT NULL,

    CONSTRAINT "house_ad_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "picture" (
    "id" CHAR(20) NOT NULL,
    "key" TEXT NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "focus_x" REAL NOT NULL DEFAULT 0.5,
    "focus_y" REAL NOT NULL DEFAULT 0.5,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "picture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "picture_text" (
    "picture_id" CHAR(20) NOT NULL,
    "language" "Language" NOT NULL,
    "alt" TEXT NOT NULL,
    "caption" TEXT NOT NULL,
    "credit" TEXT NOT NULL,

    CONSTRAINT "picture_text_pkey" PRIMARY KEY ("picture_id","language")
);

-- CreateTable
CREATE TABLE "section" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "section_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "section_text" (
    "section_id" INTEGER NOT NULL,
    "language" "Language" NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,

    CONSTRAINT "section_text_pkey" PRIMARY KEY ("section_id","language")
);

-- CreateTable
CREATE TABLE "tag" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "tag_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tag_text" (
    "tag_id" INTEGER NOT NULL,
    "language" "Language" NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "tag_text_pkey" PRIMARY KEY ("tag_id","language")
);

-- CreateTable
CREATE TABLE "author" (
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "picture_id" CHAR(20),

    CONSTRAINT "author_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "author_text" (
    "author_id" INTEGER NOT NULL,
    "language" "Language" NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "author_text_pkey" PRIMARY KEY ("author_id","language")
);

-- CreateTable
CREATE TABLE "article_view" (
    "article_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "views" INTEGER NOT NULL,

    CONSTRAINT "article_view_pkey" PRIMARY KEY ("article_id","day")
);

-- CreateTable
CREATE TABLE "recent_reading" (
    "visitor" BYTEA NOT NULL,
    "article_id" INTEGER NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "recent_reading_pkey" PRIMARY KEY ("visitor","article_id")
);

-- CreateTable
CREATE TABLE "visitor_salt" (
    "day" DATE NOT NULL,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "visitor_salt_pkey" PRIMARY KEY ("day")
);

-- CreateIndex
CREATE INDEX "story_section_id_idx" ON "story"("section_id");

-- CreateIndex
CREATE INDEX "story_lead_id_idx" ON "story"("lead_id");

-- CreateIndex
CREATE UNIQUE INDEX "story_id_section_id_key" ON "story"("id", "section_id");

-- CreateIndex
CREATE INDEX "story_tag_tag_id_story_id_idx" ON "story_tag"("tag_id", "story_id");

-- CreateIndex
CREATE INDEX "story_author_author_id_story_id_idx" ON "story_author"("author_id", "story_id");

-- CreateIndex
CREATE INDEX "article_slug_idx" ON "article"("slug");

-- CreateIndex
CREATE INDEX "article_language_state_published_at_id_idx" ON "article"("language", "state", "published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "article_language_section_id_state_published_at_id_idx" ON "article"("language", "section_id", "state", "published_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "article_story_id_section_id_idx" ON "article"("story_id", "section_id");

-- CreateIndex
CREATE INDEX "article_words_idx" ON "article" USING GIN ("words");

-- CreateIndex
CREATE UNIQUE INDEX "article_story_id_language_key" ON "article"("story_id", "language");

-- CreateIndex
CREATE UNIQUE INDEX "article_language_slug_key" ON "article"("language", "slug");

-- CreateIndex
CREATE INDEX "former_slug_article_id_idx" ON "former_slug"("article_id");

-- CreateIndex
CREATE UNIQUE INDEX "house_ad_place_language_key" ON "house_ad"("place", "language");

-- CreateIndex
CREATE UNIQUE INDEX "picture_key_key" ON "picture"("key");

-- CreateIndex
CREATE UNIQUE INDEX "section_key_key" ON "section"("key");

-- CreateIndex
CREATE UNIQUE INDEX "section_position_key" ON "section"("position");

-- CreateIndex
CREATE UNIQUE INDEX "tag_key_key" ON "tag"("key");

-- CreateIndex
CREATE UNIQUE INDEX "author_key_key" ON "author"("key");

-- CreateIndex
CREATE INDEX "author_picture_id_idx" ON "author"("picture_id");

-- CreateIndex
CREATE INDEX "article_view_day_views_idx" ON "article_view"("day", "views" DESC);

-- CreateIndex
CREATE INDEX "recent_reading_counted_at_idx" ON "recent_reading"("counted_at");

-- AddForeignKey
ALTER TABLE "story" ADD CONSTRAINT "story_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story" ADD CONSTRAINT "story_lead_id_fkey" FOREIGN KEY ("lead_id") REFERENCES "picture"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story_tag" ADD CONSTRAINT "story_tag_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story_tag" ADD CONSTRAINT "story_tag_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story_author" ADD CONSTRAINT "story_author_story_id_fkey" FOREIGN KEY ("story_id") REFERENCES "story"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "story_author" ADD CONSTRAINT "story_author_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "author"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_story_id_section_id_fkey" FOREIGN KEY ("story_id", "section_id") REFERENCES "story"("id", "section_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article" ADD CONSTRAINT "article_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "former_slug" ADD CONSTRAINT "former_slug_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "masthead_text" ADD CONSTRAINT "masthead_text_masthead_id_fkey" FOREIGN KEY ("masthead_id") REFERENCES "masthead"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "picture_text" ADD CONSTRAINT "picture_text_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "section_text" ADD CONSTRAINT "section_text_section_id_fkey" FOREIGN KEY ("section_id") REFERENCES "section"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tag_text" ADD CONSTRAINT "tag_text_tag_id_fkey" FOREIGN KEY ("tag_id") REFERENCES "tag"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "author" ADD CONSTRAINT "author_picture_id_fkey" FOREIGN KEY ("picture_id") REFERENCES "picture"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "author_text" ADD CONSTRAINT "author_text_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "author"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "article_view" ADD CONSTRAINT "article_view_article_id_fkey" FOREIGN KEY ("article_id") REFERENCES "article"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- What follows Prisma has no words for.

ALTER TABLE "masthead" ADD CONSTRAINT "masthead_is_one" CHECK ("id" = 1);

ALTER TABLE "article"
    ADD CONSTRAINT "article_published_has_a_time" CHECK ("state" NOT IN ('published', 'scheduled') OR "published_at" IS NOT NULL),
    ADD CONSTRAINT "article_slug_is_plain" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length("slug") <= 120),
    ADD CONSTRAINT "article_body_is_a_list" CHECK (jsonb_typeof("body") = 'array');

-- The words of an article, stemmed by its own language: headline before standfirst before body.
CREATE FUNCTION article_words() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stemming regconfig := CASE NEW."language" WHEN 'en' THEN 'english' WHEN 'ru' THEN 'russian' ELSE 'armenian' END;
BEGIN
    NEW."words" :=
        setweight(to_tsvector(stemming, NEW."headline"), 'A') ||
        setweight(to_tsvector(stemming, NEW."standfirst"), 'B') ||
        setweight(jsonb_to_tsvector(stemming, jsonb_path_query_array(NEW."body", '$.**.text ? (@.type() == "string")'), '["string"]'), 'D');
    RETURN NEW;
END
$$;

CREATE TRIGGER "article_words" BEFORE INSERT OR UPDATE OF "language", "headline", "standfirst", "body" ON "article"
    FOR EACH ROW EXECUTE FUNCTION article_words();
