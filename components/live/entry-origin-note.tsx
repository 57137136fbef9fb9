import { useLocale, useTranslations } from 'next-intl';
import { livePartAddress } from '#i18n/addresses';
import type { EntryOrigin } from '#newsroom/live/find-entry-origin';

/** Says that a story was an entry of a live blog first. */
export function EntryOriginNote({ origin: { entryId, slug, headline } }: { origin: EntryOrigin }) {
  const t = useTranslations('live');
  return (
    <p className="live-origin">
      {t('from')}: <a href={livePartAddress(useLocale(), slug, entryId)}>{headline}</a>
    </p>
  );
}
