import { getLocale } from 'next-intl/server';
import { HeaderTools } from '#components/site/header-tools';
import { readSite } from '../../reads.ts';

/** What the header's menu holds on every page of a language, for the page cache (server/rendering/slots.ts). */
export default async function HeaderFragment() {
  const { settings, push } = await readSite(await getLocale());
  return (
    <page-fragment>
      <HeaderTools links={settings.socialLinks} hasNotifications={push !== null} />
    </page-fragment>
  );
}
