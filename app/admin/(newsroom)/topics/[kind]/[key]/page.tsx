import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import {
  deleteTopicAction,
  mergeTagsAction,
  saveTopicAction,
  setAuthorPictureAction,
} from '#app/admin/(newsroom)/topics/actions';
import { readTopic } from '#app/admin/(newsroom)/topics/reads';
import { requireActor } from '#app/admin/gate';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { StaffForm } from '#components/staff/staff-form.island';
import { AuthorPicture } from '#components/staff/topics/author-picture';
import { TagMerger } from '#components/staff/topics/tag-merger';
import { TopicFields } from '#components/staff/topics/topic-fields';
import { TopicHead } from '#components/staff/topics/topic-head';
import { TopicRemover } from '#components/staff/topics/topic-remover';
import { TopicTabs } from '#components/staff/topics/topic-tabs';
import type { Language } from '#i18n/languages';
import { type EditableTopic, isTopicKind, nameIn, permissionFor } from '#newsroom/topics/editable-topic';

type Props = { params: Promise<{ kind: string; key: string }> };

function titleOf({ key, texts }: EditableTopic, language: Language): string {
  return nameIn(Object.fromEntries(Object.entries(texts).map(([code, { name }]) => [code, name])), language, key);
}

async function find({ params }: Props) {
  const { kind, key } = await params;
  if (!isTopicKind(kind)) notFound();
  const actor = await requireActor(permissionFor(kind));
  const topic = await readTopic(kind, key, actor.language);
  if (!topic) notFound();
  return { actor, kind, topic, title: titleOf(topic, actor.language) };
}

export async function generateMetadata(props: Props) {
  return { title: (await find(props)).title };
}

export default async function TopicPage(props: Props) {
  const { actor, kind, topic, title } = await find(props);
  const t = await getTranslations('topics');
  return (
    <NewsroomPage actor={actor} room="topics" title={title}>
      <TopicTabs kind={kind} />
      <TopicHead kind={kind} topic={topic} actor={actor} />
      <StaffForm action={saveTopicAction} label={t('namesForm')} seen={topic.version} className="mt-4 grid gap-4">
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="key" value={topic.key} />
        <TopicFields kind={kind} texts={topic.texts} />
        <button type="submit" className="button button-main justify-self-start">
          {t('save')}
        </button>
      </StaffForm>
      {kind === 'author' && (
        <AuthorPicture
          author={topic.key}
          picture={topic.picture}
          language={actor.language}
          action={setAuthorPictureAction}
        />
      )}
      {kind === 'tag' && <TagMerger tag={topic.key} action={mergeTagsAction} />}
      <TopicRemover kind={kind} topic={topic} action={deleteTopicAction} />
    </NewsroomPage>
  );
}
