import { useLocale, useTranslations } from 'next-intl';
import { languageOf } from '#i18n/languages';

/**
 * What the service worker shows in place of a page that it cannot fetch; and the place where the words stand that it
 * puts over a kept story (#kept-note).
 */
export function OfflinePage() {
  const t = useTranslations('offline');
  const { format } = languageOf(useLocale());
  const button = 'quiet border border-soft px-4 text-ink';
  return (
    <>
      <h1 className="headline mt-8 text-large">{t('title')}</h1>
      <p className="mt-2 max-w-[41.25rem]">{t('text')}</p>
      <p id="kept-note" data-format={format} hidden>
        {t('note', { time: '{time}' })}
      </p>
      <kept-stories
        data-kept-at={t('savedAt', { time: '{time}' })}
        data-format={format}
        className="kept-stories needs-script"
      >
        <ul />
        <p data-does="none">{t('empty')}</p>
        <p className="mt-6 flex flex-wrap gap-3">
          <button type="button" data-does="again" className={button}>
            {t('retry')}
          </button>
          <button type="button" data-does="forget" hidden className={button}>
            {t('deleteSaved')}
          </button>
          <button type="button" data-does="keep" hidden className={button}>
            {t('resumeSaving')}
          </button>
        </p>
      </kept-stories>
    </>
  );
}
