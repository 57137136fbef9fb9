import { useTranslations } from 'next-intl';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
import type { TopicRow } from '#newsroom/topics/editable-topic';

/** Two buttons that move a section by a place; the first and the last of `ends` have one that is still. */
export function SectionMover({
  topic,
  ends: [first, last],
  action,
}: {
  topic: TopicRow & { title: string };
  ends: [TopicRow | undefined, TopicRow | undefined];
  action: (previous: Answer | null, form: FormData) => Promise<Answer | null>;
}) {
  const t = useTranslations('topics');
  const button = (direction: 'up' | 'down', sign: string, isStill: boolean) => (
    <button
      type="submit"
      name="direction"
      value={direction}
      className="button min-w-11 px-2"
      aria-label={t(direction === 'up' ? 'moveUp' : 'moveDown', { name: topic.title })}
      disabled={isStill}
    >
      {sign}
    </button>
  );
  return (
    <StaffForm action={action} className="flex gap-1">
      <input type="hidden" name="key" value={topic.key} />
      {button('up', '↑', topic.key === first?.key)}
      {button('down', '↓', topic.key === last?.key)}
    </StaffForm>
  );
}
