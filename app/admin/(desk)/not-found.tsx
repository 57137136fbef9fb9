import { getTranslations } from 'next-intl/server';
import { DoorPage } from '#components/staff/door-page';
import { DESK } from '#i18n/desk-addresses';
import { speakToStranger, whoIsThere } from '../gate.ts';

/** For what is not there, and for what this person may not see: which of them is nobody's business. */
export default async function NotFound() {
  const actor = await whoIsThere();
  const t = await getTranslations({ locale: actor?.language ?? (await speakToStranger()), namespace: 'desk' });
  return (
    <DoorPage title={t('absent')}>
      <p>{t('absentNote')}</p>
      <a href={DESK} className="quiet -ml-2 justify-self-start underline">
        {t('rooms.desk')}
      </a>
    </DoorPage>
  );
}
