import { useLocale, useTranslations } from 'next-intl';
import { ShareLine } from '#components/article/share-line';
import { type LiveContext, LiveEntryView } from '#components/live/live-entry';
import { Breadcrumbs } from '#components/site/breadcrumbs';
import { postAddress, sectionAddress } from '#i18n/addresses';
import type { Article } from '#newsroom/articles/article';
import { entryName, type LiveEntry } from '#newsroom/live/entry';

/** An entry of a live blog by itself. */
export function EntryArticle({
  article: { headline, section, slug },
  entry,
  address,
  context,
}: {
  article: Pick<Article, 'headline' | 'section' | 'slug'>;
  entry: LiveEntry;
  /** Absolute, for sharing and for the printed sheet. */
  address: string;
  context: LiveContext;
}) {
  const t = useTranslations('live');
  const language = useLocale();
  const live = postAddress(language, slug);
  return (
    <div className="max-w-[41.25rem]">
      <Breadcrumbs
        trail={[
          { name: section.name, href: sectionAddress(language, section.key) },
          { name: headline, href: live },
        ]}
      />
      <p className="label">{t('partOf')}</p>
      <h1 className="headline text-[clamp(1.625rem,1.2rem+1.8vw,2.25rem)]">{entryName(entry, headline)}</h1>
      <div className="live-alone mt-4">
        <LiveEntryView entry={{ ...entry, title: '' }} context={context} />
      </div>
      <p className="no-print mt-6">
        <a href={`${live}#entry-${entry.id}`}>{t('newest')}</a>
      </p>
      <ShareLine headline={entryName(entry, headline)} address={address} />
      <p className="print-only mt-6 border-t border-rule pt-2">{address}</p>
    </div>
  );
}
