import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { AccentForm } from '#components/staff/settings/accent-form';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { SitePictureForm } from '#components/staff/settings/site-picture-form';
import { iconAddress } from '#newsroom/settings/look';
import { ICON_BYTES, ICON_LEAST, LOGO_BYTES } from '#newsroom/settings/look-limits';
import { saveAccentAction, saveIconAction, saveLogoAction } from './actions.ts';
import { readLook } from './reads.ts';

export async function generateMetadata() {
  await requireActor('settings.edit');
  return { title: (await getTranslations('settings.tabs'))('appearance') };
}

export default async function AppearancePage() {
  const actor = await requireActor('settings.edit');
  const look = await readLook(actor.language);
  const t = await getTranslations('settings');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('tabs.appearance')}>
      <SettingsTabs actor={actor} here="appearance" />
      <div className="grid max-w-2xl gap-8">
        <AccentForm accent={look.accent} action={saveAccentAction} />
        <SitePictureForm
          label={t('appearance.logoLight')}
          note={t('appearance.logoNote', { kilobytes: LOGO_BYTES / 1_000 })}
          action={saveLogoAction}
          theme="light"
          current={look.logo?.path ?? null}
        />
        <SitePictureForm
          label={t('appearance.logoDark')}
          note={t('appearance.logoDarkNote')}
          action={saveLogoAction}
          theme="dark"
          current={look.darkLogo?.path ?? null}
        />
        <SitePictureForm
          label={t('appearance.icon')}
          note={t('appearance.iconNote', { kilobytes: ICON_BYTES / 1_000, least: ICON_LEAST })}
          action={saveIconAction}
          current={look.icon && iconAddress(look, '192', '')}
        />
      </div>
    </NewsroomPage>
  );
}
