import { useTranslations } from 'next-intl';
import { NewsroomTabs } from '#components/staff/newsroom-tabs';
import { topicsAddress } from '#i18n/admin-addresses';
import { TOPIC_KINDS, type TopicKind } from '#newsroom/topics/editable-topic';

export function TopicTabs({ kind }: { kind: TopicKind }) {
  const t = useTranslations('topics.tabs');
  const tabs = TOPIC_KINDS.map((other) => ({
    name: t(other),
    href: topicsAddress(other),
    isHere: other === kind,
  }));
  return <NewsroomTabs label={t('label')} tabs={tabs} />;
}
