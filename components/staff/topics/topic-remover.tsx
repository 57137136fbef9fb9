import { useTranslations } from 'next-intl';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
import type { EditableTopic, TopicKind } from '#newsroom/topics/editable-topic';

type Action = (previous: Answer | null, form: FormData) => Promise<Answer | null>;

/** Removes a topic that no story has; of one that stories have it says so. */
export function TopicRemover({ kind, topic, action }: { kind: TopicKind; topic: EditableTopic; action: Action }) {
  const t = useTranslations('topics.delete');
  return (
    <section className="mt-8 grid gap-2">
      <h2 className="newsroom-heading">{t('title')}</h2>
      {topic.stories > 0 ? (
        <p>{t('inUse', { count: topic.stories })}</p>
      ) : (
        <StaffForm action={action} label={t('submit')}>
          <input type="hidden" name="kind" value={kind} />
          <input type="hidden" name="key" value={topic.key} />
          <p className="mb-2">{t('note')}</p>
          <button type="submit" className="button button-danger">
            {t('submit')}
          </button>
        </StaffForm>
      )}
    </section>
  );
}
