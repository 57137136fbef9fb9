import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { DeskPage } from '#components/staff/desk-page';
import { Field } from '#components/staff/field';
import { StaffForm } from '#components/staff/staff-form.island';
import { TopicFields } from '#components/staff/topics/topic-fields';
import { TopicTabs } from '#components/staff/topics/topic-tabs';
import { actOn, isTopicKind } from '#newsroom/topics/topic-card';
import { admitted } from '../../../gate.ts';
import { createTopic } from '../../topics/actions.ts';

type Props = { params: Promise<{ kind: string }> };

async function find({ params }: Props) {
  const { kind } = await params;
  if (!isTopicKind(kind)) notFound();
  return { kind, actor: await admitted(actOn(kind)) };
}

export async function generateMetadata(props: Props) {
  const { kind } = await find(props);
  return { title: (await getTranslations('topicDesk'))(`create.${kind}`) };
}

export default async function NewTopic(props: Props) {
  const { kind, actor } = await find(props);
  const t = await getTranslations('topicDesk');
  return (
    <DeskPage actor={actor} room="topics" title={t(`create.${kind}`)}>
      <TopicTabs kind={kind} />
      <StaffForm action={createTopic} className="grid gap-4">
        <input type="hidden" name="kind" value={kind} />
        <div className="max-w-md">
          <Field
            label={t('key')}
            name="key"
            hint={`${t('keyHint')} ${t('keyStays')}`}
            maxLength={80}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            required
          />
        </div>
        <TopicFields kind={kind} texts={{}} />
        <button type="submit" className="button button-main justify-self-start">
          {t('make')}
        </button>
      </StaffForm>
    </DeskPage>
  );
}
