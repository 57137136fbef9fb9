import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { DkimRecord } from '#components/staff/letters/dkim-record';
import { LetterSettingsForm } from '#components/staff/letters/letter-settings-form';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { StaffForm } from '#components/staff/staff-form.island';
import { makeReportWordAction, saveLetterSettingsAction, testSettingsAction } from './actions.ts';
import { readLetterSettings } from './reads.ts';

export async function generateMetadata() {
  await requireActor('letter.setUp');
  return { title: (await getTranslations('newsletters.settings'))('title') };
}

export default async function LetterSettings() {
  const actor = await requireActor('letter.setUp');
  const [t, settings] = await Promise.all([getTranslations('newsletters'), readLetterSettings(actor)]);
  if (!settings) return null;
  return (
    <NewsroomPage actor={actor} room="settings" title={t('settings.title')}>
      <SettingsTabs actor={actor} here="letters" />
      <p className="mb-4 max-w-2xl">{t('settings.intro')}</p>
      <LetterSettingsForm settings={settings} language={actor.language} action={saveLetterSettingsAction} />
      {settings.dkim && <DkimRecord dkim={settings.dkim} />}
      {settings.version > 0 && (
        <div className="mt-8 grid gap-4">
          <StaffForm action={testSettingsAction} label={t('test.title')}>
            <button type="submit" className="button">
              {t('test.send')}
            </button>
          </StaffForm>
          <StaffForm action={makeReportWordAction} label={t('reports.title')}>
            <p className="mb-2 max-w-2xl">{t('reports.text')}</p>
            <button type="submit" className="button">
              {t('reports.make')}
            </button>
          </StaffForm>
        </div>
      )}
    </NewsroomPage>
  );
}
