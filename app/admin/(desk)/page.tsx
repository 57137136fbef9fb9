import { getTranslations } from 'next-intl/server';
import { DeskLists } from '#components/staff/articles/desk-lists';
import { NewStory } from '#components/staff/articles/new-story';
import { DeskPage } from '#components/staff/desk-page';
import { may } from '#newsroom/staff/may';
import { now } from '#platform/clock';
import { admitted } from '../gate.ts';
import { begin } from './articles/actions.ts';
import { readNews, readTimeZone, readTopics } from './reads.ts';

export async function generateMetadata() {
  await admitted('desk.read');
  const t = await getTranslations('deskPage');
  return { title: t('title') };
}

export default async function Desk() {
  const actor = await admitted('desk.read');
  const [t, news, timeZone, { sections }] = await Promise.all([
    getTranslations('deskPage'),
    readNews(actor),
    readTimeZone(actor.language),
    readTopics(actor.language),
  ]);
  return (
    <DeskPage
      actor={actor}
      room="desk"
      title={t('title')}
      tools={may(actor, 'article.create') && <NewStory sections={sections} language={actor.language} action={begin} />}
    >
      <DeskLists news={news} timeZone={timeZone} now={now()} />
    </DeskPage>
  );
}
