import { getTranslations } from 'next-intl/server';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { LanguageChoice } from '#components/staff/settings/language-choice';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { StaffForm } from '#components/staff/staff-form.island';
import { areLanguagesFixed, LANGUAGES } from '#i18n/languages';
import { chooseLanguagesAction } from './actions.ts';
import { readLanguages } from './reads.ts';

export async function generateMetadata() {
  await requireActor('languages.edit');
  return { title: (await getTranslations('settings.tabs'))('languages') };
}

export default async function LanguagesPage() {
  const actor = await requireActor('languages.edit');
  const { named, on } = await readLanguages();
  const t = await getTranslations('settings');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('tabs.languages')}>
      <SettingsTabs actor={actor} here="languages" />
      {areLanguagesFixed ? (
        <p className="max-w-2xl">
          {t('languages.fixed', { languages: LANGUAGES.map(({ name }) => name).join(', '), variable: 'LANGUAGES' })}
        </p>
      ) : (
        <StaffForm
          action={chooseLanguagesAction}
          label={t('tabs.languages')}
          seen={named.join()}
          className="grid max-w-2xl justify-items-start gap-4"
        >
          <LanguageChoice on={on} />
          <button type="submit" className="button button-main">
            {t('save')}
          </button>
        </StaffForm>
      )}
    </NewsroomPage>
  );
}
