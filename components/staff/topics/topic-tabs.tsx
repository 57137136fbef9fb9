import { useTranslations } from 'next-intl';
import { NewsroomTabs } from '#components/staff/newsroom-tabs';
import { topicsAddress } from '#i18n/admin-addresses';
import { TOPIC_KINDS, type TopicKind } from '#newsroom/topics/editable-topic';

export function TopicTabs({ kind }: { kind: TopicKind }) {
  const t = useTranslations('topicDesk');
  const tabs = TOPIC_KINDS.map((other) => ({
    name: t(`tabs.${other}`),
    href: topicsAddress(other),
    isHere: other === kind,
  }));
  return <NewsroomTabs label={t('tabs.label')} tabs={tabs} />;
}
