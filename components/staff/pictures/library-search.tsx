import { useTranslations } from 'next-intl';
import { PICTURES } from '#i18n/admin-addresses';

/** The query is in the address, so that a search can be kept and sent. */
export function LibrarySearch({ text, unused }: { text: string; unused: boolean }) {
  const t = useTranslations('pictures.search');
  return (
    <search>
      <form action={PICTURES} className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <label className="field min-w-60 flex-1">
          <span>{t('label')}</span>
          <input type="search" name="q" defaultValue={text} maxLength={100} className="input" />
        </label>
        <label className="flex min-h-11 items-center gap-2">
          <input type="checkbox" name="unused" value="1" defaultChecked={unused} className="size-5" />
          {t('unused')}
        </label>
        <button type="submit" className="button">
          {t('submit')}
        </button>
        {(text || unused) && (
          <a href={PICTURES} className="quiet underline">
            {t('clear')}
          </a>
        )}
      </form>
    </search>
  );
}
