import { permanentRedirect } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { PageData } from '#components/crawlers/page-data';
import { EntryArticle } from '#components/live/entry-article';
import { SitePage } from '#components/site/site-page';
import { livePartAddress, postAddress, sectionAddress } from '#i18n/addresses';
import { entryName } from '#newsroom/live/entry';
import { entryData } from '#newsroom/syndication/live-blog-data';
import { trailData } from '#newsroom/syndication/structured-data';
import { publicUrl } from '#platform/env';
import { readArticle, readSite } from '../../../reads.ts';
import { FoundNothing } from '../found-nothing.tsx';
import { languageChoices } from '../languages.ts';
import { readEntry, readEntryPictures, readSharePicture } from '../reads.ts';

/** An entry of a live blog at its own address. */
export async function EntryPage({ slug, id }: { slug: string; id: number }) {
  const language = await getLocale();
  const found = await readArticle(language, slug);
  if (found.kind === 'moved') permanentRedirect(livePartAddress(language, found.slug, id));
  const site = await readSite(language);
  if (found.kind !== 'story') return <FoundNothing found={found} site={site} />;
  const { article } = found;
  const there = await readEntry(article, id);
  if (there.kind !== 'entry')
    return <FoundNothing found={there.kind === 'absent' ? there : { ...there, notice: '' }} site={site} />;

  const { entry } = there;
  const { headline, section } = article;
  const place = { origin: publicUrl(), language, settings: site.settings };
  const address = livePartAddress(language, article.slug, id);
  const trail = trailData(place, [
    { name: section.name, address: sectionAddress(language, section.key) },
    { name: headline, address: postAddress(language, article.slug) },
    { name: entryName(entry, headline), address },
  ]);
  return (
    <SitePage site={site} languages={languageChoices(article)} section={section.key}>
      <PageData things={[entryData(place, article, entry, readSharePicture(article, site)), trail]} />
      <EntryArticle
        article={article}
        entry={entry}
        address={`${publicUrl()}${address}`}
        context={{
          slug: article.slug,
          timeZone: site.settings.timeZone,
          pictures: await readEntryPictures([entry], language),
        }}
      />
    </SitePage>
  );
}
