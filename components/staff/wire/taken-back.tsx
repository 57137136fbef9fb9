import { useTranslations } from 'next-intl';

/** Marks a story whose agency has taken back what it was made from. */
export function TakenBack({ status }: { status: 'withheld' | 'canceled' | undefined }) {
  const t = useTranslations('wire');
  return status ? <strong className="state state-now">{t(status)}</strong> : null;
}
