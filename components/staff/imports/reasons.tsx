import { useTranslations } from 'next-intl';
import { isImportReason } from '#newsroom/transfer/run/import-reasons';

/** Why an item is left out or changed. An older version may have known other reasons. */
export function Reasons({ reasons }: { reasons: string[] }) {
  const t = useTranslations('import.reasons');
  return reasons.map((reason) => (isImportReason(reason) ? t(reason) : reason)).join('; ');
}
