import { getTranslations } from 'next-intl/server';
import { changePageTexts } from '#app/admin/(newsroom)/settings/actions';
import { readPages } from '#app/admin/(newsroom)/settings/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { PageFields } from '#components/staff/settings/page-fields';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { StaffForm } from '#components/staff/staff-form.island';
import { pageAddress } from '#i18n/addresses';
import { sitePageAddress } from '#i18n/admin-addresses';
import { LANGUAGES } from '#i18n/languages';

export async function generateMetadata() {
  await requireActor('masthead.edit');
  return { title: (await getTranslations('settings.tabs'))('pages') };
}

export default async function SitePages() {
  const actor = await requireActor('masthead.edit');
  const pages = await readPages();
  const t = await getTranslations('settings');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('tabs.pages')}>
      <SettingsTabs here="pages" />
      {pages.length === 0 && <p>{t('pages.empty')}</p>}
      {pages.map(({ key, changedAt, words }) => {
        const title = words[actor.language]?.title ?? key;
        return (
          <section key={key} className="mb-8 grid gap-4">
            <h2 className="desk-heading">
              <a href={pageAddress(actor.language, key)} className="inline-flex min-h-11 items-center underline">
                {title}
              </a>
            </h2>
            <p className="flex flex-wrap gap-x-2">
              {LANGUAGES.filter(({ code }) => words[code]).map(({ code, name }) => (
                <a key={code} href={sitePageAddress(key, code)} className="quiet -ml-2 underline" hrefLang={code}>
                  {t('pages.editText', { language: name })}
                </a>
              ))}
            </p>
            <StaffForm action={changePageTexts} label={title} seen={changedAt.toISOString()} className="grid gap-4">
              <input type="hidden" name="key" value={key} />
              <PageFields words={words} />
              <button type="submit" className="button button-main justify-self-start">
                {t('save')}
              </button>
            </StaffForm>
          </section>
        );
      })}
    </NewsroomPage>
  );
}
