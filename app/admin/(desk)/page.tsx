import { getTranslations } from 'next-intl/server';
import { DeskPage } from '#components/staff/desk-page';
import { admitted } from '../gate.ts';

export async function generateMetadata() {
  await admitted('desk.read');
  const t = await getTranslations('desk.rooms');
  return { title: t('desk') };
}

export default async function Desk() {
  const actor = await admitted('desk.read');
  const t = await getTranslations('desk.rooms');
  return (
    <DeskPage actor={actor} room="desk" title={t('desk')}>
      <p />
    </DeskPage>
  );
}
