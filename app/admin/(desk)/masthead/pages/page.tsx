import { getTranslations } from 'next-intl/server';
import { DeskPage } from '#components/staff/desk-page';
import { MastheadTabs } from '#components/staff/masthead/masthead-tabs';
import { PageFields } from '#components/staff/masthead/page-fields';
import { StaffForm } from '#components/staff/staff-form.island';
import { pageAddress } from '#i18n/addresses';
import { ownPageAddress } from '#i18n/desk-addresses';
import { LANGUAGES } from '#i18n/languages';
import { admitted } from '../../../gate.ts';
import { changePageWords } from '../actions.ts';
import { readWholePages } from '../reads.ts';

export async function generateMetadata() {
  await admitted('masthead.edit');
  return { title: (await getTranslations('mastheadDesk'))('tabs.pages') };
}

export default async function OwnPages() {
  const actor = await admitted('masthead.edit');
  const pages = await readWholePages();
  const t = await getTranslations('mastheadDesk');
  return (
    <DeskPage actor={actor} room="masthead" title={t('tabs.pages')}>
      <MastheadTabs here="pages" />
      {pages.length === 0 && <p>{t('noPages')}</p>}
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
                <a key={code} href={ownPageAddress(key, code)} className="quiet -ml-2 underline" hrefLang={code}>
                  {t('writeText', { language: name })}
                </a>
              ))}
            </p>
            <StaffForm action={changePageWords} label={title} seen={changedAt.toISOString()} className="grid gap-4">
              <input type="hidden" name="key" value={key} />
              <PageFields words={words} />
              <button type="submit" className="button button-main justify-self-start">
                {t('save')}
              </button>
            </StaffForm>
          </section>
        );
      })}
    </DeskPage>
  );
}
