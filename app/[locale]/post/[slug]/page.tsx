import type { Metadata } from 'next';
import { permanentRedirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { ArticlePage } from '#components/article/article-page';
import { Onward } from '#components/article/onward';
import { UntranslatedNote } from '#components/article/untranslated-note';
import { PageData } from '#components/crawlers/page-data';
import { SiteColumn } from '#components/front/site-column';
import { SitePage } from '#components/site/site-page';
import { StatusPage } from '#components/site/status-page';
import { fragmentAddress, frontAddress, postAddress } from '#i18n/addresses';
import { articleData, articleTrail } from '#newsroom/syndication/structured-data';
import { publicUrl } from '#platform/env';
import { everyLanguage, pageMetadata, statusMetadata } from '../../metadata.ts';
import { readArticle, readInstead, readSite } from '../../reads.ts';
import { languageChoices, postAddresses } from './languages.ts';
import { readSharePicture, readSurroundings } from './reads.ts';

type Props = PageProps<'/[locale]/post/[slug]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const language = await getLocale();
  const found = await readArticle(language, (await params).slug);
  const t = await getTranslations('statusPage');
  switch (found.kind) {
    case 'story': {
      const { article } = found;
      const picture = readSharePicture(article, await readSite(language));
      const description = article.standfirst;
      return pageMetadata(article.headline, language, postAddresses(article), { description, picture, article });
    }
    case 'withdrawn':
      return statusMetadata(t('withdrawn.title'), 410);
    case 'in-other-languages':
      return statusMetadata(t('otherLanguage.title'), 404);
    default:
      return statusMetadata(t('notFound.title'), 404);
  }
}

const STATUS_PAGES = { absent: 'notFound', withdrawn: 'withdrawn', 'in-other-languages': 'otherLanguage' } as const;

export default async function PostPage({ params }: Props) {
  const language = await getLocale();
  const found = await readArticle(language, (await params).slug);
  if (found.kind === 'moved') permanentRedirect(postAddress(language, found.slug));

  const site = await readSite(language);
  if (found.kind !== 'story') {
    return (
      <SitePage site={site} languages={everyLanguage(frontAddress)} ad={false}>
        <StatusPage
          status={STATUS_PAGES[found.kind]}
          notice={found.kind === 'withdrawn' ? found.notice : ''}
          translations={found.kind === 'in-other-languages' ? found.translations : []}
          {...(await readInstead(language))}
          site={site}
        />
      </SitePage>
    );
  }

  const { article } = found;
  const { views, pictures, column, related, next } = await readSurroundings(article, site);
  const languages = languageChoices(article);
  const place = { origin: publicUrl(), language, settings: site.settings };
  return (
    <SitePage site={site} languages={languages} section={article.section.key}>
      <PageData things={[articleData(place, article, readSharePicture(article, site)), articleTrail(place, article)]} />
      <ArticlePage
        article={article}
        pictures={pictures}
        views={views}
        address={`${publicUrl()}${postAddress(language, article.slug)}`}
        timeZone={site.settings.timeZone}
        now={site.now}
        ads={site.settings.ads}
        untranslated={
          <UntranslatedNote languages={languages.filter(({ missing }) => missing).map((choice) => choice.language)} />
        }
        column={
          site.hasSlots ? (
            <page-slot src={fragmentAddress(language, 'column')} />
          ) : (
            <SiteColumn column={column} site={site} />
          )
        }
        onward={<Onward related={related} next={next} site={site} />}
      />
    </SitePage>
  );
}
