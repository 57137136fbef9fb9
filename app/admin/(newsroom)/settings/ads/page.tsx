import { getTranslations } from 'next-intl/server';
import { saveHouseAdsAction } from '#app/admin/(newsroom)/settings/actions';
import { readHouseAds, readSettings } from '#app/admin/(newsroom)/settings/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { AdFields } from '#components/staff/settings/ad-fields';
import { SettingsTabs } from '#components/staff/settings/settings-tabs';
import { StaffForm } from '#components/staff/staff-form.island';
import { AD_PLACES } from '#newsroom/settings/ad-places';

export async function generateMetadata() {
  await requireActor('settings.edit');
  return { title: (await getTranslations('settings.tabs'))('ads') };
}

export default async function HouseAdsPage() {
  const actor = await requireActor('settings.edit');
  const [found, ads] = await Promise.all([readSettings(), readHouseAds()]);
  const t = await getTranslations('settings');
  return (
    <NewsroomPage actor={actor} room="settings" title={t('tabs.ads')}>
      <SettingsTabs actor={actor} here="ads" />
      <p className="mb-4">{found ? t('ads.note') : t('ads.nameFirst')}</p>
      {found &&
        AD_PLACES.map((place) => (
          <section key={place} className="mb-8 grid gap-4">
            <h2 className="newsroom-heading">{t(`ads.places.${place}`)}</h2>
            <StaffForm
              action={saveHouseAdsAction}
              label={t(`ads.places.${place}`)}
              seen={found.changedAt.toISOString()}
              className="grid gap-4"
            >
              <AdFields place={place} ads={ads[place]} />
              <button type="submit" className="button button-main justify-self-start">
                {t('save')}
              </button>
            </StaffForm>
          </section>
        ))}
    </NewsroomPage>
  );
}
