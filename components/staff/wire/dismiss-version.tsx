import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/staff/form-answer.ts';
import { StaffForm } from '#components/staff/staff-form.island';

/**
 * Says that a new version of an item has been dealt with: the one that is shown, not one that comes meanwhile. `of` is
 * what was made from the item, with what it is called where several are on the page.
 */
export function DismissVersion({
  of,
  name,
  item: { itemId, version },
  action,
}: {
  of: { article: number } | { entry: number };
  name?: string;
  item: { itemId: number; version: number };
  action: FormAction;
}) {
  const t = useTranslations('wire.onArticle');
  return (
    <StaffForm action={action} label={t('dismiss')} className="mt-2 grid justify-items-start gap-2">
      {Object.entries(of).map(([made, id]) => (
        <input key={made} type="hidden" name={made} value={id} />
      ))}
      <input type="hidden" name="item" value={itemId} />
      <input type="hidden" name="version" value={version} />
      <button type="submit" className="button" aria-label={name && `${t('dismiss')}: ${name}`}>
        {t('dismiss')}
      </button>
    </StaffForm>
  );
}
