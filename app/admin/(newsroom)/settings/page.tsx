import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsFields } from '#components/staff/settings/settings-fields';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { StaffForm } from '#components/staff/staff-form.island';
import { saveSettingsAction } from './actions.ts';
import { readSections, readSettings } from './reads.ts';

export async function generateMetadata() {
  await requireActor('settings.edit');
  return { title: (await getTranslations('newsroom.navigation'))('settings') };
}

export default async function SettingsPage() {
  const actor = await requireActor('settings.edit');
  const [found, sections] = await Promise.all([readSettings(), readSections(actor.language)]);
  const t = await getTranslations();
  return (
    <NewsroomPage actor={actor} room="settings" title={t('newsroom.navigation.settings')}>
      <SettingsTabs actor={actor} here="general" />
      <StaffForm
        action={saveSettingsAction}
        label={t('settings.tabs.general')}
        seen={found?.changedAt.toISOString() ?? ''}
        className="grid gap-4"
      >
        <SettingsFields settings={found?.settings} sections={sections} zones={Intl.supportedValuesOf('timeZone')} />
        <button type="submit" className="button button-main justify-self-start">
          {t('settings.save')}
        </button>
      </StaffForm>
    </NewsroomPage>
  );
}
