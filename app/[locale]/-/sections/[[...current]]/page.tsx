import { getLocale } from 'next-intl/server';
import { SectionNav } from '#components/site/section-nav';
import { readSite } from '../../../reads.ts';

type Props = PageProps<'/[locale]/-/sections/[[...current]]'>;

/** The sections of a language, with the one that a page belongs to, for the page cache (server/rendering/slots.ts). */
export default async function SectionsFragment({ params }: Props) {
  const { current } = await params;
  const { sections, menus } = await readSite(await getLocale());
  return (
    <page-fragment>
      <SectionNav sections={sections} menu={menus.header} current={current?.[0]} />
    </page-fragment>
  );
}
