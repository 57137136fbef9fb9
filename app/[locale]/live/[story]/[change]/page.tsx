import { getLocale } from 'next-intl/server';
import { LiveChanges } from '#components/live/live-changes';
import { statusMetadata } from '../../../metadata.ts';
import { readSite } from '../../../reads.ts';
import { readChanges } from './reads.ts';

type Props = PageProps<'/[locale]/live/[story]/[change]'>;

export async function generateMetadata({ params }: Props) {
  const { story, change } = await params;
  const isThere = await readChanges(await getLocale(), story, change);
  return isThere ? {} : statusMetadata('', 404);
}

/** What has changed in a live blog after a number: for its open pages, put together by the server once for all. */
export default async function LiveChangesPage({ params }: Props) {
  const language = await getLocale();
  const { story, change } = await params;
  const found = await readChanges(language, story, change);
  const { settings } = await readSite(language);
  return (
    <page-fragment>
      {found && (
        <LiveChanges
          changes={found.changes}
          context={{ slug: found.slug, timeZone: settings.timeZone, pictures: found.pictures }}
        />
      )}
    </page-fragment>
  );
}
