import { useTranslations } from 'next-intl';
import { Reasons } from '#components/staff/imports/reasons';
import { importPreviewAddress } from '#i18n/admin-addresses';
import type { ImportDetails } from '#newsroom/transfer/run/import-report';

/** The items that lose the most, each with a page that shows its source beside what it becomes. */
export function WorstItems({ id, items }: { id: number; items: ImportDetails['worst'] }) {
  const t = useTranslations('import');
  if (items.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h2 className="newsroom-heading">{t('worst.title')}</h2>
      <ol className="grid gap-2">
        {items.map(({ position, kind, sourceId, title, reasons, lost }) => (
          <li key={position} className="[overflow-wrap:anywhere]">
            {kind === 'media' || kind === 'other' ? (
              <span className="font-semibold">{title || sourceId}</span>
            ) : (
              <a
                href={importPreviewAddress(id, position)}
                className="inline-flex min-h-11 items-center font-semibold underline"
              >
                {title || sourceId}
              </a>
            )}{' '}
            <span className="text-soft">
              {lost > 0 && `${t('worst.lost', { count: lost })} · `}
              <Reasons reasons={reasons} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
