import { useTranslations } from 'next-intl';
import { NewsroomTabs } from '#components/staff/newsroom-tabs';
import {
  API_TOKENS,
  APPEARANCE,
  BACKUPS,
  CDN_SETTINGS,
  CHANNELS,
  DEMO,
  EXPORTS,
  HOUSE_ADS,
  IMPORTS,
  LANGUAGE_SETTINGS,
  LETTER_SETTINGS,
  MENU_SETTINGS,
  PRIVACY,
  PUSH_SETTINGS,
  REDIRECTS,
  SETTINGS,
  SITE_PAGES,
  WEBHOOKS,
} from '#i18n/admin-addresses';
import type { Actor } from '#newsroom/permissions/actor';
import { may, type Permission } from '#newsroom/permissions/permissions';

const TABS = [
  { name: 'general', href: SETTINGS, act: 'settings.edit' },
  { name: 'languages', href: LANGUAGE_SETTINGS, act: 'languages.edit' },
  { name: 'appearance', href: APPEARANCE, act: 'settings.edit' },
  { name: 'ads', href: HOUSE_ADS, act: 'settings.edit' },
  { name: 'pages', href: SITE_PAGES, act: 'settings.edit' },
  { name: 'menus', href: MENU_SETTINGS, act: 'settings.edit' },
  { name: 'redirects', href: REDIRECTS, act: 'redirect.edit' },
  { name: 'import', href: IMPORTS, act: 'transfer.import' },
  { name: 'export', href: EXPORTS, act: 'transfer.export' },
  { name: 'backups', href: BACKUPS, act: 'backup.edit' },
  { name: 'privacy', href: PRIVACY, act: 'privacy.manage' },
  { name: 'api', href: API_TOKENS, act: 'api.manage' },
  { name: 'letters', href: LETTER_SETTINGS, act: 'letter.setUp' },
  { name: 'channels', href: CHANNELS, act: 'channel.edit' },
  { name: 'notifications', href: PUSH_SETTINGS, act: 'push.edit' },
  { name: 'webhooks', href: WEBHOOKS, act: 'webhook.edit' },
  { name: 'cdn', href: CDN_SETTINGS, act: 'cdn.edit' },
  { name: 'demo', href: DEMO, act: 'demo.remove' },
] as const satisfies readonly { name: string; href: string; act: Permission }[];

export function SettingsTabs({ actor, here }: { actor: Actor; here: (typeof TABS)[number]['name'] }) {
  const t = useTranslations('settings.tabs');
  const tabs = TABS.filter(({ act }) => may(actor, act)).map(({ name, href }) => ({
    name: t(name),
    href,
    isHere: name === here,
  }));
  return <NewsroomTabs label={t('label')} tabs={tabs} />;
}
