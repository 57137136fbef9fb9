import { SectionColumn } from '#components/front/section-column';
import type { Site } from '#components/site/site-page';
import type { ArticleCard } from '#newsroom/articles/article';
import { type Cursor, writeCursor } from '#newsroom/articles/cursor';
import type { Section } from '#newsroom/topics/topic';

/** The column beside every story; nothing where the site has chosen no section for it. */
export function SiteColumn({
  column,
  site,
}: {
  column: { section: Section; articles: ArticleCard[]; next: Cursor | null } | null;
  site: Site;
}) {
  if (!column) return null;
  const { section, articles, next } = column;
  return <SectionColumn section={section} articles={articles} more={next && writeCursor(next)} site={site} />;
}
