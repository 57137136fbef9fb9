-- The days and last changes that the index of sitemaps is made of, without looking at the articles themselves. Prisma has no words for it.
CREATE INDEX "article_by_day" ON "article" ("language", "published_at") INCLUDE ("revised_at") WHERE "state" = 'published';
