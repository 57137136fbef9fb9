import { useTranslations } from 'next-intl';
import { letterPreviewAddress } from '#i18n/admin-addresses';

const LOOKS = ['light', 'dark', 'text'] as const;

/** A letter as it was saved last: by day, by night, and as plain text. */
export function LetterPreview({ id, version }: { id: number; version: number }) {
  const t = useTranslations('newsletters.preview');
  return (
    <section className="mt-8 grid gap-4">
      <h2 className="newsroom-heading">{t('title')}</h2>
      <div className="grid gap-4 desk:grid-cols-2">
        {LOOKS.map((look) => (
          <figure key={look} className="grid gap-1">
            <figcaption>
              <a href={letterPreviewAddress(id, look)} target="_blank" rel="noreferrer" className="underline">
                {t(look)}
              </a>
            </figcaption>
            <iframe
              // Another version is another document.
              key={version}
              src={letterPreviewAddress(id, look)}
              title={t(look)}
              loading="lazy"
              className="h-[40rem] w-full border border-rule bg-white"
            />
          </figure>
        ))}
      </div>
    </section>
  );
}
