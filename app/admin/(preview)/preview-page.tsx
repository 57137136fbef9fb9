import { ArticlePage } from '#components/article/article-page';
import { SectionColumn } from '#components/front/section-column';
import { SitePage } from '#components/site/site-page';
import { frontAddress, postAddress } from '#i18n/addresses';
import { LANGUAGES } from '#i18n/languages';
import type { Article } from '#newsroom/articles/article';
import { publicUrl } from '#platform/env';
import { PreviewDocument } from './preview-document.tsx';
import { readAround, readSite } from './reads.ts';

/** A story as its readers will see it. */
export async function PreviewPage({ article, banner }: { article: Article; banner: 'article' | 'shared' }) {
  const { language } = article;
  const site = await readSite(language);
  const { pictures, column } = await readAround(article, site);
  const languages = LANGUAGES.map(({ code }) => ({
    language: code,
    href: frontAddress(code),
    missing: code !== language,
  }));
  return (
    <PreviewDocument language={language} settings={site.settings} banner={banner}>
      <SitePage site={site} languages={languages} section={article.section.key}>
        <ArticlePage
          article={article}
          pictures={pictures}
          views={0}
          address={`${publicUrl()}${postAddress(language, article.slug)}`}
          timeZone={site.settings.timeZone}
          now={site.now}
          hasNotifications={site.push !== null}
          ads={site.settings.ads}
          hasLetters={site.letters.length > 0}
          column={
            column && <SectionColumn section={column.section} articles={column.articles} more={null} site={site} />
          }
          onward={null}
        />
      </SitePage>
    </PreviewDocument>
  );
}
