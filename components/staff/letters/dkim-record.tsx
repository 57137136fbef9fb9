import { useTranslations } from 'next-intl';

/** The record that the DNS of the sender's domain needs, to be copied. */
export function DkimRecord({ dkim }: { dkim: { name: string; value: string } }) {
  const t = useTranslations('newsletters.dkim');
  return (
    <section className="mt-8 grid max-w-2xl gap-3">
      <h2 className="newsroom-heading">{t('title')}</h2>
      <p>{t('text')}</p>
      <label className="field">
        <span>{t('name')}</span>
        <input className="input font-mono" readOnly value={dkim.name} />
      </label>
      <label className="field">
        <span>{t('value')}</span>
        <textarea className="input font-mono" readOnly rows={6} value={dkim.value} />
      </label>
      <p>{t('others')}</p>
    </section>
  );
}
