import { useTranslations } from 'next-intl';
import type { FormAction } from '#components/staff/form-answer.ts';
import { ImportButton } from '#components/staff/imports/import-button';
import { longDate } from '#i18n/dates';
import type { Language } from '#i18n/languages';

/** Undoes an import, once that has been said twice. */
export function UndoForm({
  id,
  until,
  language,
  timeZone,
  action,
}: {
  id: number;
  until: Date;
  language: Language;
  timeZone: string;
  action: FormAction;
}) {
  const t = useTranslations('import.undo');
  return (
    <section className="mt-8 grid max-w-2xl gap-2">
      <h2 className="newsroom-heading">{t('title')}</h2>
      <ImportButton id={id} action={action} label={t('title')} submit={t('submit')} look="button-danger">
        <p>{t('note', { date: longDate(until, language, timeZone) })}</p>
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" name="sure" value="yes" required /> {t('confirm')}
        </label>
      </ImportButton>
    </section>
  );
}
