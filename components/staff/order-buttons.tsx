import { useTranslations } from 'next-intl';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';

/** Two buttons that move one of a list by a place; the first and the last have one that is disabled. */
export function OrderButtons({
  itemKey,
  name,
  isFirst,
  isLast,
  action,
}: {
  /** Goes with the form as `key`. */
  itemKey: string;
  name: string;
  isFirst: boolean;
  isLast: boolean;
  action: (previous: Answer | null, form: FormData) => Promise<Answer | null>;
}) {
  const t = useTranslations('topics');
  const button = (direction: 'up' | 'down', sign: string, isDisabled: boolean) => (
    <button
      type="submit"
      name="direction"
      value={direction}
      className="button min-w-11 px-2"
      aria-label={t(direction === 'up' ? 'moveUp' : 'moveDown', { name })}
      disabled={isDisabled}
    >
      {sign}
    </button>
  );
  return (
    <StaffForm action={action} className="flex gap-1">
      <input type="hidden" name="key" value={itemKey} />
      {button('up', '↑', isFirst)}
      {button('down', '↓', isLast)}
    </StaffForm>
  );
}
