import { getTranslations } from 'next-intl/server';
import { DeskPage } from '#components/staff/desk-page';
import { MastheadTabs } from '#components/staff/masthead/masthead-tabs';
import { SettingsFields } from '#components/staff/masthead/settings-fields';
import { StaffForm } from '#components/staff/staff-form.island';
import { admitted } from '../../gate.ts';
import { changeSettings } from './actions.ts';
import { readSections, readSettings } from './reads.ts';

export async function generateMetadata() {
  await admitted('masthead.edit');
  return { title: (await getTranslations('desk.rooms'))('masthead') };
}

export default async function MastheadPage() {
  const actor = await admitted('masthead.edit');
  const [found, sections] = await Promise.all([readSettings(), readSections(actor.language)]);
  const t = await getTranslations();
  return (
    <DeskPage actor={actor} room="masthead" title={t('desk.rooms.masthead')}>
      <MastheadTabs here="settings" />
      <StaffForm
        action={changeSettings}
        label={t('mastheadDesk.tabs.settings')}
        seen={found?.changedAt.toISOString() ?? ''}
        className="grid gap-4"
      >
        <SettingsFields settings={found?.settings} sections={sections} zones={Intl.supportedValuesOf('timeZone')} />
        <button type="submit" className="button button-main justify-self-start">
          {t('mastheadDesk.save')}
        </button>
      </StaffForm>
    </DeskPage>
  );
}
