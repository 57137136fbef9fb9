import { useTranslations } from 'next-intl';
import { NewsroomTabs } from '#components/staff/newsroom-tabs';
import { SOURCES, WIRE } from '#i18n/admin-addresses';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';

/** What agencies have sent, and from where; only administrators see the second. */
export function WireTabs({ actor, here }: { actor: Actor; here: 'inbox' | 'sources' }) {
  const t = useTranslations('sources.tabs');
  if (!may(actor, 'source.edit')) return null;
  const tabs = (['inbox', 'sources'] as const).map((name) => ({
    name: t(name),
    href: name === 'inbox' ? WIRE : SOURCES,
    isHere: name === here,
  }));
  return <NewsroomTabs label={t('label')} tabs={tabs} />;
}
