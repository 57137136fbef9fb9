import { getTranslations } from 'next-intl/server';
import { DeskPage } from '#components/staff/desk-page';
import { AdFields } from '#components/staff/masthead/ad-fields';
import { MastheadTabs } from '#components/staff/masthead/masthead-tabs';
import { StaffForm } from '#components/staff/staff-form.island';
import { AD_PLACES } from '#newsroom/masthead/settings';
import { admitted } from '../../../gate.ts';
import { changeHouseAds } from '../actions.ts';
import { readHouseAds, readSettings } from '../reads.ts';

export async function generateMetadata() {
  await admitted('masthead.edit');
  return { title: (await getTranslations('mastheadDesk'))('tabs.ads') };
}

export default async function HouseAdsPage() {
  const actor = await admitted('masthead.edit');
  const [found, ads] = await Promise.all([readSettings(), readHouseAds()]);
  const t = await getTranslations('mastheadDesk');
  return (
    <DeskPage actor={actor} room="masthead" title={t('tabs.ads')}>
      <MastheadTabs here="ads" />
      <p className="mb-4">{found ? t('adsNote') : t('nameFirst')}</p>
      {found &&
        AD_PLACES.map((place) => (
          <section key={place} className="mb-8 grid gap-4">
            <h2 className="desk-heading">{t(`places.${place}`)}</h2>
            <StaffForm action={changeHouseAds} label={t(`places.${place}`)} seen={found.changedAt.toISOString()} className="grid gap-4">
              <AdFields place={place} ads={ads[place]} />
              <button type="submit" className="button button-main justify-self-start">
                {t('save')}
              </button>
            </StaffForm>
          </section>
        ))}
    </DeskPage>
  );
}
