import { useTranslations } from 'next-intl';
import { NewsroomTabs } from '#components/staff/newsroom-tabs';
import { LETTER_SETTINGS, LETTERS, SUBSCRIBERS } from '#i18n/admin-addresses';
import type { Actor } from '#newsroom/permissions/actor';
import { may } from '#newsroom/permissions/permissions';

const TABS = [
  { name: 'letters', href: LETTERS, act: 'letter.edit' },
  { name: 'subscribers', href: SUBSCRIBERS, act: 'subscriber.manage' },
  { name: 'settings', href: LETTER_SETTINGS, act: 'letter.setUp' },
] as const;

/** What belongs to letters. */
export function LetterTabs({ actor, here }: { actor: Actor; here: 'letters' | 'subscribers' }) {
  const t = useTranslations('newsletters.tabs');
  const tabs = TABS.filter(({ act }) => may(actor, act)).map(({ name, href }) => ({
    name: t(name),
    href,
    isHere: name === here,
  }));
  return <NewsroomTabs label={t('label')} tabs={tabs} />;
}
