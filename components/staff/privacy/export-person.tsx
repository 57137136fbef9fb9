import { useTranslations } from 'next-intl';

/** A file with what is kept about a person. It is asked for by POST: no link brings it, and the log tells of it. */
export function ExportPerson({ address }: { address: string }) {
  const t = useTranslations('privacy.export');
  return (
    <section className="mb-8 max-w-2xl">
      <h2 className="newsroom-heading">{t('title')}</h2>
      <p className="mb-2">{t('intro')}</p>
      <form method="post" action={address}>
        <button type="submit" className="button">
          {t('submit')}
        </button>
      </form>
    </section>
  );
}
