import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { moveSectionAction } from '#app/admin/(newsroom)/topics/actions';
import { readTopics } from '#app/admin/(newsroom)/topics/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { OrderButtons } from '#components/staff/order-buttons';
import { TopicSearch } from '#components/staff/topics/topic-search';
import { TopicTable } from '#components/staff/topics/topic-table';
import { TopicTabs } from '#components/staff/topics/topic-tabs';
import { newTopicAddress, topicsAddress } from '#i18n/admin-addresses';
import { may } from '#newsroom/permissions/permissions';
import { isTopicKind, permissionFor } from '#newsroom/topics/editable-topic';

const ON_A_PAGE = 100;

type Props = {
  params: Promise<{ kind: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props) {
  await requireActor('topic.edit');
  const { kind } = await params;
  return { title: isTopicKind(kind) && (await getTranslations('topics.tabs'))(kind) };
}

export default async function TopicList({ params, searchParams }: Props) {
  const actor = await requireActor('topic.edit');
  const { kind } = await params;
  if (!isTopicKind(kind)) notFound();
  const given = await searchParams;
  const matching = typeof given.matching === 'string' ? given.matching.trim().slice(0, 100) : '';
  const after = typeof given.after === 'string' ? given.after : '';
  const { topics, next } = await readTopics(kind, { matching, after, limit: ON_A_PAGE });
  const t = await getTranslations('topics');
  const isOurs = may(actor, permissionFor(kind));
  const create = isOurs && (
    <a href={newTopicAddress(kind)} className="button">
      {t(`new.${kind}`)}
    </a>
  );
  const movers = kind === 'section' && isOurs;
  return (
    <NewsroomPage actor={actor} room="topics" title={t(`tabs.${kind}`)} tools={create}>
      <TopicTabs kind={kind} />
      {kind !== 'section' && <TopicSearch kind={kind} matching={matching} />}
      {topics.length === 0 && <p>{matching || after ? t('noneMatch') : t(`empty.${kind}`)}</p>}
      <TopicTable
        kind={kind}
        topics={topics}
        language={actor.language}
        {...(movers && {
          tools: (topic) => (
            <OrderButtons
              itemKey={topic.key}
              name={topic.title}
              isFirst={topic.key === topics.at(0)?.key}
              isLast={topic.key === topics.at(-1)?.key}
              action={moveSectionAction}
            />
          ),
        })}
      />
      {next && (
        <a href={topicsAddress(kind, { matching, after: next })} className="button mt-4">
          {t('nextPage')}
        </a>
      )}
    </NewsroomPage>
  );
}
