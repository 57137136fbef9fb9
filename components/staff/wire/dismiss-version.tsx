import { useTranslations } from 'next-intl';
import { type Answer, StaffForm } from '#components/staff/staff-form.island';
import type { WireOrigin } from '#newsroom/wire/article-wire';

/** Says that a new version has been dealt with: the one that is shown, not one that comes meanwhile. */
export function DismissVersion({
  articleId,
  origin: { itemId, version },
  action,
}: {
  articleId: number;
  origin: WireOrigin;
  action: (previous: Answer | null, form: FormData) => Promise<Answer>;
}) {
  const t = useTranslations('wire.onArticle');
  return (
    <StaffForm action={action} label={t('dismiss')} className="mt-2 grid justify-items-start gap-2">
      <input type="hidden" name="article" value={articleId} />
      <input type="hidden" name="item" value={itemId} />
      <input type="hidden" name="version" value={version} />
      <button type="submit" className="button">
        {t('dismiss')}
      </button>
    </StaffForm>
  );
}
