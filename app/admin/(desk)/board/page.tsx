import { getTranslations } from 'next-intl/server';
import { BoardTable } from '#components/staff/articles/board-table';
import { DeskPage } from '#components/staff/desk-page';
import { admitted } from '../../gate.ts';
import { readBoard, readTimeZone } from '../reads.ts';

export async function generateMetadata() {
  await admitted('desk.read');
  const t = await getTranslations('board');
  return { title: t('title') };
}

export default async function BoardPage() {
  const actor = await admitted('desk.read');
  const [t, rows, timeZone] = await Promise.all([getTranslations('board'), readBoard(actor), readTimeZone(actor.language)]);
  return (
    <DeskPage actor={actor} room="board" title={t('title')}>
      {rows.length > 0 ? <BoardTable rows={rows} timeZone={timeZone} /> : <p>{t('none')}</p>}
    </DeskPage>
  );
}
