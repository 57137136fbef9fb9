import { useTranslations } from 'next-intl';

const DAY = 86_400_000;

/**
 * Tells those who come from elsewhere that a story is not of today: from the thirtieth day on, in months, then in
 * years.
 */
export function AgeNote({ publishedAt, now }: { publishedAt: Date; now: Date }) {
  const t = useTranslations('article');
  const days = Math.floor((now.getTime() - publishedAt.getTime()) / DAY);
  if (days < 30) return null;
  const years = Math.floor(days / 365.25);
  return (
    <p className="age-note">
      {years > 0 ? t('ageYears', { count: years }) : t('age', { count: Math.min(11, Math.floor(days / 30)) })}
    </p>
  );
}
