import { useTranslations } from 'next-intl';
import { DeskTabs } from '#components/staff/desk-tabs';
import { topicsAddress } from '#i18n/desk-addresses';
import { TOPIC_KINDS, type TopicKind } from '#newsroom/topics/topic-card';

export function TopicTabs({ kind }: { kind: TopicKind }) {
  const t = useTranslations('topicDesk');
  const tabs = TOPIC_KINDS.map((other) => ({ name: t(`tabs.${other}`), href: topicsAddress(other), isHere: other === kind }));
  return <DeskTabs label={t('tabs.label')} tabs={tabs} />;
}
