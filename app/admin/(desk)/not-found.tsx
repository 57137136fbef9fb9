import { getTranslations, setRequestLocale } from 'next-intl/server';
import { DoorPage } from '#components/staff/door-page';
import { DESK } from '#i18n/desk-addresses';
import { speakToStranger, whoIsThere } from '../gate.ts';

/** For what is not there, and for what somebody may not see: the same. */
export default async function NotFound() {
  setRequestLocale((await whoIsThere())?.language ?? (await speakToStranger()));
  const t = await getTranslations();
  return (
    <DoorPage title={t('status.absentTitle')}>
      <a href={DESK} className="quiet -ml-2 justify-self-start underline">
        {t('desk.rooms.desk')}
      </a>
    </DoorPage>
  );
}
