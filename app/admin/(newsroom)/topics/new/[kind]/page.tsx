import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { createTopicAction } from '#app/admin/(newsroom)/topics/actions';
import { requireActor } from '#app/admin/gate';
import { Field } from '#components/staff/field';
import { NewsroomPage } from '#components/staff/newsroom-page';
import { StaffForm } from '#components/staff/staff-form.island';
import { TopicFields } from '#components/staff/topics/topic-fields';
import { TopicTabs } from '#components/staff/topics/topic-tabs';
import { isTopicKind, permissionFor } from '#newsroom/topics/editable-topic';

type Props = { params: Promise<{ kind: string }> };

async function find({ params }: Props) {
  const { kind } = await params;
  if (!isTopicKind(kind)) notFound();
  return { kind, actor: await requireActor(permissionFor(kind)) };
}

export async function generateMetadata(props: Props) {
  const { kind } = await find(props);
  return { title: (await getTranslations('topics.new'))(kind) };
}

export default async function NewTopic(props: Props) {
  const { kind, actor } = await find(props);
  const t = await getTranslations('topics');
  return (
    <NewsroomPage actor={actor} room="topics" title={t(`new.${kind}`)}>
      <TopicTabs kind={kind} />
      <StaffForm action={createTopicAction} className="grid gap-4">
        <input type="hidden" name="kind" value={kind} />
        <div className="max-w-md">
          <Field
            label={t('slug')}
            name="key"
            hint={`${t('slugHint')} ${t('slugFixed')}`}
            maxLength={80}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        </div>
        <TopicFields kind={kind} texts={{}} />
        <button type="submit" className="button button-main justify-self-start">
          {t('create')}
        </button>
      </StaffForm>
    </NewsroomPage>
  );
}
